/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel wants to know of the machine beside its memory: where the
 * firmware's tables lie, what there is to draw on.
 */
#ifndef EFI_UEFI_FACTS_H
#define EFI_UEFI_FACTS_H

#include "core/table/write.h"
#include "efi/uefi/firmware.h"

#define FACTS_FRAMEBUFFERS 4

/* Of ACPI 2.0 or later, otherwise of 1.0; 0: there is none. */
uint64_t facts_rsdp(const struct firmware *fw);

/* Those of the firmware's tables that lie where the map has a place for them
 * and have a size that fits; the others stay as they are. */
void facts_tables(struct capture_range ret[EFITABLE_COUNT],
		  const struct firmware *fw, const struct efimap *map);

/* Does the firmware start nothing but what is signed? */
bool facts_secure_boot(const struct firmware *fw);

/* rsdp, smbios, smbios3, efi_system_table, device_tree and secure_boot. */
void facts_read(struct table_facts *ret, const struct firmware *fw);

/* Those with an address, each once, and with lines that lie in it; how many
 * there are is returned. */
size_t facts_framebuffers(struct mbt_framebuffer ret[FACTS_FRAMEBUFFERS],
			  const struct firmware *fw);

#endif
