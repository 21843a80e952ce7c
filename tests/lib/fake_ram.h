/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Real memory for the fake firmware, at the addresses in its map, so that a
 * loader can place things in it and a test can check what is where. With the
 * services that a handoff uses.
 */
#ifndef TESTS_LIB_FAKE_RAM_H
#define TESTS_LIB_FAKE_RAM_H

#include "tests/lib/fake_efi.h"

#define FAKE_RAM_BASE  UINT64_C(0x200000000000)
#define FAKE_RAM_PAGES ((size_t)16384) /* 64 MiB, conventional */

/* Where a 32-bit kernel can be loaded. */
#define FAKE_RAM_LOW UINT64_C(0x10000000)

struct fake_ram {
	uint64_t base; /* FAKE_RAM_BASE, or FAKE_RAM_LOW */
	bool used[FAKE_RAM_PAGES];
	/* ExitBootServices */
	unsigned exit_calls, exit_fails; /* the first exit_fails calls fail */
	bool left;
	bool late; /* a service other than two was called after the first one */
	/* What GetMemoryMap adds to the range: descriptors of any type. */
	size_t more;  /* their number */
	size_t grows; /* how many more after each ExitBootServices */
	size_t desc_size;
	unsigned map_calls; /* with a buffer */
	size_t asks;        /* so many times what it returns; 0 counts as 1 */
	uint32_t more_type;
	uint64_t more_attribute;
	void *published;
};
extern struct fake_ram fake_ram;

/* Call it after fake_new(): replaces the fake's memory services. */
void fake_ram_new(void);
/* The same, below 4 GiB. */
void fake_ram_new_low(void);
/* The descriptor that covers the pages is in use, by loader data. */
void fake_ram_use(uint64_t base, size_t pages);
size_t fake_ram_used(void); /* pages */

#endif
