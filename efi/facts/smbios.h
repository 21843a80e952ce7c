/* SPDX-License-Identifier: BSD-2-Clause */
/* SMBIOS of the running machine (UEFI 2.10, 4.6). */
#ifndef EFI_FACTS_SMBIOS_H
#define EFI_FACTS_SMBIOS_H

#include "core/firmware/capture.h"
#include "efi/uefi/firmware.h"

/* False without SMBIOS, and where the map does not have readable memory at its
 * addresses; *ret is then empty. */
bool facts_smbios(struct smbios *ret, const struct firmware *fw,
		  const struct efimap *map);

#endif
