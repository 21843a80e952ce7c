/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/physical: ELF files that are loaded by their physical addresses. */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "efi/boot/elf/elf_format.h"
#include "efi/boot/physical/image.h"

#define SIZE  0x4000
#define FIRST 0x100 /* of the program headers, in the file */

static uint8_t file[SIZE];
static size_t program_cnt;
static bool is_64;
static struct image image;
static struct elf_error error;

/* --- a file, field by field -------------------------------------------- */

static void put(size_t at, uint64_t value, size_t bytes)
{
	put_le(file + at, value, bytes);
}

static void given_elf(bool wide, uint64_t entry)
{
	static const uint8_t ident[] = { 0x7f, 'E', 'L', 'F', 0, 1, 1 };
	size_t word = wide ? 8 : 4;

	memset(file, 0, sizeof(file));
	memcpy(file, ident, sizeof(ident));
	is_64 = wide;
	program_cnt = 0;
	put(EI_CLASS, wide ? 2 : 1, 1);
	put(16, ET_EXEC, 2);
	put(18, wide ? EM_X86_64 : EM_386, 2);
	put(20, 1, 4);
	put(24, entry, word);
	put(24 + word, FIRST, word);
	put(24 + 3 * word + 4 + 2, wide ? 56 : 32, 2);
}

static size_t program_count_at(void)
{
	return 24 + 3 * (is_64 ? 8 : 4) + 4 + 4;
}

static void program(uint32_t type, uint64_t offset, uint64_t vaddr,
		    uint64_t paddr, uint64_t file_size, uint64_t memory_size)
{
	size_t word = is_64 ? 8 : 4;
	size_t at = FIRST + program_cnt * (is_64 ? 56 : 32);
	const uint64_t fields[] = { offset, vaddr, paddr, file_size,
				    memory_size };

	put(at, type, 4);
	at += is_64 ? 8 : 4;
	for (size_t i = 0; i < 5; i++)
		put(at + i * word, fields[i], word);
	put(program_count_at(), ++program_cnt, 2);
}

static void load(uint64_t offset, uint64_t vaddr, uint64_t paddr,
		 uint64_t file_size, uint64_t memory_size)
{
	program(PT_LOAD, offset, vaddr, paddr, file_size, memory_size);
}

static bool reads(void)
{
	struct reader reader = reader_from_memory(file, SIZE);

	return !fw_failed(image_from_elf(&image, &reader, &error));
}

static void expect_refused(enum elf_fault fault, const char *text)
{
	struct buffer buffer;
	char room[256];
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	assert_false(reads());
	assert_int_equal(error.fault, fault);
	elf_explain(&out, &error);
	assert_string_equal(room, text);
}

/* --- segments ---------------------------------------------------------- */

TEST(segments_go_to_their_physical_addresses_in_both_classes)
{
	for (int wide = 0; wide < 2; wide++) {
		given_elf(wide, 0xc0101000);
		load(0x2000, 0xc0200000, 0x200000, 0x10, 0x3000);
		load(0x1000, 0xc0100000, 0x100000, 0x800, 0x1800);
		assert_true(reads());
		assert_int_equal(image.is_64, wide);
		assert_int_equal(image.segment_cnt, 2);
		assert_int_equal(image.segments[0].target, 0x100000);
		assert_int_equal(image.segments[0].offset, 0x1000);
		assert_int_equal(image.segments[1].file_size, 0x10);
		assert_int_equal(image.segments[1].index, 0);
		assert_int_equal(image.base, 0x100000);
		assert_int_equal(image.end, 0x203000);
		assert_int_equal(image.entry, 0x101000);
	}
}

TEST(an_entry_in_no_segment_is_a_physical_address_already)
{
	given_elf(false, 0x10000c);
	load(0x1000, 0x80100000, 0x100000, 0x800, 0x1800);
	assert_true(reads());
	assert_int_equal(image.entry, 0x10000c);
}

TEST(an_empty_segment_at_the_address_of_another_one_is_ignored)
{
	given_elf(true, 0x100000);
	load(0x1000, 0x100000, 0x100000, 0x800, 0x1800);
	load(0x1000, 0x100800, 0x100800, 0, 0);
	assert_true(reads());
	assert_int_equal(image.segment_cnt, 1);
}

TEST(segments_may_share_a_page_and_touch)
{
	given_elf(true, 0x100000);
	load(0x1000, 0x100000, 0x100000, 0x800, 0x804);
	load(0x2000, 0x100804, 0x100804, 4, 4);
	assert_true(reads());
	assert_int_equal(image.end, 0x100808);
}

TEST(segments_that_overlap_are_refused)
{
	given_elf(true, 0x100000);
	load(0x1000, 0x100000, 0x100000, 0x800, 0x805);
	load(0x2000, 0x100804, 0x100804, 4, 4);
	expect_refused(ELF_SEGMENT_OVERLAPS,
		       "segment 1 at the physical address 0x100804 overlaps "
		       "segment 0");
}

TEST(a_segment_that_ends_above_4_gib_is_refused)
{
	given_elf(true, 0x100000);
	load(0x1000, 0x100000, 0xfffff000, 0x800, 0x1000);
	assert_true(reads());
	assert_true(image.end == 0x100000000);
	given_elf(true, 0x100000);
	load(0x1000, 0x100000, 0xfffff000, 0x800, 0x1001);
	expect_refused(ELF_SEGMENT_HIGH,
		       "segment 0 at the physical address 0xfffff000 with "
		       "0x1001 bytes ends above 4 GiB");
	given_elf(true, 0x100000);
	load(0x1000, 0x100000, 0xfffffffffffff000, 0x800, 0x2000);
	assert_false(reads());
}

TEST(a_segment_beyond_the_file_is_refused)
{
	given_elf(true, 0x100000);
	load(SIZE - 0x100, 0x100000, 0x100000, 0x100, 0x100);
	assert_true(reads());
	given_elf(true, 0x100000);
	load(SIZE - 0x100, 0x100000, 0x100000, 0x101, 0x101);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_SEGMENT_BYTES);
	given_elf(true, 0x100000);
	load(0, 0x100000, 0x100000, 0x101, 0x100);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_SEGMENT_SIZES);
}

/* --- headers ----------------------------------------------------------- */

TEST(files_that_are_not_for_x86_are_refused)
{
	given_elf(true, 0);
	put(18, EM_AARCH64, 2);
	expect_refused(ELF_MACHINE, "it is made for AArch64, not for x86-64");
	given_elf(true, 0);
	put(18, EM_386, 2);
	expect_refused(ELF_MACHINE,
		       "it is made for the 32-bit i386, not for x86-64");
	given_elf(false, 0);
	put(18, EM_RISCV, 2);
	assert_false(reads());
}

TEST(broken_headers_are_refused)
{
	given_elf(true, 0);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_HEADER_COUNT);
	put(program_count_at(), 1, 2);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_NO_SEGMENT);
	put(program_count_at() - 2, 55, 2);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_HEADER_SIZE);
	given_elf(true, 0);
	load(0, 0, 0x1000, 1, 1);
	put(32, SIZE - 55, 8);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_HEADER_PLACE);
	file[EI_CLASS] = 3;
	assert_false(reads());
	assert_int_equal(error.fault, ELF_CLASS);
	file[EI_DATA] = 2;
	file[EI_CLASS] = 1;
	assert_false(reads());
	assert_int_equal(error.fault, ELF_BYTE_ORDER);
}

/* In a 32-bit file the flags follow the size in memory. */
TEST(flags_are_not_part_of_a_size)
{
	given_elf(false, 0);
	load(0, 0, 0x100000, 1, 0x2000);
	put(FIRST + 24, 7, 4);
	assert_true(reads());
	assert_int_equal(image.segments[0].memory_size, 0x2000);
}

TEST(hundreds_of_program_headers_may_be_there)
{
	given_elf(false, 0);
	load(0, 0, 0x100000, 1, 1);
	put(program_count_at(), 0x100, 2);
	assert_true(reads());
	assert_int_equal(image.segment_cnt, 1);
}

TEST(more_segments_than_there_is_room_for_are_refused)
{
	given_elf(false, 0);
	for (uint64_t i = 0; i < ELF_SEGMENTS; i++)
		load(0, 0, 0x100000 + i * 16, 1, 1);
	assert_true(reads());
	load(0, 0, 0x200000, 1, 1);
	assert_false(reads());
	assert_int_equal(error.fault, ELF_MANY_SEGMENTS);
}

TEST(an_image_may_be_given_by_addresses)
{
	const struct image_segment segment = {
		.target = 0x100000,
		.memory_size = 0x2000,
		.file_size = 0x1000,
	};

	assert_true(image_from_addresses(&image, &segment, 0x100010, &error));
	assert_int_equal(image.base, 0x100000);
	assert_int_equal(image.end, 0x102000);
	assert_int_equal(image.entry, 0x100010);
}

/* --- notes ------------------------------------------------------------- */

static size_t note(size_t at, const char *name, uint32_t type, uint32_t desc)
{
	size_t name_size = strlen(name) + 1;
	size_t room = (name_size + 3) & ~(size_t)3;

	put(at, name_size, 4);
	put(at + 4, 4, 4);
	put(at + 8, type, 4);
	memcpy(file + at + 12, name, name_size);
	put(at + 12 + room, desc, 4);
	return at + 12 + room + 4;
}

static size_t find(const char *name, uint32_t type, uint32_t *value)
{
	struct reader reader = reader_from_memory(file, SIZE);
	uint8_t desc[8] = { 0 };
	size_t size = 99;

	assert_true(reads());
	assert_false(fw_failed(image_find_note(&image, &reader, name, type,
					       desc, sizeof(desc), &size)));
	*value = (uint32_t)get_le(desc, 4);
	return size;
}

TEST(a_note_is_found_by_name_and_type)
{
	uint32_t value;
	size_t end;

	given_elf(true, 0x100000);
	load(0, 0x100000, 0x100000, 1, 1);
	end = note(0x2000, "GNU", 18, 1);
	end = note(end, "Xen", 5, 2);
	end = note(end, "Xen", 18, 0x1000850);
	program(4, 0x2000, 0, 0, end - 0x2000, 0);
	assert_int_equal(find("Xen", 18, &value), 4);
	assert_int_equal(value, 0x1000850);
	assert_int_equal(find("Xen", 19, &value), 0);
	assert_int_equal(find("Xe", 18, &value), 0);
}

TEST(notes_that_go_beyond_their_segment_are_not_read)
{
	uint32_t value;

	given_elf(true, 0x100000);
	load(0, 0x100000, 0x100000, 1, 1);
	note(0x2000, "Xen", 18, 7);
	program(4, 0x2000, 0, 0, 19, 0);
	assert_int_equal(find("Xen", 18, &value), 0);
	put(0x2000, 0xffffffff, 4);
	assert_int_equal(find("Xen", 18, &value), 0);
	note(0x2000, "Xen", 18, 7);
	put(0x2004, 0xffffffff, 4);
	assert_int_equal(find("Xen", 18, &value), 0);
}
