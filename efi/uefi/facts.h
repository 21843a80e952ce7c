/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel is told about the machine other than its memory: the addresses
 * of firmware tables and the framebuffers.
 */
#ifndef EFI_UEFI_FACTS_H
#define EFI_UEFI_FACTS_H

#include "core/table/write.h"
#include "efi/uefi/firmware.h"

#define FACTS_FRAMEBUFFERS 4
/* Bytes of the first block of an EDID. */
#define FACTS_EDID 128

/* The address of ACPI's root pointer, of 2.0 or later if possible; 0: there is
 * none. */
uint64_t facts_rsdp(const struct firmware *fw);

/* The ranges of the firmware's tables that lie in memory of the map and have a
 * plausible size; others stay unchanged. */
void facts_tables(struct capture_range ret[EFITABLE_COUNT],
		  const struct firmware *fw, const struct efimap *map);

/* The memory attributes table, up to the end of the descriptor that contains
 * it, whatever it holds; no bytes where there is none. */
struct acpi_bytes facts_memattr(const struct firmware *fw,
				const struct efimap *map);

/* Whether the firmware only starts images that are signed (UEFI 2.10, 3.3). */
bool facts_secure_boot(const struct firmware *fw);

/* Fills in rsdp, smbios, smbios3, efi_system_table, device_tree and
 * secure_boot. */
void facts_read(struct table_facts *ret, const struct firmware *fw);

/* The framebuffers that have an address and a plausible pitch, each once.
 * Returns their number. */
size_t facts_framebuffers(struct mbt_framebuffer ret[FACTS_FRAMEBUFFERS],
			  const struct firmware *fw);

/* The EDID of the first screen that has one; false: none has. */
bool facts_edid(uint8_t ret[FACTS_EDID], const struct firmware *fw);

#endif
