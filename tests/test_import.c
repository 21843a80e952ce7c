/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each format in each of its generations, from the small samples in
 * tests/maps/.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

static void expect_origin(const char *origin, enum profile profile)
{
	assert_int_equal(parse_result, IMPORT_GOOD);
	assert_string_equal(parsed.capture.origin, origin);
	assert_int_equal(parsed.capture.profile, profile);
	assert_int_equal(parsed.capture.map.desc_version, 1);
}

static const char shell_rows[] = "3 0+1 f\n"
				 "7 1000+9f f\n"
				 "1 100000+100 f\n"
				 "2 200000+100 f\n"
				 "4 300000+100 f\n"
				 "6 400000+100 800000000000000f\n"
				 "5 500000+100 800000000000000f\n"
				 "9 600000+100 f\n"
				 "10 700000+100 f\n"
				 "8 800000+100 f\n"
				 "13 900000+100 f\n"
				 "14 100000000+100 800f\n"
				 "15 200000000+100 f\n"
				 "1879048193 300000000+100 f\n"
				 "2147483650 300100000+1 f\n"
				 "0 a0000+60 0\n"
				 "11 e0000000+10000 8000000000000000\n"
				 "12 fec00000+1 8000000000000001";

GROUP_FIXTURE(NULL, forget_parsed);

TEST(the_table_of_the_shell_is_read)
{
	parse_file("shell.txt");
	expect_map(shell_rows);
	expect_messages("");
	expect_origin("EDK2 shell memmap", PROFILE_LINUX_X86);
}

TEST(the_table_of_the_shell_is_read_in_utf16)
{
	parse_file("shell-utf16.txt");
	expect_map(shell_rows);
	expect_messages("");
}

static const char old_rows[] = "3 0+1 f\n"
			       "7 1000+9f f\n"
			       "0 a0000+60 0\n"
			       "6 400000+100 800000000000000f\n"
			       "9 600000+100 f";

TEST(the_lower_case_table_of_an_old_shell_is_read)
{
	parse_file("shell-old.txt");
	expect_map(old_rows);
	expect_messages("");
	expect_origin("EDK2 shell memmap", PROFILE_LINUX_X86);
}

TEST(a_utf8_bom_and_cr_lf_are_accepted)
{
	parse_file("shell-bom.txt");
	expect_map(old_rows);
	expect_messages("");
}

TEST(a_map_that_may_be_of_any_architecture_is_noted)
{
	static const char *const files[] = { "shell.txt", "shell-sfo.txt",
					     "uboot-new.txt" };

	for (int i = 0; i < 3; i++) {
		parse_choice.profile_given = false;
		parse_file(files[i]);
		parse_choice.profile_given = true;
		assert_non_null(
			strstr(parsed_messages(),
			       ": note: the map does not state its "
			       "architecture; the rules of linux-x86 are used, "
			       "profile= chooses others\n"));
	}
}

TEST(the_sfo_output_of_the_shell_is_read)
{
	parse_file("shell-sfo.txt");
	expect_map("3 0+1 f\n"
		   "7 1000+9f f\n"
		   "6 400000+100 800000000000000f\n"
		   "10 700000+100 f\n"
		   "12 fec00000+1 8000000000000001\n"
		   "14 100000000+100 800f");
	expect_messages("");
	expect_origin("EDK2 shell memmap", PROFILE_LINUX_X86);
}

TEST(rows_of_linux_3_10_have_exclusive_ends)
{
	static const char *const files[] = { "linux-3.0.txt",
					     "linux-3.10.txt" };

	for (int i = 0; i < 2; i++) {
		parse_file(files[i]);
		expect_map("3 0+1 f\n"
			   "7 1000+9f f\n"
			   "6 400000+100 800000000000000f\n"
			   "11 ffc00000+400 8000000000000001\n"
			   "0 0+0 0");
		expect_messages("");
		expect_origin("Linux efi: mem rows", PROFILE_LINUX_X86);
		assert_string_equal(parsed.capture.vendor, "Example Corp.");
		assert_int_equal(parsed.capture.uefi_revision, 0x2001f);
	}
}

TEST(rows_of_linux_3_18_have_exclusive_ends)
{
	parse_file("linux-3.18.txt");
	expect_map("3 0+1 f\n"
		   "7 1000+9f f\n"
		   "6 400000+100 800000000000000f\n"
		   "11 ffc00000+400 8000000000000001");
	expect_messages("");
	expect_origin("Linux efi: mem rows", PROFILE_LINUX_X86);
}

TEST(rows_of_linux_4_12_have_inclusive_ends)
{
	parse_file("linux-4.12.txt");
	expect_map("3 0+1 f\n"
		   "7 1000+9f f\n"
		   "5 400000+100 800000000002000f\n"
		   "9 500000+100 1f018\n"
		   "0 a0000+60 0");
	expect_messages("");
}

TEST(attributes_of_linux_6_12_are_read_by_name)
{
	parse_file("linux-6.12.txt");
	expect_map("3 0+1 f\n"
		   "7 1000+9f 1c000f\n"
		   "10 700000+100 f\n"
		   "12 fec00000+1 8000000000000001\n"
		   "15 100000000+100 f");
	expect_messages("");
	assert_string_equal(parsed.capture.vendor, "EDK II");
	assert_int_equal(parsed.capture.uefi_revision, 0x20007);
}

TEST(linux_rows_with_numbers_instead_of_names_are_read)
{
	parse_file("linux-unknown.txt");
	expect_map("7 1000+9f 80000000000000f\n"
		   "1879048193 fec00000+1 8000000000000001\n"
		   "2147483649 400000+100 f");
	expect_messages("map:2: note: Linux reported this row as invalid and "
			"ignored it\n"
			"map:3: note: Linux reported this row as invalid and "
			"ignored it\n");
}

TEST(rows_of_linux_on_arm64_are_read)
{
	parse_file("linux-arm64.txt");
	expect_map("7 40000000+80 f\n"
		   "2 40080000+1280 f\n"
		   "6 7c000000+100 800000000000000f\n"
		   "9 7c100000+100 f\n"
		   "11 9010000+1 8000000000000001\n"
		   "7 82080000000+80000 1000e");
	expect_messages("");
	expect_origin("Linux efi: rows", PROFILE_LINUX_ARM64);
	assert_int_equal(parsed.capture.uefi_revision, 0x2003c);
}

TEST(e820_rows_of_linux_3_2_are_read)
{
	parse_file("e820-3.2.txt");
	expect_map("7 0+9f 8\n"
		   "0 9f000+1 0\n"
		   "0 f0000+10 0\n"
		   "7 100000+1fef0 8\n"
		   "9 1fff0000+10 8\n"
		   "14 100000000+40000 8008");
	expect_messages("map: note: 2 rows do not start and end on page "
			"boundaries; memory shrinks to whole pages of 4 "
			"KiB, everything else grows\n");
	expect_origin("BIOS-e820 rows", PROFILE_LINUX_X86);
}

TEST(e820_rows_of_linux_6_1_are_read)
{
	parse_file("e820-6.1.txt");
	expect_map("7 0+a0 8\n"
		   "7 100000+7ff00 8\n"
		   "10 80000000+800 8\n"
		   "9 80800000+800 8\n"
		   "5 81000000+800 8000000000000008\n"
		   "8 81800000+800 8\n"
		   "0 e0000000+10000 0\n"
		   "0 fed00000+1 0\n"
		   "7 100000000+80000 8\n"
		   "7 180000000+80000 40008\n"
		   "14 200000000+40000 8008");
	expect_messages("map:9: note: unknown E820 type, reserved as in "
			"Linux\n");
}

TEST(gaps_in_e820_rows_of_linux_7_are_ignored)
{
	parse_file("e820-7.0.txt");
	expect_map("7 0+a0 8\n"
		   "0 a0000+60 0\n"
		   "7 100000+9f00 8\n"
		   "10 a000000+3c 8\n"
		   "9 10000000+10000 8");
	expect_messages("");
}

TEST(u_boots_efidebug_table_is_read)
{
	parse_file("uboot-old.txt");
	expect_map("7 0+4000 8\n"
		   "4 4000000+1 8\n"
		   "6 3eac1000+1 8000000000000008\n"
		   "9 3eb00000+1 8\n"
		   "11 fe000000+1 8000000000000000\n"
		   "0 3f000000+100 8");
	expect_messages("");
	expect_origin("U-Boot efi mem", PROFILE_LINUX_X86);
}

TEST(u_boots_new_table_is_read)
{
	parse_file("uboot-new.txt");
	expect_map("3 0+1 f\n"
		   "7 1000+9f 4000f\n"
		   "6 1fef4000+84 800000000000000f\n"
		   "14 100000000+40000 4000500000208008\n"
		   "11 ffc00000+400 8000000000000001\n"
		   "0 fd00000000+300000 0");
	expect_messages("");
}

TEST(u_boots_old_efi_mem_is_read)
{
	parse_file("uboot-app.txt");
	expect_map("3 0+1 f\n"
		   "7 1000+9f f\n"
		   "6 100000+84 800000000000000f\n"
		   "11 ffc00000+400 8000000000000001");
	expect_messages("");
}

TEST(the_csv_of_mikanos_is_read)
{
	parse_file("mikanos.csv");
	expect_map("3 0+1 f\n"
		   "7 1000+9f f\n"
		   "10 800000+8 f\n"
		   "6 ffc00000+400 8000000000000001\n"
		   "11 fec00000+1 1");
	expect_messages("");
	expect_origin("MikanOS CSV", PROFILE_LINUX_X86);
}

TEST(the_csv_of_its_port_to_rust_is_read)
{
	parse_file("mikanos-rust.csv");
	expect_map("3 0+1 f\n"
		   "7 1000+9f f\n"
		   "10 800000+8 f\n"
		   "6 ffc00000+400 8000000000000001");
	expect_messages("");
}
