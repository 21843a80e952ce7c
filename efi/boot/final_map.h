/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memory map with which boot services end, and its conversion. Nothing can
 * be allocated any more then, so that the room for both is set aside before.
 */
#ifndef EFI_BOOT_FINAL_MAP_H
#define EFI_BOOT_FINAL_MAP_H

#include "efi/boot/boot_map.h"
#include "efi/boot/placement.h"
#include "efi/boot/serial.h"

struct final_map {
	const struct boot_map *first;
	const struct placement *placement; /* the ranges that were taken */
	const struct convert_settings *settings;
	void *map; /* followed by space */
	size_t map_pages;
	size_t pages;       /* of both */
	size_t descriptors; /* at most so many will be in it */
	void *space;
	size_t space_len;
	bool keeps_image; /* memblock.efi stays in use */
};

/* Sets memory aside for the map that the firmware has now, with room for it to
 * grow. The first map's capture learns where the ranges are recorded. first,
 * placement and settings must outlive ret. */
struct fw_status final_map_set_aside(struct final_map *ret,
				     struct boot_map *first,
				     struct placement *placement,
				     const struct convert_settings *settings,
				     const struct sink *err);
/* Also for a zeroed one. */
void final_map_release(struct final_map *final);

/*
 * Leaves boot services and converts the map. capture is what ret refers to,
 * and must outlive it as final must. On a failure boot services are still
 * available and one sentence is in err; once they are not, a failure is
 * reported on the serial line, and the processor stops.
 */
struct fw_status final_map_leave(struct final_map *final,
				 const struct serial_port *serial,
				 const struct sink *err,
				 struct capture *capture,
				 struct conversion *ret);

#endif
