/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen: the explorer's lists, and the search. */
#include "tests/lib/test.h"

#include "core/screen/explorer_internal.h"
#include "tests/lib/givenexplorer.h"

static TEST_STEP(tear_down)
{
	explorer_free();
	return 0;
}

FIXTURE(NULL, tear_down);

/* --- lists -----------------------------------------------------------------
 */

TEST(holes_are_rows_until_h)
{
	given_small("", 80, 25);
	press("2");
	expect_row(3, "    1 000000001000 00000009ffff  636 KiB  ."
		      " ConventionalMemory     memory");
	expect_row(4, "    ~ 0000000a0000 0000000fffff  384 KiB  ~ hole");
	press("h");
	expect_row(4, "    2 000000100000 0000007fffff    7 MiB  ."
		      " ConventionalMemory     memory");
	expect_row(23, " Row 1 of 12; order: address; no holes; all classes");
}

TEST(m_merges_neighbours_of_one_class)
{
	given_map("0-1000:3 1000-2000:4 2000-3000:7 5000-6000:7");
	when("");
	given_explorer(80, 25);
	press("2m");
	expect_row(2, ">   0 000000000000 000000001fff    8 KiB  b boot "
		      "services, 2 rows");
	expect_row(3, "    2 000000002000 000000002fff    4 KiB  ."
		      " ConventionalMemory     memory");
	press("m");
	expect_row(3, "    1 000000001000 000000001fff    4 KiB  b"
		      " BootServicesData       memory");
}

TEST(f_shows_one_class_after_another_and_then_all)
{
	given_map("0-1000:3 1000-2000:7 2000-3000:8");
	when("");
	given_explorer(80, 25);
	press("2f");
	assert_int_equal(explorer.filter, CLASS_FREE);
	assert_int_equal(explorer.list_cnt, 1);
	press("f");
	assert_int_equal(explorer.filter, CLASS_BOOT);
	press("f");
	assert_int_equal(explorer.filter, CLASS_UNUSABLE);
	expect_row(23, " Row 1 of 1; order: address; only unusable");
	press("f");
	assert_int_equal(explorer.list_cnt, 3);
	press("F");
	assert_int_equal(explorer.filter, CLASS_UNUSABLE);
}

TEST(o_orders_by_size_type_and_as_the_firmware)
{
	given_map("4000-5000:7 0-1000:3 1000-4000:9");
	when("");
	given_explorer(80, 25);
	press("2");
	expect_row(2, ">   1 000000000000 000000000fff    4 KiB  b"
		      " BootServicesCode       memory");
	press("og");
	expect_row(2, ">   2 000000001000 000000003fff   12 KiB  A"
		      " ACPIReclaimMemory      excluded");
	press("og");
	expect_row(2, ">   0 000000004000 000000004fff    4 KiB  ."
		      " ConventionalMemory     memory");
	press("oG");
	expect_row(4, ">   2 000000001000 000000003fff   12 KiB  A"
		      " ACPIReclaimMemory      excluded");
}

TEST(in_the_order_of_the_firmware_there_are_no_holes)
{
	given_map("4000-5000:7 0-1000:3");
	when("");
	given_explorer(80, 25);
	press("2");
	assert_int_equal(explorer.list_cnt, 3);
	press("ooo");
	assert_int_equal(explorer.list_cnt, 2);
	press("o");
	assert_int_equal(explorer.list_cnt, 3);
}

TEST(a_row_stays_selected_when_the_order_changes)
{
	given_small("", 80, 25);
	press("2jjjjoo");
	assert_int_equal(address_of_row(), 0x800000);
}

TEST(descriptors_without_a_place_come_last)
{
	given_map("1000+0:7 2000-3000:7");
	when("");
	given_explorer(80, 25);
	press("2G");
	expect_row(4, ">   0 000000001000 000000001000  0 bytes  ."
		      " ConventionalMemory     skipped");
}

TEST(a_list_scrolls_with_its_selection)
{
	given_small("", 80, 24);
	press("2");
	press_key(KEY_END);
	expect_row(23 - 1, " Row 16 of 16; order: address; all classes");
	press_key(KEY_HOME);
	press_key(KEY_PAGE_DOWN);
	press_key(KEY_UP);
	press_key(KEY_PAGE_UP);
	press_key(KEY_DOWN);
	expect_row(22, " Row 2 of 16; order: address; all classes");
}

TEST(an_empty_list_says_so)
{
	given_map("0-1000:11:UC");
	when("");
	given_explorer(80, 25);
	press("3");
	expect_row(23, " No rows.");
	press("\rjk/x\r");
	expect_row(23, " No row has this text.");
}

TEST(other_types_have_their_number)
{
	given_map("0-1000:1879048193");
	when("");
	given_explorer(80, 25);
	press("2");
	expect_row(2, ">   0 000000000000 000000000fff    4 KiB  x"
		      " OEM 0x70000001         excluded");
}

TEST(high_addresses_have_all_digits)
{
	given_map("0-1000:7 fd00000000000000-fd00000000001000:11:UC");
	when("");
	given_explorer(80, 25);
	press("2");
	expect_row(4, "    1 fd00000000000000 fd00000000000fff    4 KiB  M"
		      " MemoryMappedIO ignored");
}

TEST(a_long_list_scrolls_by_rows_and_by_pages)
{
	given_many(80, 25);
	press("2");
	press_key(KEY_PAGE_DOWN);
	press_key(KEY_PAGE_DOWN);
	expect_row(23, " Row 43 of 342; order: address; all classes");
	press_key(KEY_PAGE_UP);
	expect_row(23, " Row 22 of 342; order: address; all classes");
	for (int i = 0; i < 5; i++)
		press_key(KEY_UP);
	assert_string_equal(text_of_row(2), ">  14 000000e00000 000000efffff"
					    "    1 MiB  l LoaderData"
					    "             memory");
}

TEST(a_larger_screen_shows_more_of_the_same_list)
{
	given_many(100, 56);
	explorer.rows = 25;
	press("2G");
	assert_non_null(strstr(text_of_row(53), "> 299 "));
	assert_non_null(strstr(text_of_row(2), "  254 "));
}

/* --- search ----------------------------------------------------------------
 */

TEST(an_address_shows_who_owns_it)
{
	given_small("", 80, 25);
	press("2/fec00000\r");
	expect_row(1, " 0x00000000fec00000: in no descriptor");
	press("q/4G\r");
	expect_row(1, " 0x0000000100000000: free memory");
	press("q/0x1F000000\r");
	expect_row(1, " 0x000000001f000000: RAM that is not the kernel's "
		      "memory");
	press("q");
	assert_int_equal(address_of_row(), 0x1f000000);
}

TEST(a_number_sign_finds_a_descriptor)
{
	given_small("", 80, 25);
	press("/#4\r");
	assert_int_equal(address_of_row(), 0x900000);
	press("\r/#2\r");
	assert_int_equal(explorer.page, PAGE_WHERE);
	expect_row(1, " 0x0000000000100000: free memory");
	press("/ACPIRec\r");
	assert_int_equal(explorer.page, PAGE_WHERE);
	assert_int_equal(explorer.where, 0x1f000000);
	press("?/#3\r");
	assert_int_equal(explorer.page, PAGE_NONE);
	press("/#44\r");
	expect_row(23, " There is no such descriptor.");
	press("/#4x\r");
	expect_row(23, " There is no such descriptor.");
}

TEST(text_is_found_in_any_case_and_n_goes_on)
{
	given_small("", 80, 25);
	press("/acpi\r");
	assert_int_equal(address_of_row(), 0x800000);
	press("n");
	assert_int_equal(address_of_row(), 0x1f000000);
	press("n");
	assert_int_equal(address_of_row(), 0x800000);
	press("N");
	assert_int_equal(address_of_row(), 0x1f000000);
	/* On the page of a row, it leads to that of the next one. */
	press("\rn");
	assert_int_equal(explorer.page, PAGE_WHERE);
	assert_int_equal(explorer.where, 0x800000);
	press("N");
	assert_int_equal(explorer.where, 0x1f000000);
	press("q/Nonsense\r");
	expect_row(23, " No row has this text.");
	press("\rn");
	expect_row(23, " No row has this text.");
	press("q");
	press("/8 KB\r");
	expect_row(23, " No row has this text.");
	press("/0x\r");
	expect_row(23, " No row has this text.");
	press("/99999999999999999999\r");
	expect_row(23, " No row has this text.");
	press("/99999P\r");
	expect_row(23, " No row has this text.");
	press("/1M\r");
	expect_row(1, " 0x0000000000100000: free memory");
}

TEST(text_that_is_found_may_have_other_characters)
{
	static const struct loader_range range = { 0x200000, 0x1000,
						   OWNER_RESERVE_MEM, "log" };

	given_map("0-a0000:7 100000-8000000:7");
	capture.loader_ranges = &range;
	capture.loader_range_cnt = 1;
	when("");
	given_explorer(80, 25);
	press("4/reserve_mem\r");
	assert_int_equal(address_of_row(), 0x200000);
}

TEST(a_key_without_a_use_says_so)
{
	static const struct {
		char view, keys[12];
	} unused[] = {
		{ '1', " bGnNomhfF" }, { '3', "mhfF" },  { '4', "mhfF" },
		{ '5', "mhfF" },       { '6', "omhfF" }, { '7', "omhfF" },
		{ '?', "nNomhfF" },
	};
	char keys[2] = "";

	given_small("", 80, 25);
	for (size_t i = 0; i < sizeof(unused) / sizeof(*unused); i++) {
		keys[0] = unused[i].view;
		press(keys);
		for (const char *key = unused[i].keys; *key; key++) {
			keys[0] = *key;
			press(keys);
			expect_row(23, " This key does nothing here; ? lists "
				       "the keys.");
		}
	}
	press("q2n");
	expect_row(23, " There is no text to find; type / first.");
}

TEST(what_is_typed_can_be_corrected_and_dropped)
{
	given_small("", 80, 25);
	press("2/4H\bG");
	expect_row(23, " Find address (hexadecimal or 4G), #row or text: 4G_");
	press_key(KEY_DELETE);
	press("\x7f\x7f");
	expect_row(23, " Row 1 of 16; order: address; all classes");
	press("/x\x1b/\r/\x01");
	press_key(KEY_UP);
	expect_row(23, " Find address (hexadecimal or 4G), #row or text: _");
	for (int i = 0; i < 100; i++)
		press("a");
	assert_int_equal(strlen(explorer.typed), EXPLORER_INPUT - 1);
}
