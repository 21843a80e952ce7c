/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen: the explorer's overview and its pages. */
#include "tests/lib/test.h"

#include "core/screen/explorer_internal.h"
#include "tests/lib/givenexplorer.h"

static TEST_STEP(tear_down)
{
	explorer_free();
	return 0;
}

FIXTURE(NULL, tear_down);

/* --- the overview ----------------------------------------------------------
 */

TEST(the_bar_selects_zooms_and_leads_to_the_rows)
{
	given_small("", 80, 25);
	press("jjk");
	expect_row(21, " Selected: 0x0000000000001000-0x000000000009ffff, 636 "
		       "KiB, free");
	press("++++");
	assert_int_equal(explorer.zoom_first, explorer.zoom_last);
	press_key(KEY_RIGHT);
	assert_int_equal(explorer.zoom_first, explorer.chosen);
	press("--------");
	assert_int_equal(explorer.zoom_last, explorer.span_cnt - 1);
	for (int i = 0; i < 30; i++)
		press_key(KEY_RIGHT);
	assert_int_equal(explorer.chosen, explorer.span_cnt - 1);
	press("+");
	assert_int_equal(explorer.zoom_last, explorer.span_cnt - 1);
	press("g");
	press("\r");
	assert_int_equal(address_of_row(), 0x100000000);
	press_key(KEY_LEFT);
	press_key(KEY_LEFT);
	assert_int_equal(explorer.chosen, explorer.span_cnt - 2);
	press_key(KEY_HOME);
	for (int i = 0; i < 30; i++)
		press_key(KEY_UP);
	assert_int_equal(explorer.chosen, 0);
}

TEST(the_cap_is_a_line_below_the_bars)
{
	given_small("mem=256M", 80, 25);
	press("");
	assert_non_null(strchr(text_of_row(16), '|'));
	assert_non_null(strstr(text_of_row(16), " mem="));
	given_map("0-1000:11:UC");
	when("mem=1M");
	given_explorer(80, 25);
	expect_row(16, "");
}

TEST(regions_have_their_node)
{
	given_map("0-1000:3 1000-200000:7");
	given_nodes("cpu:0 mem:0:0-200000", NULL);
	when("");
	given_explorer(80, 25);
	press("3");
	expect_row(2, ">   0 000000001000 00000009ffff  636 KiB  node 0");
}

TEST(a_firmware_without_a_name_is_unknown)
{
	given_map("0-1000:7");
	capture.vendor[0] = '\0';
	capture.uefi_revision = 0;
	when("");
	given_explorer(80, 25);
	expect_row(1, " Firmware  unknown, x86_64");
}

TEST(a_map_without_a_range_is_shown)
{
	given_map("1000+0:7");
	when("");
	given_explorer(80, 25);
	expect_row(21, " Selected: nothing");
	press("\rq");
}

TEST(a_map_of_more_ranges_than_cells_is_joined)
{
	given_many(80, 25);
	assert_int_equal(strlen(text_of_row(12)), 80);
	press("2G");
	expect_row(22, "> 299 000012b00000 000012bfffff    1 MiB  l"
		       " LoaderData             memory");
}

/* --- pages -----------------------------------------------------------------
 */

TEST(a_page_scrolls_to_its_end_and_back)
{
	given_small("", 80, 24);
	press("?");
	expect_row(1, " Keys");
	press_key(KEY_END);
	assert_string_not_equal(text_of_row(1), " Keys");
	expect_row(22, " Rows 11-31 of 31");
	press_key(KEY_HOME);
	press_key(KEY_DOWN);
	press_key(KEY_UP);
	press_key(KEY_UP);
	expect_row(1, " Keys");
	press_key(KEY_PAGE_DOWN);
	press_key(KEY_PAGE_UP);
	expect_row(1, " Keys");
	press(" bx");
	expect_row(1, " Keys");
	press_key(KEY_ESC);
	assert_int_equal(explorer.page, PAGE_NONE);
}

/* None of these says that it has no use. */
TEST(each_key_of_a_page_scrolls_it)
{
	static const int keys[] = { KEY_UP,   'k',           KEY_DOWN, 'j',
				    'b',      KEY_PAGE_DOWN, ' ',      'g',
				    KEY_HOME, KEY_PAGE_UP,   KEY_END,  'G' };

	given_small("", 80, 24);
	press("?");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		press_key(keys[i]);
		assert_memory_equal(text_of_row(22), " Rows ", 6);
	}
}

TEST(a_page_says_that_it_goes_on)
{
	given_small("", 80, 25);
	press("?");
	assert_non_null(strstr(text_of_row(23), " Rows 1-22 of "));
	press("j");
	assert_non_null(strstr(text_of_row(23), " Rows 2-23 of "));
	press("q2\r");
	expect_row(23, "");
}

TEST(each_finding_has_its_sentence_a_reason_and_a_remedy)
{
	given_small("", 80, 25);
	press("6");
	for (size_t i = 0; i < explorer.finding_cnt; i++) {
		enum lint_rule rule = explorer.findings[i].rule;

		press("\r");
		assert_non_null(strstr(text_of_screen(), lint_text(rule)));
		assert_non_null(strstr(text_of_screen(), "Why:  "));
		assert_non_null(strstr(text_of_screen(), "What to do:  "));
		press("qj");
	}
}

TEST(a_page_of_several_screens_scrolls_by_screens)
{
	given_small("", 80, 25);
	explorer.rows = 10;
	press("?  ");
	assert_int_equal(explorer.page_top, 14);
	press("b");
	assert_int_equal(explorer.page_top, 7);
}

TEST(a_page_of_few_rows_stays)
{
	given_small("", 80, 25);
	press("2\r");
	expect_row(1, " 0x0000000000000000: RAM that is not the kernel's "
		      "memory");
	press("Gj\r");
	expect_row(1, " 0x0000000000000000: RAM that is not the kernel's "
		      "memory");
}

TEST(the_page_of_an_address_names_its_findings)
{
	given_map("0-100000:7 80000-100000:5:WB|RUNTIME");
	when("");
	given_explorer(80, 25);
	press("/80000\r");
	assert_non_null(strstr(text_of_screen(), "overlap"));
}

TEST(a_finding_without_a_range_has_its_text)
{
	given_map("1000-2000:7:WB 2000-3000:7");
	when("");
	given_explorer(80, 25);
	press("6\r");
	assert_non_null(strstr(text_of_row(1), ": "));
	press("q");
	for (size_t i = 0; i < explorer.finding_cnt; i++)
		press("j\rq");
}

TEST(on_the_page_of_a_finding_a_search_leads_to_the_page_of_a_row)
{
	given_map("0-100000:7 80000-100000:5:WB|RUNTIME");
	when("");
	given_explorer(80, 25);
	press("6\r");
	assert_int_equal(explorer.page, PAGE_FINDING);
	press("/#1\r");
	assert_int_equal(explorer.page, PAGE_WHERE);
	assert_int_equal(explorer.where, 0x80000);
}
