/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets as text, so that a test reads
 *
 *	given("1000-2000 3000-4000:4");
 *	assert_int_equal(memblock_add(&mb, 0x2000, 0x1000), 0);
 *	expect("1000-3000 3000-4000:4");
 *
 * A region is base-end in hexadecimal, end exclusive, then :flags if not 0,
 * then @node if known. One space separates regions.
 */
#ifndef TESTS_LIB_GIVEN_H
#define TESTS_LIB_GIVEN_H

#include "core/memblock/memblock.h"

/* The map under test. */
extern struct memblock mb;

/* A new map with this memory; the array of each set has exactly `room` regions,
 * so that AddressSanitizer sees an overrun. */
void given_room(size_t room, const char *memory);
void given(const char *memory);
/* The same, and physical [0, GIVEN_RAM_SIZE) is real memory, filled with 0xee.
 */
#define GIVEN_RAM_SIZE 0x400000
extern uint8_t given_ram_bytes[GIVEN_RAM_SIZE];
void given_ram(size_t room, const char *memory);
void given_reserved(const char *text);
void given_physmap(const char *text);
void set_from_text(struct memblock_type *type, const char *text);

/* Returns one of four buffers in turn. */
const char *text_of(const struct memblock_type *type);

/* The including test brings cmocka.h. */
#define expect_set(type, text)                                           \
	do {                                                             \
		assert_int_equal(memblock_type_validate(type), CORE_OK); \
		assert_string_equal(text_of(type), text);                \
	} while (0)
#define expect(text)          expect_set(&mb.memory, text)
#define expect_reserved(text) expect_set(&mb.reserved, text)
#define expect_physmap(text)  expect_set(&mb.physmap, text)

#endif
