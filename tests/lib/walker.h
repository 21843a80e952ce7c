/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page tables as a processor reads them. Written from the manuals,
 * independently of efi/boot/paging.c.
 */
#ifndef TESTS_LIB_WALKER_H
#define TESTS_LIB_WALKER_H

#include <stddef.h>

#include "efi/boot/paging.h"
#include "tests/lib/test.h"

/* Constants of the tests: the kernel's half, and the place of the tables. */
#define K      UINT64_C(0x400)
#define M      (K * K)
#define G      (M * K)
#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)
/* The address of the tables, as the processor has it. */
#define TABLES UINT64_C(0x7654000)

enum walker_kind { WALKER_CACHED, WALKER_COMBINED, WALKER_DEVICE };

struct walked {
	bool there;
	uint64_t phys;
	uint64_t size; /* of the page: 4 KiB, 2 MiB or 1 GiB */
	bool write, execute;
	enum walker_kind kind;
};

struct walker {
	const char *name;
	const struct paging_format *format;
	/* Translates virt. entry() reads 8 bytes of physical memory, at an
	 * address that must be in a table. */
	struct walked (*walk)(uint64_t root, unsigned int levels, uint64_t virt,
			      uint64_t (*entry)(uint64_t phys));
};

extern const struct walker walkers[];
#define WALKERS 2

/* "7654000 rw wc 4K", or "-" if unmapped; in a static buffer. */
const char *walked_text(const struct walked *walked);

/* A test for one format or both; *state is the format's walker. */
#define TEST_ON_(name, calls)    \
	TEST_FUNCTION(name);     \
	TEST_BEFORE_MAIN(calls); \
	TEST_FUNCTION(name)
#define ON_X86_64_(name) \
	test_register("x86_64: " #name, name, (void *)&walkers[0])
#define ON_AARCH64_(name) \
	test_register("aarch64: " #name, name, (void *)&walkers[1])
#define TEST_ON_X86_64(name)  TEST_ON_(name, ON_X86_64_(name))
#define TEST_ON_AARCH64(name) TEST_ON_(name, ON_AARCH64_(name))
#define TEST_ON_BOTH(name)    TEST_ON_(name, (ON_X86_64_(name), ON_AARCH64_(name)))

#endif
