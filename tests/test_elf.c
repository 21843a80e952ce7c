/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/elf, efi/boot/native/rules.c: kernels that are accepted and others.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenelf.h"

TEST(a_kernel_is_planned_and_loaded)
{
	uint8_t *memory;

	elffile_kernel(&file);
	assert_true(plans());
	assert_false(plan.is_pie);
	assert_true(plan.base == HIGH);
	assert_int_equal(plan.size, 0x4000);
	assert_int_equal(plan.align, 0x1000);
	assert_true(plan.entry == HIGH + 0x10);
	assert_int_equal(plan.segment_cnt, 2);
	memory = load(plan.base);
	assert_int_equal(memory[0x7ff], 0xf4);
	assert_int_equal(memory[0x800], 0);
	assert_int_equal(memory[0x100f], 0xdd);
	for (size_t i = 0x1010; i < 0x4000; i++)
		assert_int_equal(memory[i], 0);
	free(memory);
}

TEST(segments_come_in_any_order)
{
	elffile_begin(&file);
	elffile_segment(&file, 0x405000, 0x1000, 4, 4, ELF_READ);
	elffile_segment(&file, 0x400000, 0x2000, 4, 4, ELF_EXECUTE);
	elffile_segment(&file, 0x402000, 0x3000, 4, 4, ELF_WRITE);
	file.header->entry = 0x400000;
	assert_true(plans());
	assert_int_equal(plan.segments[0].index, 1);
	assert_int_equal(plan.segments[1].index, 2);
	assert_int_equal(plan.segments[2].index, 0);
	assert_int_equal(plan.base, 0x400000);
	assert_int_equal(plan.size, 0x6000);
}

TEST(segments_of_one_address_keep_their_order)
{
	elffile_begin(&file);
	for (unsigned int i = 0; i < 3; i++)
		elffile_segment(&file, 0x400000, 0x1000, 4, 4, ELF_READ);
	assert_true(plans_for(&elf_x86_64));
	for (unsigned int i = 0; i < 3; i++)
		assert_int_equal(plan.segments[i].index, i);
}

TEST(a_segment_without_bytes_may_be_at_the_end_of_the_file)
{
	elffile_kernel(&file);
	elffile_segment(&file, HIGH + 0x4000, (uint32_t)file.size, 0, 0x100,
			ELF_READ);
	assert_true(plans());
}

TEST(one_segment_of_one_byte_is_enough)
{
	uint8_t *memory;

	elffile_begin(&file);
	elffile_segment(&file, 0x400000, 0x1000, 1, 4, ELF_EXECUTE);
	file.bytes[0x1000] = 0x5a;
	file.header->entry = 0x400000;
	assert_true(plans());
	assert_int_equal(plan.size, 0x1000);
	memory = load(plan.base);
	assert_int_equal(memory[0], 0x5a);
	free(memory);
}

TEST(a_segment_without_memory_is_ignored)
{
	elffile_kernel(&file);
	elffile_segment(&file, HIGH + 0x4000, 0x1000, 0, 0, ELF_READ);
	assert_true(plans());
	assert_int_equal(plan.segment_cnt, 2);
	file.programs[2].memsz = 1;
	assert_true(plans());
	assert_int_equal(plan.segment_cnt, 3);
	file.programs[2].memsz = 0;
	file.programs[2].filesz = 1;
	expect_refused(ELF_SEGMENT_SIZES, "segment 2 has 1 bytes in the"
					  " file, but 0 in memory");
	file.programs[2].filesz = 4;
	assert_false(plans());
}

TEST(alignment_moves_the_base_down)
{
	uint8_t *memory;

	elffile_kernel(&file);
	file.programs[0].align = ELF_ALIGN_MAX;
	file.programs[0].vaddr += 0x3000;
	file.programs[1].vaddr += 0x3000;
	file.header->entry += 0x3000;
	assert_true(plans());
	assert_true(plan.base == HIGH);
	assert_int_equal(plan.size, 0x7000);
	assert_true(plan.align == ELF_ALIGN_MAX);
	memory = load(plan.base);
	for (size_t i = 0; i < 0x3000; i++)
		assert_int_equal(memory[i], 0);
	free(memory);
}

TEST(a_file_that_is_not_a_kernel_is_refused)
{
	elffile_kernel(&file);
	file.size = 63;
	expect_refused(ELF_SHORT, "it has 63 bytes; an ELF header has 64");
	file.size = 0;
	expect_refused(ELF_SHORT, "it has 0 bytes; an ELF header has 64");
	file.size = 64;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_HEADER_PLACE);
	elffile_kernel(&file);
	file.bytes[1] = 'e';
	expect_refused(ELF_MAGIC, "not an ELF file");
	elffile_kernel(&file);
	file.bytes[EI_CLASS] = 1;
	expect_refused(ELF_CLASS, "its ELF class is 1; a 64-bit kernel has 2");
	elffile_kernel(&file);
	file.bytes[EI_DATA] = 2;
	expect_refused(ELF_BYTE_ORDER,
		       "its byte order is 2, little endian is 1");
	elffile_kernel(&file);
	file.bytes[EI_VERSION] = 7;
	expect_refused(ELF_VERSION, "its ELF version is 7, not 1");
	elffile_kernel(&file);
	file.header->version = 2;
	expect_refused(ELF_VERSION, "its ELF version is 2, not 1");
	elffile_kernel(&file);
	file.header->type = 1;
	expect_refused(ELF_TYPE, "its ELF type is 1; a kernel is linked as an"
				 " executable (2) or a static PIE (3)");
}

TEST(a_kernel_for_another_machine_is_refused)
{
	elffile_kernel(&file);
	assert_false(plans_for(&elf_aarch64));
	assert_string_equal(explained(),
			    "it is made for x86-64, not for AArch64");
	file.header->machine = EM_AARCH64;
	expect_refused(ELF_MACHINE, "it is made for AArch64, not for x86-64");
	file.header->machine = 1234;
	expect_refused(ELF_MACHINE,
		       "it is made for machine 1234, not for x86-64");
}

TEST(program_headers_must_be_in_the_file)
{
	elffile_kernel(&file);
	file.header->phnum = 0;
	expect_refused(ELF_HEADER_COUNT,
		       "it has 0 program headers; 1 to 65534 are possible");
	file.header->phnum = 0xffff;
	expect_refused(ELF_HEADER_COUNT,
		       "it has 65535 program headers; 1 to 65534 are possible");
	file.header->phnum = 0xfffe;
	expect_refused(ELF_HEADER_PLACE,
		       "its program headers at byte 64 go"
		       " beyond its 8208 bytes; copy it again");
	file.header->phnum = 200;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_HEADER_PLACE);
	elffile_kernel(&file);
	file.header->phoff = UINT64_MAX - 8;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_HEADER_PLACE);
	elffile_kernel(&file);
	file.header->phentsize = 32;
	expect_refused(ELF_HEADER_SIZE,
		       "its program headers have 32 bytes, not 56");
}

TEST(program_headers_may_be_larger)
{
	struct elf64_phdr second;

	elffile_kernel(&file);
	second = file.programs[1];
	memcpy(file.bytes + 64 + 64, &second, sizeof(second));
	file.header->phentsize = 64;
	assert_true(plans());
	assert_int_equal(plan.segment_cnt, 2);
}

TEST(at_least_one_segment_is_loaded)
{
	elffile_kernel(&file);
	file.programs[0].type = file.programs[1].type = 4;
	expect_refused(ELF_NO_SEGMENT, "none of its 2 program headers is a"
				       " segment to load");
	elffile_kernel(&file);
	file.programs[1].type = PT_INTERP;
	expect_refused(ELF_INTERPRETER, "program header 1 names an"
					" interpreter; link with -static");
}

TEST(too_many_segments_are_refused)
{
	elffile_begin(&file);
	for (unsigned int i = 0; i < ELF_SEGMENTS + 1; i++)
		elffile_segment(&file, 0x1000 * i, 0x1000, 4, 4, ELF_EXECUTE);
	expect_refused(ELF_MANY_SEGMENTS, "it has 33 segments to load or"
					  " more; 32 are possible");
	file.header->phnum--;
	assert_true(plans());
}

TEST(a_segment_must_be_in_the_file)
{
	elffile_kernel(&file);
	file.size--;
	expect_refused(ELF_SEGMENT_BYTES,
		       "segment 1 at byte 8192 goes beyond"
		       " the file's 8207 bytes; copy it again");
	elffile_kernel(&file);
	file.programs[1].offset = UINT64_MAX - 7;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_SEGMENT_BYTES);
	elffile_kernel(&file);
	file.programs[0].filesz = 0x801;
	expect_refused(ELF_SEGMENT_SIZES, "segment 0 has 0x801 bytes in the"
					  " file, but 0x800 in memory");
}

TEST(a_segment_that_wraps_is_refused)
{
	elffile_kernel(&file);
	file.programs[1].memsz = UINT64_MAX;
	expect_refused(ELF_SEGMENT_WRAPS,
		       "segment 1 at 0xffffffff80001000"
		       " with 0xffffffffffffffff bytes goes beyond the end of"
		       " all addresses");
	file.programs[1].memsz = 0x7fffe000;
	assert_false(plans());
	file.programs[1].memsz = 0x7fffdfff;
	assert_true(plans());
	assert_true(plan.base + plan.size == UINT64_MAX - 0xfff);
	elffile_begin(&file);
	elffile_segment(&file, 0, 0x1000, 4, UINT64_MAX - 0x1000, ELF_EXECUTE);
	assert_true(plans_for(&elf_x86_64));
}

TEST(an_alignment_must_be_a_power_of_two)
{
	elffile_kernel(&file);
	file.programs[1].align = 0x1800;
	expect_refused(ELF_SEGMENT_ALIGN,
		       "segment 1 is aligned to 0x1800,"
		       " which is not a power of two up to 0x40000000");
	file.programs[1].align = ELF_ALIGN_MAX * 2;
	assert_false(plans());
	file.programs[1].align = 1;
	assert_true(plans());
}

TEST(a_page_must_have_one_set_of_permissions)
{
	elffile_kernel(&file);
	file.programs[1].flags = ELF_WRITE | ELF_EXECUTE;
	expect_refused(ELF_SEGMENT_RIGHTS,
		       "segment 1 at 0xffffffff80001000 is"
		       " writable and executable; separate code from data");
	elffile_kernel(&file);
	file.programs[1].vaddr = HIGH + 0x800;
	expect_refused(ELF_SEGMENT_MEETS,
		       "segment 1 at 0xffffffff80000800"
		       " shares a page with segment 0; link with"
		       " -z separate-code");
	file.programs[1].vaddr = HIGH;
	assert_false(plans());
	file.programs[1].vaddr = HIGH - 0x2000;
	assert_false(plans());
	file.programs[1].vaddr = HIGH - 0x3000;
	assert_true(plans());
}

TEST(the_entry_must_be_in_code)
{
	elffile_kernel(&file);
	file.header->entry = HIGH + 0x800;
	expect_refused(ELF_ENTRY,
		       "its entry 0xffffffff80000800 is not in"
		       " an executable segment; set it with ENTRY() or -e");
	file.header->entry = HIGH + 0x7ff;
	assert_true(plans());
	file.header->entry = HIGH - 1;
	assert_false(plans());
	file.header->entry = HIGH + 0x1000;
	assert_false(plans());
}

/* Every prefix of a file is refused, and nothing after it is read. */
TEST(a_file_truncated_anywhere_is_safe)
{
	size_t whole;

	elffile_pie(&file);
	whole = file.size;
	for (file.size = 0; file.size < whole; file.size += 7)
		assert_false(plans());
}

/* The file is not read before its place is known. */
TEST(each_segment_is_read_once)
{
	uint8_t *memory;

	elffile_kernel(&file);
	reads = 0;
	assert_true(plans());
	assert_int_equal(reads, 0);
	memory = load(plan.base);
	assert_int_equal(reads, 2);
	assert_int_equal(memory[0x1000], 0xdd);
	free(memory);
}

TEST(where_segments_overlap_the_higher_one_counts)
{
	uint8_t *memory;

	elffile_begin(&file);
	elffile_segment(&file, 0x1800, 0x4000, 0x10, 0x20, ELF_WRITE);
	elffile_segment(&file, 0x1000, 0x1000, 0x1000, 0x1000, ELF_EXECUTE);
	memset(file.bytes + 0x1000, 0x11, 0x1000);
	memset(file.bytes + 0x4000, 0x22, 0x10);
	assert_true(plans_for(&elf_x86_64));
	memory = load(plan.base);
	assert_int_equal(memory[0x7ff], 0x11);
	assert_int_equal(memory[0x800], 0x22);
	assert_int_equal(memory[0x80f], 0x22);
	assert_int_equal(memory[0x810], 0x11);
	assert_int_equal(memory[0xfff], 0x11);
	free(memory);
}

/* Each read fails once: of headers outside the head, of segments. */
TEST(what_cannot_be_read_is_refused)
{
	unsigned int failed = 0;
	uint8_t *memory = NULL;

	elffile_pie(&file);
	head_bytes = 64;
	for (unreadable = 1; !memory; unreadable++) {
		reads = 0;
		memory = plans() ? load(0x7000000) : NULL;
		if (!memory) {
			assert_int_equal(error.fault, ELF_UNREADABLE);
			assert_true(error.value == FW_DEVICE_ERROR.code);
			failed++;
		}
	}
	free(memory);
	/* Three program headers, two segments. */
	assert_int_equal(failed, 5);
	head_bytes = reads = 0;
	unreadable = 1;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_UNREADABLE);
	unreadable = 0;
	head_bytes = 64 + 2 * 56;
}

/* On a FAT volume, what lies before a place in a file is looked for again. */
TEST(a_pie_is_read_from_its_beginning_to_its_end)
{
	elffile_pie(&file);
	head_bytes = 64;
	reads = read_to = went_back = 0;
	assert_true(plans());
	free(load(0x7000000));
	assert_int_equal(reads, 5);
	assert_false(went_back);
}

/* --- the tail ------------------------------------------------------------ */

/* Puts bytes after the kernel, of which the tail begins so many before the end.
 */
static void given_tail(size_t bytes, size_t size)
{
	memset(file.bytes + file.size, 0x77, bytes);
	file.size += bytes;
	file.bytes[file.size - 1] = 0x78;
	assert_true(plans());
	plan.tail.begin = file.size - size;
	plan.tail.size = size;
	plan.tail.at = plan.size + 8;
	reads = read_to = went_back = 0;
}

static void expect_kernel_and_tail(void)
{
	uint8_t *memory = load(plan.base);

	assert_non_null(memory);
	assert_int_equal(memory[0x100f], 0xdd);
	for (size_t i = 0x1010; i < plan.size; i++)
		assert_int_equal(memory[i], 0);
	for (size_t i = 0; i < plan.tail.size - 1; i++)
		assert_int_equal(memory[plan.tail.at + i], 0x77);
	assert_int_equal(memory[plan.tail.at + plan.tail.size - 1], 0x78);
	assert_false(went_back);
	free(memory);
}

TEST(the_tail_is_read_with_the_last_segment)
{
	elffile_kernel(&file);
	given_tail(0x3456, 0x3456);
	expect_kernel_and_tail();
	assert_int_equal(reads, 2);
}

TEST(a_tail_that_cannot_be_read_is_refused)
{
	elffile_kernel(&file);
	given_tail(0x3456, 0x3456);
	unreadable = 2;
	assert_null(load(plan.base));
	assert_int_equal(error.fault, ELF_UNREADABLE);
	unreadable = 0;
}

TEST(the_tail_is_read_over_a_segment_without_bytes)
{
	elffile_kernel(&file);
	elffile_segment(&file, HIGH + 0x4000, 0x1000, 0, 0x100, ELF_READ);
	given_tail(0x3456, 0x3456);
	expect_kernel_and_tail();
	assert_int_equal(reads, 2);
}

TEST(a_tail_that_does_not_follow_the_last_segment_is_read_by_itself)
{
	elffile_kernel(&file);
	given_tail(0x400, 0x100);
	expect_kernel_and_tail();
	assert_int_equal(reads, 3);
}

TEST(a_tail_that_follows_another_segment_does_not_overwrite_the_last)
{
	uint8_t *memory;

	elffile_begin(&file);
	elffile_segment(&file, HIGH, 0x2000, 0x10, 0x10, ELF_EXECUTE);
	elffile_segment(&file, HIGH + 0x1000, 0x1000, 0x10, 0x10, ELF_READ);
	file.bytes[0x1000] = 0x11;
	file.header->entry = HIGH;
	given_tail(0x1200, 0x1200);
	memory = load(plan.base);
	assert_int_equal(memory[0x1000], 0x11);
	assert_int_equal(memory[plan.tail.at], 0x77);
	free(memory);
}
