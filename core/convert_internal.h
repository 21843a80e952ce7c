/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the conversion share.
 */
#ifndef CORE_CONVERT_INTERNAL_H
#define CORE_CONVERT_INTERNAL_H

#include "core/convert.h"

/* The arrays behind a conversion, cut from the caller's space. */
struct workspace {
	struct conversion *conversion;
	/* Two rooms of `room` spans for whatever is being built. */
	struct span *bag;
	struct span *scratch;
	size_t room;
	/* Linux adds the EFI map to the E820 table a second time. */
	bool again;
};

/* How many elements each array has. */
struct extents {
	size_t descriptors;
	size_t entries; /* of E820, after all edits */
	size_t room;
	size_t claims;
	size_t memory, reserved, physmap;
};

/* core/convert_map.c: fills verdicts and map, counts doubts and descents. */
void convert_map(struct workspace *work);

/* Copies into the bag, with that type, what pick() gives a type other than 0;
 * returns how many. The bag is sorted as the map is. */
size_t convert_pick(struct workspace *work,
		    uint32_t (*pick)(const struct policy_row *row));

/* Firmware's map as E820 table. */
void convert_firmware_e820(struct workspace *work);

/* core/convert_x86.c, core/convert_arm64.c: memory, and on x86 the E820 table
 * that it comes from, with memmap= and an address mem= applied. */
int convert_x86(struct workspace *work);
int convert_arm64(struct workspace *work);

/* Whether workspace.again has to be true. */
bool convert_adds_efi_memmap(const struct capture *capture,
			     const struct options *options);

/* mem= cuts the finished sets, unless it is an edit of the E820 table. True
 * also when there is no mem=. */
static inline bool convert_caps_later(const struct options *options)
{
	return options->mem == MEM_NONE ||
	       options->profile != PROFILE_LINUX_X86 ||
	       options->mem_kind == MEM_AMOUNT;
}

/* core/convert_claims.c: claims and the reserved set; then the later cap. */
int convert_claims(struct workspace *work);
int convert_cap(struct conversion *conversion);

#endif
