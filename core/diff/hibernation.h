/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether Linux resumes from hibernation under another memory map. On x86 it
 * stores a digest of the E820 table that the boot loader passed to it, and the
 * number of its pages, and compares both (arch/x86/power/hibernate.c
 * compute_e820_digest(), kernel/power/snapshot.c check_image_kernel()). The
 * digest is the CRC-32 of the packed rows since Linux 5.13; earlier kernels
 * compare the MD5 of the same bytes. On arm64 only the number of pages is
 * compared.
 */
#ifndef CORE_DIFF_HIBERNATION_H
#define CORE_DIFF_HIBERNATION_H

#include "core/convert/conversion.h"

/* What made the E820 table. */
enum e820_maker {
	E820_LOGGED, /* it was logged by a kernel */
	E820_STUB,   /* Linux's EFI stub, from the descriptors */
	E820_GRUB,   /* GRUB 2.06 without the EFI stub, likewise: runtime
		      * services code is of type 20 */
	E820_LOST,   /* logged, but only whole pages of its rows are left */
	E820_SETS,   /* not known: the map was made from sets */
};

/* The rows that a kernel logged of its E820 table: the map itself, or beside
 * the descriptors of the map. */
size_t hibernation_logged_count(const struct capture *capture);
struct e820_entry hibernation_logged_row(const struct capture *capture,
					 size_t index);

struct hibernation {
	enum e820_maker maker;
	struct e820_table
		table; /* sorted and disjoint, in the caller's space */
	uint32_t digest;
	uint64_t pages; /* of 4 KiB that the kernel manages */
};

/* Are the rows that Linux compares not known? */
static inline bool hibernation_lost(const struct hibernation *facts)
{
	return facts->maker >= E820_LOST;
}

/* Bytes of space that hibernation_facts() needs. */
size_t hibernation_space(const struct conversion *conversion);

/*
 * The table of the conversion as maker makes it, and what is compared of it. A
 * table that was logged is used instead, whatever maker says; of one that is
 * lost the whole pages are used. space, len bytes,
 * is 16-byte aligned and must outlive *ret. CORE_ENOSPC, with *ret unchanged:
 * len is below hibernation_space().
 */
int hibernation_facts(struct hibernation *ret,
		      const struct conversion *conversion,
		      enum e820_maker maker, void *space, size_t len);

/* The digest of a table. */
uint32_t hibernation_digest(const struct e820_table *table);

enum hibernation_verdict {
	HIBERNATION_RESUMES,
	HIBERNATION_OTHER_MAP,  /* "Hibernate inconsistent memory map detected!"
				 */
	HIBERNATION_OTHER_SIZE, /* "Image mismatch: memory size" */
	HIBERNATION_UNKNOWN,    /* the rows of one of the tables are lost */
};

/* What the kernel says that was hibernated with before and boots with after. */
enum hibernation_verdict hibernation_verdict(const struct hibernation *before,
					     const struct hibernation *after,
					     enum profile profile);

/* Do the tables differ only in that rows of one are of GRUB's type 20? Then the
 * firmware is the same, and the boot loader another one. */
bool hibernation_loader_differs(const struct hibernation *before,
				const struct hibernation *after);

/*
 * The rows that are in one table only, by address. *at starts as { 0, 0 }; *ret
 * is in the table before (*ret_side 0) or after (1). false: there are no more.
 */
bool hibernation_next_row(const struct hibernation *before,
			  const struct hibernation *after, size_t at[2],
			  int *ret_side, struct e820_entry *ret);

#endif
