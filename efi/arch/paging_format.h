/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the page tables of a processor look like, as values: efi/boot/paging.h
 * builds any format on any machine, so that host tests cover all of them.
 */
#ifndef EFI_ARCH_PAGING_FORMAT_H
#define EFI_ARCH_PAGING_FORMAT_H

#include "core/base/types.h"

/* Bits of an entry. Large pages are those of 2 MiB and 1 GiB; write-combining
 * is PAGING_WC, device memory PAGING_DEVICE. */
struct paging_format {
	uint64_t address; /* of what the entry leads to */
	uint64_t valid;
	uint64_t table; /* all bits of an entry that leads to a table */
	uint64_t page;  /* the bits that all pages of 4 KiB have */
	uint64_t large; /* the bits that all large pages have */
	uint64_t leaf;  /* the bit that tells a large page from a table */
	uint64_t writable;
	uint64_t read_only;
	uint64_t no_execute;
	uint64_t wc;       /* write-combining, for pages of 4 KiB */
	uint64_t large_wc; /* the same for large pages */
	uint64_t device;
};
/* efi/arch/ARCH/paging.c */
extern const struct paging_format paging_x86_64, paging_aarch64;
/* The same with the memory types of the Limine protocol. */
extern const struct paging_format paging_x86_64_limine;

/* What the processor supports. */
struct paging_cpu {
	const struct paging_format *format;
	unsigned int levels; /* of tables: 4 or 5 */
	bool page_1g;        /* pages of 1 GiB */
	bool no_execute;     /* can forbid execution */
};

#endif
