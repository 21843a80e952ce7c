/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Configuration tables in boot services memory that a kernel reads late: the
 * memory attributes table (UEFI 2.10, 4.6.4) and the ESRT (23.4). Linux
 * reserves them in efi_memattr_init() and efi_esrt_init().
 */
#ifndef CORE_FIRMWARE_EFITABLE_H
#define CORE_FIRMWARE_EFITABLE_H

#include "core/firmware/efimap.h"

enum efitable {
	EFITABLE_MEMATTR,
	EFITABLE_ESRT,
	EFITABLE_COUNT,
};
/* The name in files: "memory_attributes", "esrt". */
const char *efitable_name(enum efitable which);

/* Both headers have this size in bytes. */
#define EFITABLE_HEADER_SIZE 16
/* The largest table that is accepted, in bytes; real ones are hundreds of times
 * smaller. */
#define EFITABLE_MAX (16 * 1024 * 1024)

/* The number of bytes from address to the end of the descriptor that contains
 * it. 0 if such a table cannot be there, and must not be read. An ESRT is only
 * accepted in boot services data, as in Linux: in other memory it is kept
 * anyway. map has no fault (efimap_check()). */
uint64_t efitable_room(enum efitable which, const struct efimap *map,
		       uint64_t address);

/* The number of bytes from address to the end of the descriptor that contains
 * it; 0 where nothing may be read: address 0, no descriptor, device memory,
 * memory that is unusable or not accepted yet, or a type that UEFI does not
 * define. */
uint64_t efimap_readable(const struct efimap *map, uint64_t address);

/* The size in bytes of the table with this header. 0 if its version is unknown,
 * or if it is larger than room or EFITABLE_MAX. */
uint64_t efitable_size(enum efitable which,
		       const uint8_t header[EFITABLE_HEADER_SIZE],
		       uint64_t room);

#endif
