/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * For fetch.c and fetch_server.c.
 */
#ifndef EFI_BOOT_FETCH_INTERNAL_H
#define EFI_BOOT_FETCH_INTERNAL_H

#include "efi/boot/fetch.h"

/* Says that the file cannot be read, and returns status. */
struct fw_status fetch_fail_(const struct fetch_file *file,
			     struct fw_status status);

/* Makes a new buffer of so many bytes the head, whose contents are undefined.
 */
struct fw_status fetch_buffer_(struct fetch_file *file, uint64_t size);
/* Fails for an empty file. */
struct fw_status fetch_check_(const struct fetch_file *file);

/* Reads so many bytes, from the first on, into a new buffer that is
 * the head. */
struct fw_status fetch_first_(struct fetch_file *file, uint64_t size);

/* Fills in the size of a file, and its head where the server does not tell the
 * size without sending it. */
struct fw_status fetch_open_on_server_(struct fetch_file *file);
/* Without a message. */
struct fw_status fetch_read_server_(struct fetch_file *file, uint64_t offset,
				    void *to, uint64_t len);

#endif
