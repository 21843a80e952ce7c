/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A file that is planned and loaded as a kernel for x86-64:
 *
 *	elffile_kernel(&file);
 *	assert_true(plans());
 *	memory = load(plan.base);
 */
#ifndef TESTS_LIB_GIVENELF_H
#define TESTS_LIB_GIVENELF_H

#include "tests/lib/elffile.h"

#define HIGH 0xffffffff80000000

extern struct elffile file;
/* Of the last plans() and load(). */
extern struct elf_plan plan;
extern struct elf_trouble trouble;

/* Both read the file at an odd address and nothing behind its end. */
bool plans(void);
/* The memory that comes out, to be freed; NULL when it was refused. */
uint8_t *load(uint64_t virt);
uint64_t word(const uint8_t *memory, size_t at);

/* What is said of trouble; the others expect that as text. */
const char *explained(void);
void expect_refused(enum elf_fault fault, const char *text);
void expect_load_refused(enum elf_fault fault, const char *text);

#endif
