/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of the last conversion (tests/lib/givenmap.h), and what is in it
 * as text:
 *
 *	given_map("1000-a0000:7 100000-400000:7");
 *	given_loader_range(0x200000, 0x1800, OWNER_MODULE, "initrd");
 *	when("");
 *	when_table();
 *	expect_regions(MBT_MEMORY, "1000-a0000 100000-400000");
 *	expect_regions(MBT_RESERVED, "0-100000 low 1 MiB (6),"
 *		       " 200000-202000 module initrd (5)");
 */
#ifndef TESTS_LIB_GIVENTABLE_H
#define TESTS_LIB_GIVENTABLE_H

#include "core/table/check.h"
#include "core/handoff/rebuild.h"
#include "core/table/write.h"
#include "tests/lib/givenmap.h"

/* What the next table contains besides the conversion. */
extern struct table_facts facts;

/* Call it after given_map(); up to 16. */
void given_loader_range(phys_addr_t base, phys_addr_t size, enum owner owner,
			const char *name);

/* A machine with memory for all facts. */
#define LOADER_MAP                                                      \
	"0-a0000:7 100000-200000:4 200000-1000000:7 1000000-1010000:6:" \
	"WB|RUNTIME 1010000-2000000:7"

/* A processor, a kernel, two modules, a framebuffer, a command line, with
 * loader ranges for their memory. Call it after given_map(), with memory from 2
 * MiB to 16 MiB. */
void given_all_facts(void);
/* Call it after when(): adds distances of two nodes, without a node for any
 * memory. No SRAT gives that; the golden table has it. */
void given_distances(void);

/* Resets facts and loader ranges to the state before any test. */
int forget_table(void **state);

/* The last table: table_len bytes; AddressSanitizer guards their end. */
extern uint8_t *table;
extern size_t table_len;

/* The result of table_write() for this capacity; on failure there is no table.
 */
int write_table(size_t capacity, uint64_t phys_base);

/* Corrects the checksum after a change. */
void fix_crc(void);
struct mbt_section *section_of(uint32_t tag);
void *entry_of(uint32_t tag, uint32_t i);
struct mbt_region *region_of(uint32_t tag, uint32_t i);
struct mbt_header *header_of(void);

/* Appends a section of zeros. */
void add_section(uint32_t tag, uint16_t flags, uint16_t entry_size,
		 uint32_t count, uint32_t payload_size);
/* Changes the entry size of a section. */
void change_entry_size(uint32_t tag, uint16_t entry_size);

const char *text_of_regions(uint32_t tag);
/* "good", or what is wrong: "reserved #1 is not made of whole pages" */
const char *text_of_check(void);

/* The including test brings cmocka.h. */
#define when_table()                                                         \
	do {                                                                 \
		assert_int_equal(                                            \
			write_table(table_space(&conversion, &facts, 0), 0), \
			CORE_OK);                                            \
		assert_string_equal(text_of_check(), "good");                \
	} while (0)
#define expect_regions(tag, text) \
	assert_string_equal(text_of_regions(tag), text)
#define expect_found(text)                                  \
	do {                                                \
		fix_crc();                                  \
		assert_string_equal(text_of_check(), text); \
	} while (0)

/* A valid table with every section except losses and distances, capped by
 * mem=24M; a set-up. */
int given_loader_table(void **state);

/* Changes one field, expects the fault, and restores the field. */
#define breaks(field, value, text)                              \
	do {                                                    \
		__typeof__(field) *at_ = &(field), was_ = *at_; \
		*at_ = (__typeof__(field))(value);              \
		expect_found(text);                             \
		*at_ = was_;                                    \
		expect_found("good");                           \
	} while (0)

#endif
