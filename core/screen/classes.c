/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/screen/classes.h"

#include "core/firmware/keyed_range.h"

static const struct class_look looks[CLASS_COUNT] = {
	[CLASS_HOLE] = { '~', 0x07, 0x303030, "hole" },
	[CLASS_FREE] = { '.', 0x03, 0x009e73, "free" },
	[CLASS_BOOT] = { 'b', 0x0b, 0x56b4e9, "boot services" },
	[CLASS_LOADER] = { 'l', 0x09, 0x0072b2, "loader" },
	[CLASS_PERSISTENT] = { 'p', 0x0d, 0xe0e0e0, "persistent" },
	[CLASS_ACPI] = { 'A', 0x0e, 0xf0e442, "ACPI tables" },
	[CLASS_NVS] = { 'N', 0x06, 0xe69f00, "ACPI NVS" },
	[CLASS_RUNTIME] = { 'R', 0x04, 0xd55e00, "runtime" },
	[CLASS_UNACCEPTED] = { 'u', 0x0d, 0xe0e0e0, "unaccepted" },
	[CLASS_RESERVED] = { 'x', 0x0d, 0xe0e0e0, "reserved" },
	[CLASS_MMIO] = { 'M', 0x05, 0x882255, "MMIO" },
	[CLASS_UNUSABLE] = { '!', 0x0d, 0xe0e0e0, "unusable" },
};

/* By type group; those beyond are reserved. */
static const uint8_t classes[EFI_MEMORY_TYPE_COUNT] = {
	[EFI_RESERVED_MEMORY_TYPE] = CLASS_RESERVED,
	[EFI_LOADER_CODE] = CLASS_LOADER,
	[EFI_LOADER_DATA] = CLASS_LOADER,
	[EFI_BOOT_SERVICES_CODE] = CLASS_BOOT,
	[EFI_BOOT_SERVICES_DATA] = CLASS_BOOT,
	[EFI_RUNTIME_SERVICES_CODE] = CLASS_RUNTIME,
	[EFI_RUNTIME_SERVICES_DATA] = CLASS_RUNTIME,
	[EFI_CONVENTIONAL_MEMORY] = CLASS_FREE,
	[EFI_UNUSABLE_MEMORY] = CLASS_UNUSABLE,
	[EFI_ACPI_RECLAIM_MEMORY] = CLASS_ACPI,
	[EFI_ACPI_MEMORY_NVS] = CLASS_NVS,
	[EFI_MEMORY_MAPPED_IO] = CLASS_MMIO,
	[EFI_MEMORY_MAPPED_IO_PORT_SPACE] = CLASS_MMIO,
	[EFI_PAL_CODE] = CLASS_RESERVED,
	[EFI_PERSISTENT_MEMORY] = CLASS_PERSISTENT,
	[EFI_UNACCEPTED_MEMORY] = CLASS_UNACCEPTED,
};

const struct class_look *class_look(enum memory_class class)
{
	return &looks[class];
}

enum memory_class class_of(const struct conversion *conversion,
			   size_t descriptor)
{
	uint32_t group = conversion->classifications[descriptor].type_group;

	return group < EFI_MEMORY_TYPE_COUNT ? classes[group] : CLASS_RESERVED;
}

size_t spans_make(struct span *ret, const struct conversion *conversion,
		  struct keyed_range *scratch)
{
	size_t n = conversion->order_cnt, cnt = 0, flat_cnt;
	struct keyed_range *flat = scratch + n;
	phys_addr_t end = 0;

	for (size_t i = 0; i < n; i++) {
		size_t index = conversion->order[i];

		scratch[i] = (struct keyed_range){
			.range = convert_range(conversion, index),
			.key = class_of(conversion, index),
		};
	}
	flat_cnt = keyed_flatten(flat, scratch, n, NULL);
	for (size_t i = 0; i < flat_cnt; i++) {
		if (flat[i].range.base > end)
			ret[cnt++] = (struct span){
				range_from_to(end, flat[i].range.base),
				CLASS_HOLE,
			};
		ret[cnt++] = (struct span){ flat[i].range, flat[i].key };
		end = range_end(flat[i].range);
	}
	return cnt;
}
