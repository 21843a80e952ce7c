/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/elf/elf_symbols.c: the table of symbols of a kernel's file. */
#include "tests/lib/test.h"

#include "efi/boot/elf/elf_symbols.h"
#include "tests/lib/elffile.h"

enum { SECTIONS_AT = 0x4000, SECTION = 64 };
enum { TYPE = 4, OFFSET = 24, SIZE = 32, LINK = 40 };

static struct elffile elf;
static struct elf_symbols found;

static void put(size_t section, size_t field, uint32_t value)
{
	memcpy(elf.bytes + SECTIONS_AT + section * SECTION + field, &value,
	       sizeof(value));
}

/* Section 1 has the strings of section 2, the symbols. */
static TEST_STEP(set_up)
{
	elffile_kernel(&elf);
	memset(elf.bytes + SECTIONS_AT, 0, 3 * SECTION);
	elf.size = SECTIONS_AT + 3 * SECTION;
	elf.header->shoff = SECTIONS_AT;
	elf.header->shentsize = SECTION;
	elf.header->shnum = 3;
	put(1, TYPE, 3);
	put(1, OFFSET, 0x3100);
	put(1, SIZE, 0x20);
	put(2, TYPE, 2);
	put(2, OFFSET, 0x3000);
	put(2, SIZE, 0x48);
	put(2, LINK, 1);
	return 0;
}

FIXTURE(set_up, NULL);

static bool finds(void)
{
	struct reader file = reader_from_memory(elf.bytes, elf.size);

	return elf_find_symbols(&found, &file);
}

TEST(symbols_and_their_strings_are_found)
{
	assert_true(finds());
	assert_int_equal(found.offset, 0x3000);
	assert_int_equal(found.size, 0x48);
	assert_int_equal(found.strings_offset, 0x3100);
	assert_int_equal(found.strings_size, 0x20);
}

TEST(a_stripped_file_has_none)
{
	put(2, TYPE, 1);
	assert_false(finds());
	elf.header->shoff = 0;
	assert_false(finds());
}

TEST(headers_that_make_no_sense_are_none)
{
	put(2, LINK, 3);
	assert_false(finds());
	put(2, LINK, 2);
	assert_false(finds());
	put(2, LINK, 1);
	put(1, SIZE, 0);
	assert_false(finds());
	put(1, SIZE, 0x20);
	put(2, OFFSET, 0x7000);
	assert_false(finds());
	put(2, OFFSET, 0x3000);
	assert_true(finds());
	elf.header->shnum = 4;
	assert_false(finds());
	elf.header->shnum = 3;
	elf.header->shentsize = 63;
	assert_false(finds());
	elf.header->shentsize = SECTION;
	elf.header->shoff = UINT64_MAX;
	assert_false(finds());
}
