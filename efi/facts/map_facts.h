/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the rules of core/lint compare the map with, asked from the running
 * machine.
 */
#ifndef EFI_FACTS_MAP_FACTS_H
#define EFI_FACTS_MAP_FACTS_H

#include "core/firmware/capture.h"
#include "efi/uefi/firmware.h"

/* What is beyond these numbers is left out. */
#define MAP_FACTS_PLACES  64
#define MAP_FACTS_MTRRS   32
#define MAP_FACTS_WINDOWS 16
#define MAP_FACTS_BINS    16

/* It must not be moved. */
struct map_facts {
	struct facts facts;
	struct fact_place places[MAP_FACTS_PLACES];
	struct fact_mtrr mtrrs[MAP_FACTS_MTRRS];
	struct range windows[MAP_FACTS_WINDOWS];
	struct fact_bin bins[MAP_FACTS_BINS];
	struct fact_resource resources[FACTS_RESOURCES];
	struct smbios smbios;
};

/* capture was read by fw_capture(). Tries out GetMemoryMap() for that, with a
 * buffer that is freed again; without memory for it, less is known. */
void map_facts_read(struct map_facts *ret, const struct firmware *fw,
		    const struct capture *capture);

#endif
