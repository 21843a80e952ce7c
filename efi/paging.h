/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page tables, made in memory set aside: first counted, then built by the
 * very same calls. efi/arch/ARCH/paging.c knows their format; it runs no
 * privileged instruction and so works on the desk as well.
 */
#ifndef EFI_PAGING_H
#define EFI_PAGING_H

#include "core/base/types.h"

/* Rights and kind of memory. PAGING_NOTHING takes a mapping away. */
enum paging_flags {
	PAGING_NOTHING = 0,
	PAGING_READ = 1 << 0,
	PAGING_WRITE = 1 << 1,
	PAGING_EXECUTE = 1 << 2,
	PAGING_COMBINE = 1 << 3, /* write-combining, for a framebuffer */
};

/* What the processor has. */
struct paging_cpu {
	unsigned int levels; /* of tables: 4 or 5 */
	bool giant;          /* has the largest pages, of 1 GiB */
	bool no_execute;     /* can forbid execution */
};

struct paging {
	struct paging_cpu cpu;
	uint64_t *tables; /* NULL: only count */
	uint64_t phys;    /* of tables, 4 KiB aligned */
	size_t room;      /* tables there are */
	size_t used;      /* the first one is the root */
	/* Counted: never less than a build with the same calls uses. */
	size_t need;
};

/* Counts. */
void paging_measure(struct paging *ret, const struct paging_cpu *cpu);
/* Builds into tables[room]; phys is where the processor finds them. */
void paging_begin(struct paging *ret, const struct paging_cpu *cpu,
		  void *tables, uint64_t phys, size_t room);

/*
 * Maps [virt, virt + size) to phys; a later call wins where two meet. All
 * three are multiples of 4 KiB. With large pages where the alignment of both
 * addresses allows. False: no table left, which cannot be after counting.
 */
bool paging_map(struct paging *paging, uint64_t virt, uint64_t phys,
		uint64_t size, unsigned int flags);

/* Can all of [virt, virt + size) be mapped at all? size is not 0. */
bool paging_canonical(const struct paging_cpu *cpu, uint64_t virt,
		      uint64_t size);

#endif
