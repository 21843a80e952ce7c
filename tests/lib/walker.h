/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page tables as a processor reads them, whatever efi/boot/paging.c thinks of
 * them: written from the manuals, and with nothing of that file.
 */
#ifndef TESTS_LIB_WALKER_H
#define TESTS_LIB_WALKER_H

#include <stddef.h>

#include "efi/boot/paging.h"
#include "tests/lib/test.h"

/* What tests of tables name: the kernel's half, and where they are. */
#define K      UINT64_C(0x400)
#define M      (K * K)
#define G      (M * K)
#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)
/* Where the tables are, for the processor. */
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
	/* What virt leads to. entry() reads 8 bytes of physical memory, at a
	 * place that has to be a table's. */
	struct walked (*walk)(uint64_t root, unsigned int levels, uint64_t virt,
			      uint64_t (*entry)(uint64_t phys));
};

extern const struct walker walkers[];
#define WALKERS 2

/* "7654000 rw wc 4K", "-" for nothing; in one buffer. */
const char *walked_text(const struct walked *walked);

/* A test of one format or of both; *state is the format's walker. */
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
