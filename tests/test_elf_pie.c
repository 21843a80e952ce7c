/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/elf: which relocations a PIE may have, and what they do. */
#include "tests/lib/test.h"

#include "tests/lib/givenelf.h"

TEST(a_pie_is_relocated)
{
	uint8_t *memory;

	elffile_pie(&file);
	assert_true(plans());
	assert_true(plan.is_pie);
	memory = load(0x7000000);
	assert_int_equal(word(memory, 0x2008), 0x7000123);
	assert_int_equal(word(memory, 0x2000), 0x7000010);
	assert_int_equal(word(memory, 0x2010), 0x7000020);
	assert_int_equal(word(memory, 0x2018), 0x7000030);
	assert_int_equal(word(memory, 0x2020), 0);
	free(memory);
}

TEST(an_executable_is_not_relocated)
{
	uint8_t *memory;

	elffile_pie(&file);
	file.header->type = ET_EXEC;
	assert_true(plans());
	memory = load(plan.base);
	assert_int_equal(word(memory, 0x2000), 0x10);
	assert_int_equal(word(memory, 0x2008), 0);
	free(memory);
}

/* Each machine has its own number for the relocation that adds the bias. */
TEST(only_relocations_of_the_machine_are_accepted)
{
	uint8_t *memory;

	elffile_pie(&file);
	file.header->machine = EM_AARCH64;
	elffile_put(&file, 0x1108, R_AARCH64_RELATIVE);
	assert_false(plans());
	assert_true(plans_for(&elf_aarch64));
	memory = load(0x7000000);
	assert_int_equal(word(memory, 0x2008), 0x7000123);
	assert_int_equal(word(memory, 0x2018), 0x7000030);
	free(memory);
	elffile_put(&file, 0x1108, R_X86_64_RELATIVE);
	assert_null(load(0x7000000));
	assert_string_equal(explained(),
			    "relocation 0 is of type 8; a static PIE"
			    " has relative ones only");
}

#define DYNAMIC(n) (0x2100 + 16 * (n))

TEST(a_pie_must_be_static)
{
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(0), DT_NEEDED);
	expect_load_refused(ELF_LIBRARY,
			    "it needs a shared library; link with -static");
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(0), DT_REL);
	expect_load_refused(ELF_DYNAMIC,
			    "its dynamic section has the tag 0x11 with"
			    " 0x100, which a static PIE does not have");
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(2) + 8, 16);
	assert_true(plans());
	assert_null(load(0x1000000));
	assert_int_equal(error.fault, ELF_DYNAMIC);
	elffile_pie(&file);
	file.programs[2].vaddr = 0x7000;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_DYNAMIC);
}

/* Those that linkers write: symbols, hashes, flags. */
TEST(tags_that_are_not_about_relocations_are_ignored)
{
	static const uint64_t tags[] = { 5, 6, 21, 30, 0x6ffffef5, 0x6ffffffb };
	uint8_t *memory;

	elffile_pie(&file);
	for (size_t i = 0; i < 6; i++) {
		elffile_put(&file, DYNAMIC(6 + i), tags[i]);
		elffile_put(&file, DYNAMIC(6 + i) + 8, i);
	}
	file.programs[2].filesz = 16 * 12;
	assert_true(plans());
	memory = load(0x7000000);
	assert_int_equal(word(memory, 0x2008), 0x7000123);
	free(memory);
}

TEST(nothing_is_read_after_the_end_of_the_dynamic_section)
{
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(7), DT_NEEDED);
	file.programs[2].filesz = 16 * 8;
	assert_true(plans());
	free(load(0x7000000));
	assert_int_equal(error.fault, ELF_GOOD);
	elffile_put(&file, DYNAMIC(6), DT_NEEDED);
	file.programs[2].filesz = 16 * 6;
	assert_true(plans());
	free(load(0x7000000));
	assert_int_equal(error.fault, ELF_GOOD);
}

TEST(the_dynamic_section_may_begin_where_a_segment_begins)
{
	elffile_pie(&file);
	file.programs[2].vaddr = 0x2000;
	assert_true(plans());
}

TEST(the_header_of_the_dynamic_section_may_come_first)
{
	struct elf64_phdr first;
	uint8_t *memory;

	elffile_pie(&file);
	first = file.programs[0];
	file.programs[0] = file.programs[2];
	file.programs[2] = first;
	assert_true(plans());
	assert_int_equal(plan.segment_cnt, 2);
	assert_int_equal(plan.segments[0].vaddr, 0);
	memory = load(0x7000000);
	assert_int_equal(word(memory, 0x2008), 0x7000123);
	free(memory);
}

TEST(a_dynamic_section_outside_of_as_many_segments_as_possible_is_refused)
{
	elffile_pie(&file);
	for (unsigned int i = 3; i < ELF_SEGMENTS + 1; i++)
		elffile_segment(&file, 0x1000 * (i + 1), 0x1000, 4, 4,
				ELF_READ);
	file.programs[2].vaddr = 0x100000;
	assert_false(plans());
	assert_int_equal(error.fault, ELF_DYNAMIC);
}

/* --- the forms of relocations --------------------------------------------- */

TEST(a_relocation_of_type_0_changes_nothing)
{
	uint8_t *memory;

	elffile_pie(&file);
	elffile_put(&file, 0x1108, R_NONE);
	assert_true(plans());
	memory = load(0x7000000);
	assert_int_equal(word(memory, 0x2008), 0);
	free(memory);
}

/* Everything is HIGH, and there are two relocations of the first form. */
TEST(a_pie_may_be_linked_at_any_address)
{
	uint8_t *memory;

	elffile_pie(&file);
	for (size_t i = 0; i < 3; i++)
		file.programs[i].vaddr += HIGH;
	file.header->entry += HIGH;
	elffile_put(&file, DYNAMIC(0) + 8, HIGH + 0x100);
	elffile_put(&file, DYNAMIC(1) + 8, 48);
	elffile_put(&file, DYNAMIC(3) + 8, HIGH + 0x200);
	elffile_put(&file, 0x1100, HIGH + 0x2008);
	elffile_put(&file, 0x1118, HIGH + 0x2028);
	elffile_put(&file, 0x1120, R_X86_64_RELATIVE);
	elffile_put(&file, 0x1128, HIGH + 0x456);
	elffile_put(&file, 0x1200, HIGH + 0x2000);
	assert_true(plans());
	memory = load(HIGH + 0x7000000);
	assert_true(word(memory, 0x2008) == 0x7000123);
	assert_true(word(memory, 0x2028) == HIGH + 0x7000456);
	assert_true(word(memory, 0x2000) == 0x7000010);
	free(memory);
}

/* A bit is for each of the 63 words after the last one. */
TEST(relocations_may_be_bits_of_several_entries)
{
	uint8_t *memory;

	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(4) + 8, 32);
	elffile_put(&file, 0x1200, 1 | 1 << 1);
	elffile_put(&file, 0x1208, 0x2200);
	elffile_put(&file, 0x1210, 1 | (uint64_t)1 << 63);
	elffile_put(&file, 0x1218, 1 | 1 << 1);
	assert_true(plans());
	memory = load(0x7000000);
	assert_int_equal(word(memory, 0x2200), 0x7000000);
	assert_int_equal(word(memory, 0x2208), 0);
	assert_int_equal(word(memory, 0x2200 + 8 * 62), 0);
	assert_int_equal(word(memory, 0x2200 + 8 * 63), 0x7000000);
	assert_int_equal(word(memory, 0x2200 + 8 * 64), 0x7000000);
	assert_int_equal(word(memory, 0x2200 + 8 * 65), 0);
	/* The first entry has no word before it. */
	assert_int_equal(word(memory, 0) - word(file.bytes + 0x1000, 0),
			 0x7000000);
	free(memory);
}

TEST(relocation_tables_must_be_loaded)
{
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(0) + 8, 0x7f0);
	expect_load_refused(ELF_RELOCATIONS,
			    "its relocations at 0x7f0 with 0x18"
			    " bytes do not lie in a segment");
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(1) + 8, 25);
	assert_true(plans());
	assert_null(load(0x1000000));
	elffile_pie(&file);
	elffile_put(&file, DYNAMIC(4) + 8, UINT64_MAX - 7);
	assert_true(plans());
	assert_null(load(0x1000000));
	assert_int_equal(error.fault, ELF_RELOCATIONS);
}

TEST(relocations_must_be_in_the_kernel)
{
	elffile_pie(&file);
	elffile_put(&file, 0x1108, 6);
	expect_load_refused(ELF_RELOCATION_TYPE,
			    "relocation 0 is of type 6; a"
			    " static PIE has relative ones only");
	elffile_pie(&file);
	elffile_put(&file, 0x1100, 0x2ff9);
	expect_load_refused(ELF_RELOCATION_PLACE,
			    "relocation 0 changes"
			    " 0x2ff9, which is not in a segment");
	elffile_put(&file, 0x1100, UINT64_MAX - 3);
	assert_null(load(0));
	elffile_pie(&file);
	elffile_put(&file, 0x1200, 0x2ff0);
	expect_load_refused(ELF_RELOCATION_PLACE,
			    "relocation 1 changes"
			    " 0x3000, which is not in a segment");
}
