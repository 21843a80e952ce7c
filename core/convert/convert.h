/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Turns the descriptors of a firmware's memory map into the three sets, by the
 * rules of a profile (docs/conversion.md; core/convert/policy.c has the
 * table).
 *
 * A descriptor with an anomaly makes less memory, but does not make the whole
 * map fail. The cost is linear for a map that ascends or has a few ascending
 * runs, as that of EDK2; n log n for any other.
 */
#ifndef CORE_CONVERT_CONVERT_H
#define CORE_CONVERT_CONVERT_H

#include "core/convert/conversion.h"

/*
 * Bytes of space that convert() needs. 0 when that is or may be more than
 * SIZE_MAX, or when the capture has more loader ranges, a longer SRAT or the
 * settings more edits than are supported. For a map in which efimap_check()
 * finds a fault a small number: convert() then reports the fault.
 */
size_t convert_space(const struct capture *capture,
		     const struct convert_settings *settings);

/*
 * The same for a map that has not been read yet, of any content and up to so
 * many descriptors: a loader sets this much aside before it leaves boot
 * services. Only loader_range_cnt and acpi of the capture count; its map may
 * be empty.
 */
size_t convert_space_for(const struct capture *capture,
			 const struct convert_settings *settings,
			 size_t descriptors);

/*
 * Converts the capture. space, len bytes, is 16-byte aligned and holds all
 * arrays of *ret, which is valid as long as space, capture and settings are.
 * Returns 0, or a code with *ret unchanged:
 *
 *   CORE_EFORMAT  efimap_check() finds a fault in the map
 *   CORE_ENOSPC   len is less than convert_space(), or that is 0
 *   CORE_EINVAL   settings->mem is an amount of less than a page
 */
int convert(struct conversion *ret, const struct capture *capture,
	    const struct convert_settings *settings, void *space, size_t len);

#endif
