/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the rules of core/lint compare the map with, asked from the running
 * machine.
 */
#ifndef EFI_FACTS_MAP_FACTS_H
#define EFI_FACTS_MAP_FACTS_H

#include "core/firmware/capture.h"
#include "efi/uefi/firmware.h"

#define MAP_FACTS_PLACES 5

/* It must not be moved. */
struct map_facts {
	struct facts facts;
	struct fact_place places[MAP_FACTS_PLACES];
	struct smbios smbios;
};

/* capture was read by fw_capture(). Tries out GetMemoryMap() for that, with a
 * buffer that is freed again; without memory for it, less is known. */
void map_facts_read(struct map_facts *ret, const struct firmware *fw,
		    const struct capture *capture);

#endif
