/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/import/our_facts.h"

#include <string.h>

#include "tools/import/cursor.h"

/* --- lists ---------------------------------------------------------------- */

/* Calls take for each object of a list; what is beyond max is ignored. */
static bool read_list(struct our_facts *ret, const struct member_reader *r,
		      const json_t *facts, const char *member, size_t max,
		      size_t *cnt,
		      bool (*take)(struct our_facts *ret,
				   const struct member_reader *r,
				   const json_t *object, size_t index))
{
	const json_t *list = json_object_get(facts, member);

	for (size_t i = 0; i < json_array_size(list) && *cnt < max; i++)
		if (!take(ret, r, json_array_get(list, i), (*cnt)++))
			return false;
	return true;
}

static bool read_range(const struct member_reader *r, const json_t *object,
		       struct range *ret)
{
	return member_hex(r, object, "base", UINT64_MAX, &ret->base) &&
	       member_hex(r, object, "size", UINT64_MAX - ret->base,
			  &ret->size);
}

static bool read_type(const struct member_reader *r, const json_t *object,
		      uint32_t *ret)
{
	uint64_t type = 0;
	bool good = member_number(r, object, "type", UINT32_MAX, &type);

	*ret = (uint32_t)type;
	return good;
}

static bool take_mtrr(struct our_facts *ret, const struct member_reader *r,
		      const json_t *object, size_t index)
{
	struct fact_mtrr *mtrr = &ret->log.mtrrs[index];

	return read_range(r, object, &mtrr->range) &&
	       read_type(r, object, &mtrr->type);
}

static bool take_window(struct our_facts *ret, const struct member_reader *r,
			const json_t *object, size_t index)
{
	return read_range(r, object, &ret->log.windows[index]);
}

static bool take_bin(struct our_facts *ret, const struct member_reader *r,
		     const json_t *object, size_t index)
{
	struct fact_bin *bin = &ret->log.bins[index];

	return read_type(r, object, &bin->type) &&
	       member_number(r, object, "pages", UINT32_MAX, &bin->pages);
}

static bool take_place(struct our_facts *ret, const struct member_reader *r,
		       const json_t *object, size_t index)
{
	struct fact_place *place = &ret->log.places[index];
	char what[40] = "";

	if (!read_range(r, object, &place->range) ||
	    !member_text(r, object, "what", what, sizeof(what)) ||
	    !member_text(r, object, "name", place->name, sizeof(place->name)))
		return false;
	if (!facts_place_by_name(what, &place->what))
		place->what = FACTS_OTHER;
	return true;
}

static bool take_resource(struct our_facts *ret, const struct member_reader *r,
			  const json_t *object, size_t index)
{
	struct fact_resource *one = &ret->log.resources[index];

	for (size_t i = 0; i < 6; i++) {
		uint64_t number = 0;

		if (!member_number(r, object, fact_resource_name(i), UINT32_MAX,
				   &number))
			return false;
		one->numbers[i] = (uint32_t)number;
	}
	return member_text(r, object, "class", one->class, sizeof(one->class));
}

/* --- numbers -------------------------------------------------------------- */

static bool read_smbios(struct our_facts *ret, const struct member_reader *r,
			const json_t *facts)
{
	struct smbios *smbios = &ret->smbios;
	uint64_t slots = 0, modules = 0;
	const json_t *object;

	if (!member_object(r, facts, "smbios", &object))
		return false;
	ret->has_smbios = object != NULL;
	if (!member_text(r, object, "maker", smbios->maker, SMBIOS_TEXT) ||
	    !member_text(r, object, "product", smbios->product, SMBIOS_TEXT) ||
	    !member_text(r, object, "bios_version", smbios->bios_version,
			 SMBIOS_TEXT) ||
	    !member_hex(r, object, "installed", UINT64_MAX,
			&smbios->installed) ||
	    !member_hex(r, object, "mapped", UINT64_MAX, &smbios->mapped) ||
	    !member_hex(r, object, "capacity", UINT64_MAX, &smbios->capacity) ||
	    !member_number(r, object, "slots", 65535, &slots) ||
	    !member_number(r, object, "modules", 65535, &modules))
		return false;
	smbios->slots = (unsigned int)slots;
	smbios->modules = (unsigned int)modules;
	ret->log.facts.installed = smbios->installed;
	return true;
}

static bool read_numbers(struct facts *ret, const struct member_reader *r,
			 const json_t *facts)
{
	uint64_t type = 0, probe = 0, bits = 0;

	if (!member_number(r, facts, "mtrr_default", 255, &type) ||
	    !member_number(r, facts, "probe", 255, &probe) ||
	    !member_number(r, facts, "address_bits", 64, &bits))
		return false;
	ret->mtrr_default = (uint32_t)type;
	ret->probe = (unsigned int)probe;
	ret->address_bits = (unsigned int)bits;
	return true;
}

static bool read_protection(struct fact_protection *ret,
			    const struct member_reader *r, const json_t *facts)
{
	const json_t *object;

	if (!member_object(r, facts, "protection", &object))
		return false;
	ret->known = object != NULL;
	ret->page_0 = json_is_true(json_object_get(object, "page_0"));
	ret->stack_executable =
		json_is_true(json_object_get(object, "stack_executable"));
	ret->stack_open = json_is_true(json_object_get(object, "stack_open"));
	ret->no_protocol = json_is_true(json_object_get(object, "no_protocol"));
	return member_hex(r, object, "writable_code", UINT64_MAX,
			  &ret->writable_code) &&
	       member_hex(r, object, "free_mapped", UINT64_MAX,
			  &ret->free_mapped) &&
	       member_hex(r, object, "device_code", UINT64_MAX,
			  &ret->device_code) &&
	       member_hex(r, object, "image_rights", UINT64_MAX,
			  &ret->image_rights);
}

bool our_facts_read(struct our_facts *ret, const struct member_reader *r,
		    const json_t *root)
{
	struct facts *facts = &ret->log.facts;
	const json_t *object;

	memset(ret, 0, sizeof(*ret));
	return member_object(r, root, "facts", &object) &&
	       read_smbios(ret, r, object) && read_numbers(facts, r, object) &&
	       read_protection(&facts->protection, r, object) &&
	       read_list(ret, r, object, "mtrrs", LOG_MTRRS, &facts->mtrr_cnt,
			 take_mtrr) &&
	       read_list(ret, r, object, "windows", LOG_WINDOWS,
			 &facts->window_cnt, take_window) &&
	       read_list(ret, r, object, "bins", LOG_BINS, &facts->bin_cnt,
			 take_bin) &&
	       read_list(ret, r, object, "resources", FACTS_RESOURCES,
			 &facts->resource_cnt, take_resource) &&
	       read_list(ret, r, object, "places", LOG_PLACES,
			 &facts->place_cnt, take_place);
}

/* --- copying -------------------------------------------------------------- */

size_t our_facts_size(const struct our_facts *facts)
{
	return sizeof(struct facts) + sizeof(struct smbios) + 8 +
	       log_facts_size(&facts->log);
}

const struct facts *our_facts_put(char *store, const struct our_facts *facts,
				  const struct facts *origin)
{
	struct facts *ret = (struct facts *)store;
	struct smbios *smbios = (struct smbios *)(ret + 1);
	char *lists = (char *)(smbios + 1);

	*ret = origin ? *origin : (struct facts){ 0 };
	*smbios = facts->smbios;
	log_facts_copy(ret, lists, &facts->log);
	ret->smbios = facts->has_smbios ? smbios : NULL;
	ret->memattr = facts->log.facts.memattr;
	ret->installed = facts->log.facts.installed;
	ret->probe = facts->log.facts.probe;
	ret->protection = facts->log.facts.protection;
	return ret;
}
