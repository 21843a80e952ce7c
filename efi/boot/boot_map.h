/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's map and the sets that it becomes.
 */
#ifndef EFI_BOOT_BOOT_MAP_H
#define EFI_BOOT_BOOT_MAP_H

#include "core/convert/convert.h"
#include "efi/uefi/firmware.h"

/* May not be moved: the conversion points to the capture. */
struct boot_map {
	const struct firmware *fw;
	struct capture capture;
	struct conversion conversion;
	void *space; /* the conversion's */
	size_t space_pages;
};

/* The map alone; on failure nothing is held, and one sentence is in err. */
struct fw_status boot_map_read(struct boot_map *ret, const struct firmware *fw,
			       const struct sink *err);
/* Once, behind it; a failure leaves what was read. */
struct fw_status boot_map_convert(struct boot_map *map,
				  const struct convert_settings *settings,
				  const struct sink *err);
/* Takes a zeroed one as well. */
void boot_map_release(struct boot_map *map);

#endif
