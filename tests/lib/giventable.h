/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of the last conversion (tests/lib/givenmap.h), and what is in it
 * as text:
 *
 *	given_map("1000-a0000:7 100000-400000:7");
 *	given_held(0x200000, 0x1800, OWNER_MODULE, "initrd");
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

/* What the next table will say beside the conversion. */
extern struct table_facts facts;

/* Behind given_map(); up to 16. */
void given_loader_range(phys_addr_t base, phys_addr_t size, enum owner owner,
			const char *name);

/* A machine with a place for all facts. */
#define LOADER_MAP                                                      \
	"0-a0000:7 100000-200000:4 200000-1000000:7 1000000-1010000:6:" \
	"WB|RUNTIME 1010000-2000000:7"

/* A processor, a kernel, two modules, a framebuffer, a command line; their
 * memory is held. Behind given_map(), whose memory it wants from 2 MiB to 16
 * MiB. */
void given_all_facts(void);
/* Behind when(): it knows of two nodes and how far they are, but of no memory
 * on which node it is. No SRAT says that; the golden table does. */
void given_distances(void);

/* Facts and held ranges as they are before any test. */
int forget_table(void **state);

/* The last table: table_len bytes, behind which AddressSanitizer watches. */
extern uint8_t *table;
extern size_t table_len;

/* What table_write() returns for this capacity; on failure there is no
 * table. */
int write_table(size_t capacity, uint64_t phys_base);

/* So that a byte may be changed. */
void fix_crc(void);
struct mbt_section *section_of(uint32_t tag);
void *entry_of(uint32_t tag, uint32_t i);
struct mbt_region *region_of(uint32_t tag, uint32_t i);
struct mbt_header *header_of(void);

/* A section with zeros in it, behind all others. */
void add_section(uint32_t tag, uint16_t flags, uint16_t entry_size,
		 uint32_t count, uint32_t payload_size);
/* Each entry of the section gets this size. */
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

/* A sound table with something of everything but losses and distances, capped
 * by mem=24M; a test's set-up. */
int given_loader_table(void **state);

/* Changes one field, wants the fault, and puts it back. */
#define breaks(field, value, text)                              \
	do {                                                    \
		__typeof__(field) *at_ = &(field), was_ = *at_; \
		*at_ = (__typeof__(field))(value);              \
		expect_found(text);                             \
		*at_ = was_;                                    \
		expect_found("good");                           \
	} while (0)

#endif
