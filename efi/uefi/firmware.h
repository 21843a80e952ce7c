/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What memblock.efi asks of the firmware, but for its map (memory_map.h),
 * consoles (console.h) and files (volume.h). None of them needs more than
 * UEFI 2.0.
 *
 * Where a function takes err, a failure has written one sentence with a line
 * end to it.
 */
#ifndef EFI_UEFI_FIRMWARE_H
#define EFI_UEFI_FIRMWARE_H

#include "core/options/options.h"
#include "efi/uefi/status.h"

/* Of the firmware's own types; only door.h looks inside. */
struct firmware {
	void *image;  /* EFI_HANDLE of memblock.efi */
	void *system; /* EFI_SYSTEM_TABLE */
	void *loaded; /* EFI_LOADED_IMAGE of memblock.efi */
};

/* image and system are what efi_main() was given. Fails only where image is
 * no loaded image. */
struct fw_status fw_open(struct firmware *ret, void *image, void *system);

/* Memory of type EfiLoaderData; NULL when there is none left. The caller
 * gives back each of it with the same size; NULL is fine there. */
void *fw_alloc(const struct firmware *fw, size_t size);
void fw_free(const struct firmware *fw, void *memory);
void *fw_pages(const struct firmware *fw, size_t count);
void fw_free_pages(const struct firmware *fw, void *memory, size_t count);

/* How many pages of 4 KiB hold so many bytes. */
static inline size_t fw_pages_for(size_t bytes)
{
	return bytes / PAGE_SIZE_4K + (bytes % PAGE_SIZE_4K != 0);
}

/* The words behind the program's name, as bytes; any content. */
const void *fw_load_options(const struct firmware *fw, size_t *ret_size);
/* Did a UEFI Shell 2.x start us? Then the first word is our name. */
bool fw_from_shell(const struct firmware *fw);

/* The boot manager starts a watchdog of 5 minutes before an application, and
 * ends it when the application returned (UEFI 2.10, 3.1.2): so there is
 * nothing to undo. */
void fw_stop_watchdog(const struct firmware *fw);

/* Leaves the machine. Returns when action is not for the firmware, or when
 * ResetSystem() returned although it should not. */
void fw_leave(const struct firmware *fw, enum exit_action action);

#endif
