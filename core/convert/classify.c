/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What one descriptor says, and what is doubtful about it.
 */
#include "core/convert/convert_internal.h"

static bool is_undefined_type(uint32_t type)
{
	return type >= EFI_MEMORY_TYPE_COUNT && type < EFI_OEM_TYPE_FIRST;
}

static unsigned int anomalies_of_kind(uint32_t type, uint64_t attribute)
{
	bool usable = efi_type_among(type, EFI_TYPES_USABLE);
	bool runtime = attribute & EFI_ATTR_RUNTIME;
	unsigned int anomalies = 0;

	if (is_undefined_type(type))
		anomalies |= ANOMALY_TYPE;
	if (usable && !(attribute & EFI_ATTR_WB))
		anomalies |= ANOMALY_NOT_WB;
	if (usable && runtime)
		anomalies |= ANOMALY_RUNTIME;
	if (efi_type_among(type, EFI_TYPES_RUNTIME) && !runtime)
		anomalies |= ANOMALY_NO_RUNTIME;
	return anomalies;
}

struct classification convert_decide(const struct convert_settings *settings,
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
		.anomalies = (uint16_t)anomalies_of_kind(type, attribute),
	};
}

unsigned int convert_judge_range(const struct efi_memory_desc *desc,
				 struct range *ret)
{
	phys_addr_t base = desc->phys_addr;
	phys_addr_t size = desc->num_pages << PAGE_SHIFT_4K;
	unsigned int anomalies = 0;

	*ret = (struct range){ .base = base };
	if (desc->num_pages == 0)
		return ANOMALY_EMPTY;
	if (desc->num_pages > PAGES_MAX || size - 1 > UINT64_MAX - base)
		return ANOMALY_WRAPS;
	if (base % PAGE_SIZE_4K != 0)
		anomalies |= ANOMALY_MISALIGNED;
	if (base + size == 0) {
		anomalies |= ANOMALY_TOP;
		size = align_down(PHYS_ADDR_MAX, PAGE_SIZE_4K) - base;
	}
	ret->size = size;
	return anomalies;
}

struct range convert_range(const struct conversion *conversion,
			   size_t descriptor)
{
	struct efi_memory_desc desc;
	struct range range;

	efimap_get(&conversion->capture->map, descriptor, &desc);
	convert_judge_range(&desc, &range);
	return range;
}

const struct policy_row *convert_rule(const struct conversion *conversion,
				      size_t descriptor)
{
	size_t count;

	return policy_rows(conversion->settings->profile, &count) +
	       conversion->classifications[descriptor].rule;
}
