/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What memblock.efi asks of the firmware other than its map (memory_map.h),
 * facts (facts.h), consoles (console.h) and files (volume.h). Nothing needs
 * more than UEFI 2.0.
 *
 * Where a function takes err, a failure has written one sentence with a line
 * end to it.
 */
#ifndef EFI_UEFI_FIRMWARE_H
#define EFI_UEFI_FIRMWARE_H

#include "core/options/options.h"
#include "efi/uefi/status.h"

/* Pointers of the firmware's own types; only files that include uefi.h look
 * inside. */
struct firmware {
	void *image;  /* EFI_HANDLE of memblock.efi */
	void *system; /* EFI_SYSTEM_TABLE */
	void *loaded; /* EFI_LOADED_IMAGE of memblock.efi */
};

/* image and system are what efi_main() was given. FW_UNSUPPORTED when image is
 * not a loaded image. */
struct fw_status fw_open(struct firmware *ret, void *image, void *system);

/* Memory of type EfiLoaderData; NULL when none is left. What was allocated is
 * freed with the same count; NULL is accepted there. */
void *fw_alloc(const struct firmware *fw, size_t size);
void fw_free(const struct firmware *fw, void *memory);
void *fw_pages(const struct firmware *fw, size_t count);
/* A page below 1 MiB. */
void *fw_low_page(const struct firmware *fw);
void fw_free_pages(const struct firmware *fw, void *memory, size_t count);

/* What pages are for: EfiLoaderData, EfiLoaderCode, EfiACPIReclaimMemory. */
enum fw_memory {
	FW_MEMORY_DATA,
	FW_MEMORY_CODE, /* they will be executed */
	FW_MEMORY_KEPT, /* by a kernel that goes by the firmware's types */
};

/* Allocates exactly these pages. */
struct fw_status fw_pages_at(const struct firmware *fw, phys_addr_t base,
			     size_t count, enum fw_memory memory);

/* Waits. */
void fw_stall(const struct firmware *fw, size_t microseconds);

/* How many pages of 4 KiB hold so many bytes. */
static inline size_t fw_pages_for(size_t bytes)
{
	return bytes / PAGE_SIZE_4K + (bytes % PAGE_SIZE_4K != 0);
}

/* InstallConfigurationTable() (UEFI 2.10, 7.5.6) with a GUID of 16 bytes as in
 * memory; a NULL table removes it. */
struct fw_status fw_publish(const struct firmware *fw, const uint8_t guid[16],
			    void *table);

/* The table that is published under the GUID, or NULL. */
void *fw_published(const struct firmware *fw, const uint8_t guid[16]);

/*
 * SetVariable() (UEFI 2.10, 8.2.3) of a variable that is gone after a reset and
 * can be read while the system runs. Nothing is written to flash memory. name
 * is in UTF-16; size 0 removes the variable.
 */
struct fw_status fw_set_variable(const struct firmware *fw,
				 const uint16_t *name, const uint8_t guid[16],
				 const void *bytes, size_t size);

/* The options that follow the program's name, as bytes of any content. */
const void *fw_load_options(const struct firmware *fw, size_t *ret_size);
/* Whether a UEFI Shell 2.x started us; then the first option is our name. */
bool fw_from_shell(const struct firmware *fw);

/* Whether a UEFI Shell runs a script (UEFI Shell 2.2, 4.2 BatchIsActive()). */
bool fw_in_shell_script(const struct firmware *fw);

/* The boot manager starts a watchdog of 5 minutes before an application and
 * stops it when the application returns (UEFI 2.10, 3.1.2), so that there is
 * nothing to undo. */
void fw_stop_watchdog(const struct firmware *fw);

/* Resets the machine or switches it off. Returns for any other action, and
 * where ResetSystem() returned although it should not. */
void fw_leave(const struct firmware *fw, enum exit_action action);

#endif
