/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What format=json prints (docs/json.md). Members that follow from the
 * descriptors, such as the sets, are ignored. Numbers of 64 bits are strings,
 * "0x...".
 */
#include "tools/import/import.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/report/report.h"
#include "tools/import/json_members.h"
#include "tools/import/our_facts.h"
#include "tools/memory.h"

/* Version 1 names some members differently (docs/json.md), none of those that
 * are read here. */
#define VERSION_MIN 1
/* A stride of more than a page means that the file is damaged. */
#define STRIDE_MAX 4096

static bool get_efi_tables(const struct member_reader *r, const json_t *root,
			   struct capture_range *ret)
{
	for (int i = 0; i < EFITABLE_COUNT; i++)
		if (!member_range(r, root, efitable_name((enum efitable)i),
				  &ret[i]))
			return false;
	return true;
}

static bool get_profile(const struct member_reader *r, const json_t *machine,
			enum profile *ret)
{
	char name[32] = "";

	if (!member_text(r, machine, "profile", name, sizeof(name)))
		return false;
	return name[0] == '\0' || profile_by_name(name, ret) ||
	       member_refuse(r, "profile", "unknown profile");
}

static bool get_facts(const struct member_reader *r, const json_t *root,
		      struct capture *ret)
{
	const json_t *firmware, *machine;

	return member_object(r, root, "firmware", &firmware) &&
	       member_object(r, root, "machine", &machine) &&
	       member_text(r, firmware, "vendor", ret->vendor,
			   sizeof(ret->vendor)) &&
	       member_hex32(r, firmware, "revision", &ret->firmware_revision) &&
	       member_hex32(r, firmware, "uefi", &ret->uefi_revision) &&
	       member_text(r, machine, "arch", ret->arch, sizeof(ret->arch)) &&
	       get_profile(r, machine, &ret->profile) &&
	       member_range(r, root, "image", &ret->image) &&
	       member_range(r, root, "map_buffer", &ret->map_buffer) &&
	       get_efi_tables(r, root, ret->tables);
}

/* The first of the required members that a descriptor lacks, or NULL. */
static const char *missing_member(const json_t *object)
{
	static const char *const needed[] = { "type", "phys_addr", "num_pages",
					      "attribute" };

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (json_object_get(object, needed[i]) == NULL)
			return needed[i];
	return NULL;
}

static bool get_desc(const struct member_reader *r, const json_t *object,
		     struct efi_memory_desc *ret)
{
	uint64_t type = 0;

	if (!member_number(r, object, "type", UINT32_MAX, &type) ||
	    !member_hex(r, object, "phys_addr", UINT64_MAX, &ret->phys_addr) ||
	    !member_hex(r, object, "virt_addr", UINT64_MAX, &ret->virt_addr) ||
	    !member_hex(r, object, "attribute", UINT64_MAX, &ret->attribute) ||
	    !member_hex(r, object, "num_pages", UINT64_MAX, &ret->num_pages))
		return false;
	ret->type = (uint32_t)type;
	return true;
}

/* Descriptors count from 0; an index is optional. Notes the first one that does
 * not follow in *ordered. */
static bool check_index(const struct member_reader *r, const json_t *object,
			size_t i, bool *ordered)
{
	uint64_t index = i;

	if (!member_number(r, object, "index", UINT32_MAX, &index))
		return false;
	if (*ordered && index != i) {
		print(r->messages,
		      "%s: note: descriptor %zu has the index %ju: "
		      "descriptors are missing, repeated or out of order\n",
		      r->name, i, (uintmax_t)index);
		*ordered = false;
	}
	return true;
}

static bool get_descs(const struct member_reader *r, const json_t *array,
		      size_t stride, char *bytes, bool *ordered)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *object = json_array_get(array, i);
		const char *missing = missing_member(object);
		struct efi_memory_desc desc = { 0 };

		if (missing || !get_desc(r, object, &desc) ||
		    !check_index(r, object, i, ordered)) {
			print(r->messages, "%s: descriptor %zu: %s%s\n",
			      r->name, i,
			      missing ? "missing " : "cannot be read",
			      missing ? missing : "");
			return false;
		}
		memcpy(bytes + i * stride, &desc, sizeof(desc));
	}
	return true;
}

static bool get_map(const struct member_reader *r, const json_t *map,
		    struct capture *ret, void **ret_store, bool *ordered)
{
	const json_t *array = json_object_get(map, "descriptors");
	uint64_t stride = sizeof(struct efi_memory_desc);
	uint64_t version = EFIMAP_DESC_VERSION;

	if (json_array_size(array) == 0)
		return member_refuse(r, "descriptors",
				     "expected a list of descriptors");
	if (!member_text(r, map, "origin", ret->origin, sizeof(ret->origin)) ||
	    !member_number(r, map, "descriptor_size", STRIDE_MAX, &stride) ||
	    !member_number(r, map, "descriptor_version", UINT32_MAX, &version))
		return false;
	if (stride < sizeof(struct efi_memory_desc) || stride % 8 != 0)
		return member_refuse(r, "descriptor_size",
				     "not a multiple of 8, or below 40");
	if (version != EFIMAP_DESC_VERSION)
		return member_refuse(r, "descriptor_version",
				     "only version 1 is supported");

	char *bytes = memory_resize(NULL, json_array_size(array), stride);
	memset(bytes, 0, json_array_size(array) * stride);
	if (!get_descs(r, array, stride, bytes, ordered)) {
		free(bytes);
		return false;
	}
	ret->map = (struct efimap){ bytes, json_array_size(array) * stride,
				    stride, (uint32_t)version };
	*ret_store = bytes;
	return true;
}

/* A table in hexadecimal, two digits per byte; "" where it is absent. NULL,
 * after a message: it is not one. */
static const char *get_digits(const struct member_reader *r, const json_t *root,
			      const char *member)
{
	const json_t *value = json_object_get(root, member);
	size_t len = json_string_length(value);

	if (value == NULL)
		return "";
	if (json_is_string(value) && len % 2 == 0 &&
	    len / 2 <= ACPI_TABLE_MAX &&
	    strspn(json_string_value(value), "0123456789abcdefABCDEF") == len)
		return json_string_value(value);
	member_refuse(r, member,
		      "not a table in hexadecimal, two digits per byte");
	return NULL;
}

static struct acpi_bytes put_bytes(uint8_t *at, const char *digits)
{
	size_t len = strlen(digits) / 2;

	for (size_t i = 0; i < len; i++) {
		char pair[3] = { digits[2 * i], digits[2 * i + 1], '\0' };

		at[i] = (uint8_t)strtoul(pair, NULL, 16);
	}
	return (struct acpi_bytes){ len > 0 ? at : NULL, len };
}

/* Appends the tables and the facts to the descriptors in *store. */
static bool get_tables(const struct member_reader *r, const json_t *root,
		       struct capture *ret, void **store)
{
	static const char *const names[] = { "srat", "slit", "memattr" };
	struct acpi_bytes *const tables[] = { &ret->acpi.srat, &ret->acpi.slit,
					      NULL };
	struct our_facts *facts = memory_resize(NULL, 1, sizeof(*facts));
	size_t facts_at, size = ret->map.size;
	const char *digits[3];
	uint8_t *at;

	for (int i = 0; i < 3; i++) {
		digits[i] = get_digits(r, root, names[i]);
		size += digits[i] ? strlen(digits[i]) / 2 : 0;
	}
	if (!digits[0] || !digits[1] || !digits[2] ||
	    !our_facts_read(facts, r, root)) {
		free(facts);
		return false;
	}
	facts_at = (size + 7) & ~(size_t)7;
	*store = memory_resize(*store, facts_at + our_facts_size(facts), 1);
	ret->map.desc = *store;
	at = (uint8_t *)*store + ret->map.size;
	for (int i = 0; i < 3; i++) {
		struct acpi_bytes bytes = put_bytes(at, digits[i]);

		at += bytes.len;
		if (tables[i])
			*tables[i] = bytes;
		else
			facts->log.facts.memattr = bytes;
	}
	ret->facts = our_facts_put((char *)*store + facts_at, facts,
				   import_origin_facts(ret));
	free(facts);
	return true;
}

static bool is_ours(const struct member_reader *r, const json_t *root)
{
	const json_t *format = json_object_get(root, "format");
	const json_t *version = json_object_get(root, "version");

	if (!json_is_string(format) ||
	    strcmp(json_string_value(format), "memblock-efi") != 0)
		return member_refuse(
			r, "format",
			"expected \"memblock-efi\"; the JSON of other programs "
			"is not supported");
	if (!json_is_integer(version) ||
	    json_integer_value(version) < VERSION_MIN ||
	    json_integer_value(version) > REPORT_VERSION)
		return member_refuse(
			r, "version",
			"only 1 and 2 are supported; use a newer memblock");
	return true;
}

/* What the report was made with is not applied again. */
static void note_edits(const struct member_reader *r, const json_t *root)
{
	const json_t *edits =
		json_object_get(json_object_get(root, "options"), "edits");
	const char *word;

	for (size_t i = 0; i < json_array_size(edits); i++) {
		word = json_string_value(json_array_get(edits, i));
		if (word == NULL)
			continue;
		print(r->messages, "%s: note: ", r->name);
		print_escaped(r->messages, word);
		print_str(r->messages, ", with which the report was made, is "
				       "not applied again: give it where it is "
				       "to count\n");
	}
}

enum import_result import_json(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages)
{
	struct member_reader r = { name, messages };
	struct capture capture = { .profile = PROFILE_LINUX_X86 };
	void *store = NULL;
	json_error_t error;
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);
	bool ordered = true, good;

	if (root == NULL) {
		print(messages,
		      "%s:%d: malformed JSON: %s; save the map again with "
		      "format=json\n",
		      name, error.line, error.text);
		return IMPORT_FAILED;
	}
	good = is_ours(&r, root) && get_facts(&r, root, &capture) &&
	       get_map(&r, json_object_get(root, "map"), &capture, &store,
		       &ordered) &&
	       get_tables(&r, root, &capture, &store);
	if (good && ordered)
		ordered = json_is_covered(&r, root, &capture.map);
	if (good)
		note_edits(&r, root);
	json_decref(root);
	if (!good) {
		free(store);
		return IMPORT_FAILED;
	}
	*ret_store = store;
	*ret_capture = capture;
	return ordered ? IMPORT_GOOD : IMPORT_PARTLY;
}
