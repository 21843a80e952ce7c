/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A log of several boots, or with maps of several kinds: one of them is used.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

#define SHELL_HEADER "Type  Start  End  # Pages  Attributes\n"

GROUP_FIXTURE(NULL, forget_parsed);

TEST(efi_descriptors_are_preferred_to_e820_rows)
{
	parse("BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-e820: [mem 0x100000-0x1fffff] usable\n"
	      "BIOS-e820: this is not a row\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x0-0xa0000) (0MB)\n");
	expect_map("7 0+a0 f");
	expect_messages("");
}

TEST(the_first_of_two_boots_is_used)
{
	parse("BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x0-0x9ffff] usable\n"
	      "BIOS-provided physical RAM map:\n"
	      "BIOS-e820: [mem 0x0-0x8ffff] usable\n"
	      "BIOS-e820: this is not a row\n");
	expect_map("7 0+a0 8");
	expect_messages(
		"map:3: note: another map starts here; only the first one "
		"is used\n");
	assert_int_equal(parse_result, IMPORT_GOOD);
}

TEST(two_boots_are_distinguished_in_every_format)
{
	static const char *const maps[] = {
		"BIOS-e820: [mem 0x0-0xfff] usable\n",
		"efi: mem00: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n",
		"efi: Processing EFI memory map:\n"
		"efi:   0x0-0xfff [Conventional|WB]\n",
		SHELL_HEADER "Available 0-FFF 1 F\n",
		"ShellCommand,\"memmap\"\n"
		"MemoryMap,\"Available\",\"0\",\"FFF\",\"1\",\"F\"\n",
		"Type Start End Attributes\n"
		"CONVENTIONAL 0000000000000000-0000000000001000 WB\n",
		" #  Type  Physical Virtual Size Attributes\n"
		" 0  7:conv  0000000000  0000000000  0000001000  f\n",
		"Index, Type, Type(name), PhysicalStart, NumberOfPages, "
		"Attribute\n0, 7, EfiConventionalMemory, 0, 1, F\n",
	};
	char twice[512];

	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++) {
		snprintf(twice, sizeof(twice), "%s%s", maps[i], maps[i]);
		parse(twice);
		assert_int_equal(parse_result, IMPORT_GOOD);
		if (efimap_count(&parsed.capture.map) != 1 ||
		    !strstr(parsed_messages(), "another map starts here"))
			fail_msg("not distinguished: %s", twice);
	}
}

/* Rows of the same form, of what Linux keeps for runtime calls. */
TEST(the_runtime_map_of_linux_is_ignored)
{
	static const char log[] =
		"BIOS-provided physical RAM map:\n"
		"BIOS-e820: [mem 0x0-0x1fff] usable\n"
		"efi: EFI runtime memory map:\n"
		"efi: mem00: [Runtime Code|RUN|WB] range=[0x5000-0x5fff]\n";
	char twice[2 * sizeof(log) + 128];

	parse(log);
	expect_map("7 0+2 8");
	expect_messages("");
	snprintf(twice, sizeof(twice), "%s%s%s", log,
		 "BIOS-provided physical RAM map:\n"
		 "efi: mem00: [Conventional|WB] range=[0x0-0xfff]\n",
		 log);
	parse(twice);
	expect_map("7 0+1 8");
	expect_messages("");
}

TEST(a_complete_map_replaces_one_with_missing_rows)
{
	parse("efi: mem07: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x1000-0x3000) (0MB)\n"
	      "efi: mem01: type=0, attr=0xf, range=[0x3000-0x4000) (0MB)\n"
	      "efi: mem00: type=7, attr=0xf, range=[0x1000-0x2000) (0MB)\n");
	expect_map("7 1000+2 f\n0 3000+1 f");
	expect_messages(
		"map:2: note: the map before this line is incomplete; "
		"the one that starts here is used\n"
		"map:4: note: another map starts here; only the first one "
		"is used\n");
}

TEST(missing_rows_are_noted)
{
	parse("efi: mem00: type=7, attr=0xf, range=[0x0-0x1000) (0MB)\n"
	      "efi: mem03: type=7, attr=0xf, range=[0x3000-0x4000) (0MB)\n");
	expect_map("7 0+1 f\n7 3000+1 f");
	expect_messages("map:2: note: rows before this one are missing\n");
}
