/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A machine's page tables, in either format:
 *
 *	given_memory("profile=linux-x86", "...");
 *	make_mappings(true);
 *	expect_at(0x1000, "...");
 */
#ifndef TESTS_LIB_GIVENMAPPINGS_H
#define TESTS_LIB_GIVENMAPPINGS_H

#include "efi/boot/mappings.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/walker.h"

#define PAGE UINT64_C(0x1000)

/* The test's input; a case may change it. */
extern const struct walker *walker;
extern struct paging paging;
extern struct mappings mappings;
extern struct elf_plan kernel_plan;
extern struct mbt_framebuffer framebuffer;
extern struct serial_port serial;

/* Whether entries of the format distinguish device registers from memory. */
bool devices_differ(void);

void given_memory(const char *profile, const char *map);
/* page_1g: with pages of 1 GiB. */
void make_mappings(bool page_1g);

struct walked walked_at(uint64_t virt);
/* Compares all but the page size, which is not specified. */
const char *text_at(uint64_t virt);
#define expect_at(virt, text) assert_string_equal(text_at(virt), text)
/* Device registers, in a format that distinguishes them from memory. */
void expect_device(uint64_t address);

/* Set-up and tear-down; the state is the format's walker. */
int choose_format(void **state);
int free_mappings(void **state);

#endif
