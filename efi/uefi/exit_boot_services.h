/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The way out of boot services, and what has to be asked of them before.
 */
#ifndef EFI_UEFI_EXIT_BOOT_SERVICES_H
#define EFI_UEFI_EXIT_BOOT_SERVICES_H

#include "efi/uefi/firmware.h"

/* Takes exactly these pages. code: they are to be executed. */
struct fw_status fw_pages_at(const struct firmware *fw, phys_addr_t base,
			     size_t count, bool code);

/* Publishes a table under a GUID of 16 bytes as UEFI has it; NULL takes it
 * away. */
struct fw_status fw_publish(const struct firmware *fw, const uint8_t guid[16],
			    void *table);

/*
 * GetMemoryMap and ExitBootServices until they agree, a bounded number of
 * times. Nothing is allocated; buffer[room] receives the map, which is *ret
 * in the end.
 *
 * On failure *ret_begun says whether ExitBootServices was called: then there
 * is no way back, and no firmware to say so.
 */
struct fw_status fw_exit_boot_services(const struct firmware *fw, void *buffer,
				       size_t room, struct efimap *ret,
				       bool *ret_begun);

#endif
