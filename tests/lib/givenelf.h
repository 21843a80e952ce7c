/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Planning and loading a file as a kernel for x86-64:
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
/* The results of the last plans() and load(). */
extern struct elf_plan plan;
extern struct elf_error error;

/*
 * All read the file at an odd address, and AddressSanitizer guards its end.
 * Only its first head_bytes bytes are in the reader's head; what is read of the
 * rest is counted, and fails from the read with the number unreadable on, if it
 * is not 0.
 */
extern size_t head_bytes;
extern unsigned int reads, unreadable;
/* The end of the last read, and whether one began before it. */
extern uint64_t read_to;
extern bool went_back;
bool plans(void);
/* The same for another machine, without the rules of our protocol. */
bool plans_for(const struct elf_machine *machine);
/* Returns the loaded memory, which the caller frees; NULL if rejected. */
uint8_t *load(uint64_t virt);
uint64_t word(const uint8_t *memory, size_t at);

/* The message for error, which the functions below compare. */
const char *explained(void);
void expect_refused(enum elf_fault fault, const char *text);
void expect_load_refused(enum elf_fault fault, const char *text);

#endif
