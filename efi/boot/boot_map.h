/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The firmware's map and its conversion.
 */
#ifndef EFI_BOOT_BOOT_MAP_H
#define EFI_BOOT_BOOT_MAP_H

#include "core/convert/convert.h"
#include "efi/uefi/firmware.h"

/* It must not be moved: the conversion points to the capture. */
struct boot_map {
	const struct firmware *fw;
	struct capture capture;
	struct conversion conversion;
	void *space; /* of the conversion */
	size_t space_pages;
};

/* Reads the map only. On a failure nothing has to be released, and one sentence
 * is in err. */
struct fw_status boot_map_read(struct boot_map *ret, const struct firmware *fw,
			       const struct sink *err);
/* Once, after reading. A failure leaves the map readable. */
struct fw_status boot_map_convert(struct boot_map *map,
				  const struct convert_settings *settings,
				  const struct sink *err);
/* Also for a zeroed one. */
void boot_map_release(struct boot_map *map);

#endif
