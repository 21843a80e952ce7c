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
