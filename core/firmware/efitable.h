/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Configuration tables that lie in the firmware's own memory and that a
 * kernel reads late: UEFI 2.10, 4.6.4 (memory attributes) and 23.4 (ESRT).
 * Linux reserves them in efi_memattr_init() and efi_esrt_init().
 */
#ifndef CORE_FIRMWARE_EFITABLE_H
#define CORE_FIRMWARE_EFITABLE_H

#include "core/firmware/efimap.h"

enum efitable {
	EFITABLE_MEMATTR,
	EFITABLE_ESRT,
	EFITABLE_COUNT,
};
/* For files: "memory_attributes", "esrt". */
const char *efitable_name(enum efitable which);

/* Of both. */
#define EFITABLE_HEADER_SIZE 16
/* Larger is nonsense: hundreds of times what firmware has. */
#define EFITABLE_MAX (16 * 1024 * 1024)

/* How many bytes, from the address on, belong to the descriptor of a map
 * without fault that holds it. 0: it is no place for such a table, which is
 * not to be looked at. The ESRT counts in boot services data alone, as in
 * Linux: elsewhere the firmware keeps it anyway. */
uint64_t efitable_room(enum efitable which, const struct efimap *map,
		       uint64_t address);

/* The size in bytes of a table that begins so; 0 where it has a form that we
 * do not know, or is larger than its room or EFITABLE_MAX. */
uint64_t efitable_size(enum efitable which,
		       const uint8_t header[EFITABLE_HEADER_SIZE],
		       uint64_t room);

#endif
