/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page tables, made in memory set aside: first counted, then built by the
 * very same calls. A table has 512 entries of 8 bytes. Level 1 maps pages of
 * 4 KiB, and an entry of level 2 or 3 is a page of 2 MiB or 1 GiB when it says
 * so, else it leads to a table of the level below. What the bits of an entry
 * mean is a value, so that all formats work on the desk as well.
 */
#ifndef EFI_BOOT_PAGING_H
#define EFI_BOOT_PAGING_H

#include "core/base/types.h"

/* Rights and kind of memory. PAGING_NOTHING takes a mapping away. */
enum paging_flags {
	PAGING_NOTHING = 0,
	PAGING_READ = 1 << 0,
	PAGING_WRITE = 1 << 1,
	PAGING_EXECUTE = 1 << 2,
	PAGING_WC = 1 << 3,     /* write-combining, for a framebuffer */
	PAGING_DEVICE = 1 << 4, /* registers, no memory */
};

/* Bits of an entry. Large pages are those of 2 MiB and 1 GiB. */
struct paging_format {
	uint64_t address; /* of what the entry leads to */
	uint64_t valid;
	uint64_t table; /* all bits of an entry that leads to a table */
	uint64_t page;  /* those that all pages of 4 KiB have */
	uint64_t large; /* those that all large pages have */
	uint64_t leaf;  /* by these an entry as large differs from a table */
	uint64_t writable;
	uint64_t read_only;
	uint64_t no_execute;
	uint64_t combine; /* of 4 KiB; without PAGING_COMBINE none is set */
	uint64_t large_combine;
	uint64_t device;
};
/* efi/arch/ARCH/paging.c */
extern const struct paging_format paging_x86_64, paging_aarch64;

/* What the processor has. */
struct paging_cpu {
	const struct paging_format *format;
	unsigned int levels; /* of tables: 4 or 5 */
	bool page_1g;        /* has the largest pages, of 1 GiB */
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

/* Can all of [virt, virt + size) be mapped at all? The upper half of all
 * addresses that count is at the end of all 64 bits. size is not 0. */
bool paging_canonical(const struct paging_cpu *cpu, uint64_t virt,
		      uint64_t size);

#endif
