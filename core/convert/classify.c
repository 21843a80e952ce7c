/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What one descriptor says, and what is wrong with it.
 */
#include "core/convert/classify.h"

/* --- anomalies ----------------------------------------------------------- */

static const struct {
	const char *name;
	const char *text;
} anomalies[ANOMALY_COUNT] = {
#define ANOMALY(bit, name, text, ...) { name, text },
#include "core/convert/anomalies.def"
#undef ANOMALY
};

static unsigned int bit_number(enum anomaly anomaly)
{
	unsigned int bit = 0;

	while (bit < ANOMALY_COUNT - 1 && (1u << bit) != (unsigned int)anomaly)
		bit++;
	return bit;
}

const char *anomaly_name(enum anomaly anomaly)
{
	return anomalies[bit_number(anomaly)].name;
}

const char *anomaly_text(enum anomaly anomaly)
{
	return anomalies[bit_number(anomaly)].text;
}

/* --- type and attribute -------------------------------------------------- */

static bool is_undefined_type(uint32_t type)
{
	return type >= EFI_MEMORY_TYPE_COUNT && type < EFI_OEM_TYPE_FIRST;
}

static unsigned int anomalies_of(uint32_t type, uint64_t attribute)
{
	bool usable = efi_type_among(type, EFI_TYPES_USABLE);
	bool runtime = attribute & EFI_ATTR_RUNTIME;
	unsigned int bits = 0;

	if (is_undefined_type(type))
		bits |= ANOMALY_TYPE;
	if (usable && !(attribute & EFI_ATTR_WB))
		bits |= ANOMALY_NOT_WB;
	if (usable && runtime)
		bits |= ANOMALY_RUNTIME;
	if (efi_type_among(type, EFI_TYPES_RUNTIME) && !runtime)
		bits |= ANOMALY_NO_RUNTIME;
	return bits;
}

struct classification convert_classify(const struct convert_settings *settings,
				       uint32_t type, uint64_t attribute)
{
	const struct policy_row *rules, *rule;
	size_t count;

	if (!settings->soft_reserve)
		attribute &= ~EFI_ATTR_SP;
	rules = policy_rows(settings->profile, &count);
	rule = policy_find(settings->profile, type, attribute);
	return (struct classification){
		.rule = (uint8_t)(rule - rules),
		.type_group = (uint8_t)efi_type_group(type),
		.anomalies = (uint16_t)anomalies_of(type, attribute),
	};
}

uint32_t convert_excluded_key(const struct policy_row *rule,
			      struct classification classification)
{
	switch (rule->disposition) {
	case DISPOSITION_IGNORED:
		return 0;
	case DISPOSITION_EXCLUDED:
		return EXCLUDED_TYPE << 8 | classification.type_group;
	case DISPOSITION_SOFT_RESERVED:
		return EXCLUDED_SOFT_RESERVED << 8;
	default:
		return classification.anomalies & ANOMALY_NOT_WB
			       ? EXCLUDED_NOT_WB << 8
			       : 0;
	}
}

struct excluded_range convert_excluded_range(struct range range, uint32_t key)
{
	return (struct excluded_range){
		.range = range,
		.reason = (enum excluded_reason)(key >> 8),
		.type_group = key & 0xff,
	};
}

void policy_cache_fill(struct policy_cache *cache, uint32_t type,
		       uint64_t attribute)
{
	struct classification classification =
		convert_classify(cache->settings, type, attribute);
	const struct policy_row *rule = &cache->rules[classification.rule];

	if (type == EFI_CONVENTIONAL_MEMORY &&
	    rule->disposition == DISPOSITION_SOFT_RESERVED)
		cache->special_purpose = true;
	cache->entries[type % POLICY_CACHE_SIZE] = (struct policy_cache_entry){
		.attribute = attribute,
		.rule = rule,
		.type = type,
		.classification = classification,
	};
}

/* --- range --------------------------------------------------------------- */

unsigned int convert_descriptor_range(const struct efi_memory_desc *desc,
				      struct range *ret)
{
	phys_addr_t base = desc->phys_addr;
	phys_addr_t size = desc->num_pages << PAGE_SHIFT_4K;
	unsigned int bits = 0;

	*ret = (struct range){ .base = base };
	if (desc->num_pages == 0)
		return ANOMALY_EMPTY;
	if (desc->num_pages > PAGES_MAX || size - 1 > UINT64_MAX - base)
		return ANOMALY_WRAPS;
	if (base % PAGE_SIZE_4K != 0)
		bits |= ANOMALY_MISALIGNED;
	if (base + size == 0) {
		bits |= ANOMALY_TOP;
		size = align_down(PHYS_ADDR_MAX, PAGE_SIZE_4K) - base;
	}
	ret->size = size;
	return bits;
}

struct range convert_range(const struct conversion *conversion,
			   size_t descriptor)
{
	struct efi_memory_desc desc;
	struct range range;

	efimap_get(&conversion->capture->map, descriptor, &desc);
	if (convert_is_whole_pages(&desc))
		return (struct range){ desc.phys_addr,
				       desc.num_pages << PAGE_SHIFT_4K };
	convert_descriptor_range(&desc, &range);
	return range;
}

const struct policy_row *convert_rule(const struct conversion *conversion,
				      size_t descriptor)
{
	size_t count;

	return policy_rows(conversion->settings->profile, &count) +
	       conversion->classifications[descriptor].rule;
}

/* The next that is not memory, of descriptors that do not overlap. */
static bool next_by_descriptor(const struct conversion *conversion, size_t *at,
			       struct excluded_range *ret)
{
	while (*at < conversion->order_cnt) {
		uint32_t index = conversion->order[(*at)++];
		uint32_t key = convert_excluded_key(
			convert_rule(conversion, index),
			conversion->classifications[index]);

		if (key == 0)
			continue;
		*ret = convert_excluded_range(convert_range(conversion, index),
					      key);
		return true;
	}
	return false;
}

bool convert_next_excluded(const struct conversion *conversion, size_t *at,
			   struct excluded_range *ret)
{
	if (!conversion->excluded)
		return next_by_descriptor(conversion, at, ret);
	if (*at == conversion->excluded_cnt)
		return false;
	*ret = conversion->excluded[(*at)++];
	return true;
}
