/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of boot services (UEFI 2.10, 7.4.6).
 */
#ifndef EFI_UEFI_EXIT_BOOT_SERVICES_H
#define EFI_UEFI_EXIT_BOOT_SERVICES_H

#include "core/firmware/efimap.h"
#include "efi/uefi/firmware.h"

/*
 * Calls GetMemoryMap() and ExitBootServices() until they agree, a bounded
 * number of times. Nothing is allocated; buffer[room] receives the map, which
 * is *ret in the end.
 *
 * On a failure *ret_begun says whether ExitBootServices() was called: boot
 * services cannot be used any more then, and no message can be shown with
 * them.
 */
struct fw_status fw_exit_boot_services(const struct firmware *fw, void *buffer,
				       size_t room, struct efimap *ret,
				       bool *ret_begun);

#endif
