/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen: the explorer's screens and keys. */
#include "tests/lib/test.h"

#include "core/screen/explorer_internal.h"
#include "tests/lib/givenexplorer.h"
#include "tests/lib/givenreport.h"
#include "tests/lib/golden.h"

static TEST_STEP(tear_down)
{
	explorer_free();
	return 0;
}

FIXTURE(NULL, tear_down);

static const char small[] =
	"0-1000:3 1000-a0000:7 100000-800000:7 800000-900000:10"
	" 900000-1500000:4 1500000-1e000000:7 1e000000-1e100000:1"
	" 1e100000-1f000000:5:WB|RUNTIME 1f000000-1f100000:9"
	" b0000000-c0000000:0 ffe00000-fff00000:11:UC|RUNTIME"
	" 100000000-180000000:7";

static void given_small(const char *line, size_t columns, size_t rows)
{
	given_map(small);
	when(line);
	given_explorer(columns, rows);
}

/* Where the selected row begins. */
static phys_addr_t address_of_row(void)
{
	size_t i = explorer.at[explorer.view].selected;

	return explorer.list[explorer.order[i].index].range.base;
}

/* --- golden screens ------------------------------------------------------ */

/* Screens one after another, each after the keys that lead to it. */
static void add_screen(const struct sink *out, const char *keys)
{
	press(keys);
	print(out, "--- %s\n%s", keys, text_of_screen());
}

static void expect_screens(size_t columns, size_t rows, const char *name)
{
	static const char *const keys[] = { "",  "2",  "3",   "4",     "5", "6",
					    "j", "\r", "q?q", "2mjjo", "7" };
	struct kept kept;
	struct sink out = keep_text(&kept);

	when_machine();
	given_explorer(columns, rows);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		add_screen(&out, keys[i]);
	assert_string_equal(differs_from_golden(name, kept.text), "");
	free(kept.text);
}

TEST(screens_of_80_by_25_are_as_they_were)
{
	expect_screens(80, 25, "explorer-80x25.text");
}

TEST(screens_of_100_by_31_are_as_they_were)
{
	expect_screens(100, 31, "explorer-100x31.text");
}

TEST(screens_of_240_by_56_are_as_they_were)
{
	expect_screens(240, 56, "explorer-240x56.text");
}

/* --- lists --------------------------------------------------------------- */

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
	press("\rjkn");
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

/* --- search -------------------------------------------------------------- */

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
	press("/Nonsense\r");
	expect_row(23, " No row has this text.");
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

/* --- the overview -------------------------------------------------------- */

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

/* 300 descriptors of three classes. */
static void given_many(size_t columns, size_t rows)
{
	struct efi_memory_desc desc[300];

	for (size_t i = 0; i < 300; i++)
		desc[i] = (struct efi_memory_desc){
			.type = i % 3 == 1 ? 7 : 4 - i % 3,
			.phys_addr = i << 20,
			.num_pages = i % 7 == 6 ? 255 : 256,
			.attribute = EFI_ATTR_WB,
		};
	given_descriptors(desc, 300, 48);
	when("");
	given_explorer(columns, rows);
}

TEST(a_map_of_more_ranges_than_cells_is_joined)
{
	given_many(80, 25);
	assert_int_equal(strlen(text_of_row(12)), 80);
	press("2G");
	expect_row(22, "> 299 000012b00000 000012bfffff    1 MiB  l"
		       " LoaderData             memory");
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

/* --- pages --------------------------------------------------------------- */

TEST(a_page_scrolls_to_its_end_and_back)
{
	given_small("", 80, 24);
	press("?");
	expect_row(1, " Keys");
	press_key(KEY_END);
	assert_string_not_equal(text_of_row(1), " Keys");
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

/* --- keys of all views --------------------------------------------------- */

TEST(tab_goes_around_the_views)
{
	given_small("", 80, 25);
	for (int i = 0; i < VIEW_COUNT; i++) {
		assert_int_equal(explorer.view, i);
		press_key(KEY_TAB);
	}
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
	press_key(KEY_BACK_TAB);
	assert_int_equal(explorer.view, VIEW_ACTIONS);
	press("?3");
	assert_int_equal(explorer.page, PAGE_NONE);
	assert_int_equal(explorer.view, VIEW_MEMORY);
}

TEST(keys_ask_for_actions)
{
	given_small("", 80, 25);
	press("\x0c");
	assert_int_equal(explorer_action, EXPLORER_REPAINT);
	press("2r");
	assert_int_equal(explorer_action, EXPLORER_READ);
	press_key(KEY_ESC);
	assert_int_equal(explorer_action, EXPLORER_STAY);
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
	press("2\b");
	assert_int_equal(explorer.view, VIEW_OVERVIEW);
	press("2\x7fQ");
	assert_int_equal(explorer_action, EXPLORER_LEAVE);
}

TEST(a_message_stays_until_the_next_key)
{
	given_small("", 80, 25);
	explorer_say(&explorer, "Something was done.");
	press("");
	press_key(KEY_UNKNOWN);
	expect_row(23, "");
}

TEST(a_new_map_keeps_the_place)
{
	struct explorer_model model;
	void *space;
	size_t len;

	given_small("", 80, 25);
	press("+");
	for (int i = 0; i < 30; i++)
		press_key(KEY_RIGHT);
	press("2jjjj");
	given_map("0-1000:3 100000-200000:7");
	when("");
	model = explorer.model;
	model.conversion = &conversion;
	len = explorer_space(&conversion);
	space = aligned_alloc(16, len);
	assert_int_equal(explorer_load(&explorer, &model, space, len), CORE_OK);
	press("x");
	assert_int_equal(explorer.list_cnt, 3);
	assert_int_equal(explorer.at[VIEW_DESCRIPTORS].selected, 2);
	assert_int_equal(explorer.chosen, 2);
	free(space);
}

/* --- what if ------------------------------------------------------------- */

/* The trial of words beside others that are in force, as it is shown. */
static void given_trial_of(struct taken *ret, const char *words,
			   const char *in_force, size_t rows)
{
	given_map(small);
	when(words);
	take_conversion(ret);
	given_small(in_force, 80, rows);
	press("c");
	assert_int_equal(explorer_action, EXPLORER_TRY);
	explorer_try(&explorer, &ret->conversion);
	press_key(KEY_UNKNOWN);
}

static void given_trial(struct taken *ret, const char *words, size_t rows)
{
	given_trial_of(ret, words, "memmap=16M$0x400000", rows);
}

TEST(what_is_typed_shows_at_once_what_it_cuts)
{
	struct taken taken;

	given_trial(&taken, "mem=256M", 25);
	expect_row(0, " memblock.efi  What if            a machine  linux-x86");
	expect_row(2, " memory                    2.5 GiB      255 MiB    "
		      "-2.2 GiB");
	expect_row(13, " - 0x0000000010000000-0x000000001e0fffff  225 MiB"
		       "  divides row #5");
	taken_free(&taken);
}

TEST(words_that_leave_no_memory_cut_all_of_it)
{
	struct taken taken;

	given_trial_of(&taken, "memmap=16G$0", "", 25);
	assert_non_null(strstr(text_of_row(2), " 0 bytes "));
	assert_non_null(strstr(text_of_row(13), " - 0x"));
	taken_free(&taken);
}

TEST(memory_that_words_add_has_a_plus)
{
	struct taken taken;

	given_trial_of(&taken, "", "memmap=16G$0", 25);
	assert_non_null(strstr(text_of_row(2), " 0 bytes "));
	assert_non_null(strstr(text_of_row(2), " +2.5 GiB"));
	taken_free(&taken);
}

TEST(words_are_kept_or_dropped)
{
	struct taken taken;

	given_trial(&taken, "mem=1G", 25);
	press("1");
	assert_int_equal(explorer_action, EXPLORER_TRY);
	press("\r");
	assert_int_equal(explorer_action, EXPLORER_KEEP);
	assert_int_equal(explorer.input, INPUT_NONE);
	press("c\x1b");
	assert_int_equal(explorer_action, EXPLORER_DROP);
	/* Without a trial, there is nothing to keep. */
	press("c\r");
	assert_int_equal(explorer_action, EXPLORER_TRY);
	assert_int_equal(explorer.input, INPUT_EDIT);
	explorer_say(&explorer, "why not");
	press_key(KEY_UNKNOWN);
	press("\b\b\b\b\b");
	assert_int_equal(explorer_action, EXPLORER_DROP);
	taken_free(&taken);
}

TEST(cuts_that_do_not_fit_are_counted)
{
	struct taken taken;

	given_map("0-1000:3 1000-a0000:7 100000-8000000:7");
	when("memmap=1M$1M,1M$3M,1M$5M,1M$7M,1M$9M,1M$11M,1M$13M,1M$15M,"
	     "1M$17M,1M$19M");
	take_conversion(&taken);
	given_map("0-1000:3 1000-a0000:7 100000-8000000:7");
	when("memmap=4K@0xb0000");
	given_explorer(80, 24);
	press("c");
	explorer_try(&explorer, &taken.conversion);
	press_key(KEY_UNKNOWN);
	assert_non_null(strstr(text_of_screen(), "more\n"));
	taken_free(&taken);
}

/* --- actions ------------------------------------------------------------- */

static void print_words(const struct sink *out, const void *words)
{
	print_str(out, words);
}

TEST(a_text_of_the_caller_is_a_page)
{
	given_small("", 80, 25);
	explorer_show(&explorer,
		      (struct explorer_text){ print_words, "a text" });
	press("x");
	expect_row(1, " a text");
}

TEST(actions_are_keys_and_rows)
{
	given_small("", 80, 25);
	explorer.model.kernel = "\\kernel";
	press("s");
	assert_int_equal(explorer_action, EXPLORER_SAVE);
	press("p");
	assert_int_equal(explorer_action, EXPLORER_PROFILE);
	press("r");
	assert_int_equal(explorer_action, EXPLORER_READ);
	press("d\r");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("da\x1b");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("da\r");
	assert_int_equal(explorer_action, EXPLORER_COMPARE);
	press("7G");
	expect_row(10, "> B  Boot \\kernel");
	press("\r");
	expect_row(23, " Boot \\kernel? y: yes, any other key: no");
	press("y");
	assert_int_equal(explorer_action, EXPLORER_BOOT);
	press("kkk\r");
	expect_row(23, " Start the UEFI Shell? y: yes, any other key: no");
	press("Y");
	assert_int_equal(explorer_action, EXPLORER_SHELL);
	press("Pn");
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("R");
	press_key(KEY_ENTER);
	assert_int_equal(explorer_action, EXPLORER_STAY);
	press("j");
	press_key(KEY_RIGHT);
	assert_int_equal(explorer.confirm, EXPLORER_RESET);
	press("n");
}

TEST(without_a_kernel_none_is_booted)
{
	given_small("", 80, 25);
	press("7");
	assert_int_equal(explorer.list_cnt, 8);
	press("B");
	assert_int_equal(explorer.confirm, EXPLORER_STAY);
}

/* --- any keys ------------------------------------------------------------ */

/* press_key() compares each screen with one that is drawn anew. */
TEST(random_keys_leave_no_wrong_screen)
{
	static const int keys[] = {
		KEY_UP,        KEY_DOWN,      KEY_LEFT, KEY_RIGHT,    KEY_HOME,
		KEY_END,       KEY_PAGE_UP,   KEY_TAB,  KEY_ESC,      KEY_ENTER,
		KEY_PAGE_DOWN, KEY_BACKSPACE, KEY_F1,   KEY_BACK_TAB,
	};
	const size_t named = sizeof(keys) / sizeof(*keys);
	unsigned int seed = 1;

	given_small("mem=1G", 100, 31);
	for (int i = 0; i < 20000; i++) {
		size_t n;

		seed = seed * 1103515245 + 12345;
		n = (seed >> 16) % (named + 95);
		press_key(n < named ? keys[n] : (int)(n - named + ' '));
	}
}
