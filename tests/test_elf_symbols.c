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

TEST(a_string_may_be_one_byte)
{
	put(1, SIZE, 1);
	assert_true(finds());
}

TEST(only_sections_of_the_table_count)
{
	put(1, TYPE, 2);
	put(1, LINK, 2);
	put(2, TYPE, 3);
	assert_true(finds());
	elf.header->shnum = 2;
	assert_false(finds());
	put(1, TYPE, 3);
	put(2, TYPE, 2);
	assert_false(finds());
}

/* What are program headers would be sections 1 and 2. */
TEST(a_table_at_the_beginning_of_the_file_is_none)
{
	memcpy(elf.bytes + 64, elf.bytes + SECTIONS_AT + SECTION, 2 * SECTION);
	elf.header->shoff = 0;
	assert_false(finds());
}

/* The readers below have no head, and the first also more than elf.bytes. */
static struct fw_status read_section(struct reader *file, uint64_t offset,
				     void *to, uint64_t len)
{
	(void)file;
	memcpy(to, elf.bytes + offset, (size_t)len);
	return FW_SUCCESS;
}

TEST(symbols_have_32_MiB_at_most)
{
	struct reader file = {
		.size = (uint64_t)64 << 20,
		.head = elf.bytes,
		.read = read_section,
	};

	put(2, SIZE, 32 << 20);
	assert_true(elf_find_symbols(&found, &file));
	put(2, SIZE, (32 << 20) + 1);
	assert_false(elf_find_symbols(&found, &file));
}

static unsigned int reads;

static struct fw_status fail_fourth(struct reader *file, uint64_t offset,
				    void *to, uint64_t len)
{
	if (++reads == 4)
		return FW_DEVICE_ERROR;
	return read_section(file, offset, to, len);
}

/* The header and two sections can be read. */
TEST(what_cannot_be_read_has_none)
{
	struct reader file = {
		.size = elf.size,
		.head = elf.bytes,
		.read = fail_fourth,
	};

	put(1, LINK, 1);
	assert_false(elf_find_symbols(&found, &file));
}
