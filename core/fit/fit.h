/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where memory of a given size can be had: for a kernel, an initrd and
 * crashkernel= in the order in which Linux searches, and in each of its zones.
 */
#ifndef CORE_FIT_FIT_H
#define CORE_FIT_FIT_H

#include "core/convert/conversion.h"

enum fit_use {
	FIT_KERNEL,
	FIT_INITRD,
	FIT_CRASHKERNEL,
	FIT_USES,
};
/* "kernel", "initrd", "crashkernel=" */
const char *fit_use_name(enum fit_use use);

/* Who is asked for memory. */
enum fit_pool {
	FIT_FIRMWARE, /* AllocatePages(): ConventionalMemory, before
		       * ExitBootServices() */
	FIT_MEMBLOCK, /* memory that is not reserved, while boot services still
		       * are */
	FIT_POOLS,
};

/* One attempt of Linux. */
struct fit_step {
	enum fit_pool pool;
	phys_addr_t start, end; /* where it searches; end is exclusive */
	bool exact;             /* only at start */
	bool bottom_up;         /* the lowest fit, not the highest */
	phys_addr_t align;      /* bytes */
	const char *what;       /* what is found, as a phrase */
};

struct fit_request {
	phys_addr_t size;  /* bytes, not 0 */
	phys_addr_t align; /* a power of two, at least; 0: as Linux requires */
	phys_addr_t below; /* nothing at or above it; PHYS_ADDR_MAX: no limit */
	phys_addr_t asked; /* the size before it was rounded up to whole pages;
			    * 0: as size */
};

struct fit_zone {
	const char *name; /* of Linux's zone */
	phys_addr_t start, end;
	/* Free there: */
	phys_addr_t free;     /* bytes */
	struct range largest; /* the lowest of the largest ranges */
	phys_addr_t lowest;   /* where the request fits; 0: nowhere */
	phys_addr_t highest;
};

struct fit {
	enum profile profile;
	struct memblock pools[FIT_POOLS];
};

/* Bytes of space that fit_prepare() needs. */
size_t fit_space(const struct conversion *conversion);

/* Prepares searches in a conversion, which must outlive *ret, as must space:
 * len bytes, 16-byte aligned. CORE_ENOSPC, with *ret unchanged: len is below
 * fit_space(). */
int fit_prepare(struct fit *ret, const struct conversion *conversion,
		void *space, size_t len);

/* Where Linux places it: the address, and in *ret_step the attempt that found
 * it. 0: it does not fit. */
phys_addr_t fit_find(const struct fit *fit, enum fit_use use,
		     const struct fit_request *request,
		     const struct fit_step **ret_step);

/* The zone number index, from 0, with what is free and fits there. false: the
 * architecture has no more. */
bool fit_zone(const struct fit *fit, size_t index,
	      const struct fit_request *request, struct fit_zone *ret);

#endif
