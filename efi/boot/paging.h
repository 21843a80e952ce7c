/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page tables in memory that was set aside: first counted, then built by the
 * same calls. A table has 512 entries of 8 bytes. Level 1 maps pages of 4 KiB;
 * an entry of level 2 or 3 either is a page of 2 MiB or 1 GiB or leads to a
 * table of the level below.
 */
#ifndef EFI_BOOT_PAGING_H
#define EFI_BOOT_PAGING_H

#include "efi/arch/paging_format.h"

/* Rights and memory type. PAGING_NOTHING removes a mapping. */
enum paging_flags {
	PAGING_NOTHING = 0,
	PAGING_READ = 1 << 0,
	PAGING_WRITE = 1 << 1,
	PAGING_EXECUTE = 1 << 2,
	PAGING_WC = 1 << 3,     /* write-combining, for a framebuffer */
	PAGING_DEVICE = 1 << 4, /* registers, not memory */
};

struct paging {
	struct paging_cpu cpu;
	uint64_t *tables; /* NULL: only count */
	uint64_t phys;    /* physical address of tables, 4 KiB aligned */
	size_t room;      /* number of tables in it */
	size_t used;      /* the first one is the root */
	/* Counted; at least what a build with the same calls uses. */
	size_t need;
};

/* Begins to count. */
void paging_measure(struct paging *ret, const struct paging_cpu *cpu);
/* Begins to build in tables[room], whose physical address is phys. */
void paging_begin(struct paging *ret, const struct paging_cpu *cpu,
		  void *tables, uint64_t phys, size_t room);

/*
 * Maps [virt, virt + size) to phys; where two calls overlap, the later one
 * counts. All three are multiples of 4 KiB. Large pages are used where the
 * alignment of both addresses allows it. Returns false when no table is left,
 * which cannot happen after counting.
 */
bool paging_map(struct paging *paging, uint64_t virt, uint64_t phys,
		uint64_t size, unsigned int flags);

/* Whether all of [virt, virt + size) is canonical, that is in the lower or the
 * upper half of the addresses that can be mapped. size is not 0. */
bool paging_canonical(const struct paging_cpu *cpu, uint64_t virt,
		      uint64_t size);

#endif
