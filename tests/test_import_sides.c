/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that compare maps: they are refused, or one side is read. */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

#define A "BIOS-e820: [mem 0x1000-0x1fff] usable"
#define B "BIOS-e820: [mem 0x2000-0x2fff] usable"
#define C "BIOS-e820: [mem 0x3000-0x3fff] usable"
#define SHELL_A                                                          \
	"Available  0000000000001000-0000000000001FFF 0000000000000001 " \
	"000000000000000F"
#define SHELL_B                                                          \
	"Reserved   0000000000002000-0000000000002FFF 0000000000000001 " \
	"000000000000000F"

static void expect_side_with(const char *text, const char *side,
			     const char *map, const char *messages)
{
	parse_choice.side = side;
	parse(text);
	parse_choice.side = NULL;
	expect_map(map);
	expect_messages(messages);
}

static void expect_side(const char *text, const char *side, const char *map)
{
	expect_side_with(text, side, map, "");
}

/* A side of a diff may lack rows. */
static void expect_diff_side(const char *text, const char *side,
			     const char *map)
{
	expect_side_with(text, side, map,
			 "map: note: a diff has only the rows that differ and "
			 "some around them; rows may be missing\n");
}

static void expect_refused(const char *text, const char *message)
{
	parse(text);
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(message);
	parse_choice.side = "middle";
	parse(text);
	parse_choice.side = NULL;
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages(message);
}

#define DIFF                                                              \
	"map: this is a diff of two maps; choose one with --side=old or " \
	"--side=new\n"
#define COLUMNS                                                        \
	"map: two maps are side by side; choose one with --side=left " \
	"or --side=right\n"

TEST(a_unified_diff_has_two_sides)
{
	static const char diff[] = "--- a.txt\n+++ b.txt\n@@ -1,3 +1,3 @@\n"
				   " " A "\n-" B "\n+" C "\n";

	expect_refused(diff, DIFF);
	expect_diff_side(diff, "old", "7 1000+1 8\n7 2000+1 8");
	expect_diff_side(diff, "new", "7 1000+1 8\n7 3000+1 8");
}

/* Each line of these begins with what a mail, a forum or a list adds. */
TEST(a_unified_diff_may_be_quoted_or_indented)
{
	static const char *const diffs[] = {
		"> @@ -1,2 +1,2 @@\n>  " A "\n> -" B "\n> +" C "\n",
		">> @@ -1,2 +1,2 @@\n>>  " A "\n>> -" B "\n>> +" C "\n",
		"    @@ -1,2 +1,2 @@\n     " A "\n    -" B "\n    +" C "\n",
		"\t@@ -1,2 +1,2 @@\n\t " A "\n\t-" B "\n\t+" C "\n",
		"&gt; @@ -1,2 +1,2 @@\n&gt;  " A "\n&gt; -" B "\n&gt; +" C "\n",
	};

	for (size_t i = 0; i < sizeof(diffs) / sizeof(*diffs); i++) {
		expect_refused(diffs[i], DIFF);
		expect_diff_side(diffs[i], "old", "7 1000+1 8\n7 2000+1 8");
		expect_diff_side(diffs[i], "new", "7 1000+1 8\n7 3000+1 8");
	}
}

TEST(a_diff_without_context_may_be_quoted_or_coloured)
{
	static const char *const diffs[] = {
		"> 1c1\n> < " A "\n> ---\n> > " B "\n",
		"1c1\n&lt; " A "\n---\n&gt; " B "\n",
		"1c1\n\033[31m< " A "\033[0m\n---\n\033[32m> " B "\033[0m\n",
	};

	for (size_t i = 0; i < sizeof(diffs) / sizeof(*diffs); i++) {
		expect_refused(diffs[i], DIFF);
		expect_diff_side(diffs[i], "old", "7 1000+1 8");
		expect_diff_side(diffs[i], "new", "7 2000+1 8");
	}
}

/* Rows of U-Boot that begin with "->" have no mark of a diff. */
TEST(an_arrow_is_not_the_mark_of_a_diff)
{
	parse("DRAM bank   = 0x0\n-> start    = 0x40000000\n"
	      "-> size     = 0x20000000\n");
	expect_map("7 40000000+20000 8");
}

TEST(a_diff_without_context_has_two_sides)
{
	static const char diff[] = "1c1\n< " A "\n---\n> " B "\n";

	expect_refused(diff, DIFF);
	expect_diff_side(diff, "old", "7 1000+1 8");
	expect_diff_side(diff, "new", "7 2000+1 8");
}

TEST(a_diff_of_tables_has_two_sides)
{
	static const char diff[] = "-" SHELL_A "\n+" SHELL_B "\n";

	expect_refused(diff, DIFF);
	expect_diff_side(diff, "old", "7 1000+1 f");
	expect_diff_side(diff, "new", "0 2000+1 f");
}

/* Marks that each row has are a list, a quote or an added file. */
TEST(one_mark_before_all_rows_is_not_a_diff)
{
	parse("- " A "\n- " B "\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
	parse("> " A "\n> " B "\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
	parse("+" A "\n+" B "\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
}

TEST(a_diff_with_context_is_refused)
{
	parse("*** a\n--- b\n***************\n*** 1,2 ****\n  " A "\n! " B
	      "\n--- 1,2 ----\n  " A "\n! " C "\n");
	assert_int_equal(parse_result, IMPORT_FAILED);
	assert_non_null(strstr(parsed_messages(), "make it with diff -u"));
}

TEST(columns_have_two_sides)
{
	static const char *const texts[] = {
		A "\t" A "\n" B "\t" C "\n",
		A "   " A "\n" B " | " C "\n",
		"[    0.000000] " A "   [    0.000000] " A "\n"
		"[    0.000000] " B " | [    0.000000] " C "\n",
	};

	for (size_t i = 0; i < 3; i++) {
		expect_refused(texts[i], COLUMNS);
		expect_side(texts[i], "left", "7 1000+1 8\n7 2000+1 8");
		expect_side(texts[i], "right", "7 1000+1 8\n7 3000+1 8");
	}
}

TEST(lines_of_only_one_column_belong_to_their_side)
{
	static const char text[] = A "   " A "\n" B " <\n"
				     "                                        "
				     "> " C "\n";

	expect_refused(text, COLUMNS);
	expect_side(text, "left", "7 1000+1 8\n7 2000+1 8");
	expect_side(text, "right", "7 1000+1 8\n7 3000+1 8");
}

TEST(columns_of_tables_have_two_sides)
{
	static const char text[] = SHELL_A "   | " SHELL_B "\n";

	expect_refused(text, COLUMNS);
	expect_side(text, "left", "7 1000+1 f");
	expect_side(text, "right", "0 2000+1 f");
}

TEST(grep_over_several_files_has_a_side_for_each)
{
	static const char *const texts[] = {
		"a.txt:" A "\na.txt:" B "\nb.txt:" A "\nb.txt:" C "\n",
		"a.txt:1:" A "\na.txt:2:" B "\nb.txt:1:" A "\nb.txt:2:" C "\n",
		"a.txt:[    0.000000] " A "\na.txt:[    0.000000] " B "\n"
		"b.txt:[    0.000000] " A "\nb.txt:[    0.000000] " C "\n",
	};

	for (size_t i = 0; i < 3; i++) {
		expect_refused(texts[i],
			       "map: the rows come from several files; choose "
			       "one with --side=NAME: a.txt, b.txt\n");
		expect_side(texts[i], "a.txt", "7 1000+1 8\n7 2000+1 8");
		expect_side(texts[i], "b.txt", "7 1000+1 8\n7 3000+1 8");
	}
}

TEST(prefixes_of_one_log_are_not_files)
{
	static const char *const prefixes[] = {
		"a.txt:",
		"12:",
		"Nov 26 14:00:01 host kernel: [    0.000000] ",
		"2026-11-26T14:00:01.123456+00:00 host kernel: ",
		"<6>[    0.000000] ",
		"6,123,456,-;",
		"C:\\logs\\a.txt:",
	};
	char text[512];

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		snprintf(text, sizeof(text), "%s" A "\n%s" B "\n", prefixes[i],
			 prefixes[i]);
		parse(text);
		expect_map("7 1000+1 8\n7 2000+1 8");
		expect_messages("");
	}
	parse("1:" A "\n2:" B "\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
	parse("2026-11-26T14:00:01 host kernel: " A "\n"
	      "2026-11-26T15:00:01 host kernel: " B "\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
}

TEST(a_side_of_a_single_map_is_refused)
{
	parse_choice.side = "old";
	parse(A "\n");
	parse_choice.side = NULL;
	assert_int_equal(parse_result, IMPORT_FAILED);
	expect_messages("map: the file compares no maps; --map= chooses one "
			"of several\n");
}

TEST(a_diff_of_which_all_lines_differ_has_two_sides)
{
	static const char text[] = "@@ -1,2 +1,2 @@\n"
				   "-BIOS-provided physical RAM map:\n-" A "\n"
				   "+BIOS-provided physical RAM map:\n+" B "\n";

	expect_refused(text, "map: this is a diff of two maps; choose one with "
			     "--side=old or --side=new\n");
	expect_diff_side(text, "old", "7 1000+1 8");
	expect_diff_side(text, "new", "7 2000+1 8");
}

TEST(so_has_a_diff_with_lines_of_the_old_side_only)
{
	expect_refused("9d8\n< " A "\n",
		       "map: this is a diff of two maps; choose one with "
		       "--side=old or --side=new\n");
}

/* --- word diffs ----------------------------------------------------------- */

TEST(a_word_diff_has_two_sides)
{
	static const char diff[] =
		"diff --git a/a b/b\n--- a/a\n+++ b/b\n@@ -1,3 +1,3 @@\n" A
		"\nBIOS-e820: [mem 0x2000-[-0x2fff]-]{+0x4fff]+} "
		"usable\n[-" C "-]\n{+BIOS-e820: [mem 0x6000-0x6fff] "
		"reserved+}\n";

	expect_refused(diff, DIFF);
	expect_diff_side(diff, "old", "7 1000+1 8\n7 2000+1 8\n7 3000+1 8");
	expect_diff_side(diff, "new", "7 1000+1 8\n7 2000+3 8\n0 6000+1 0");
}

TEST(a_word_diff_in_lines_of_words_has_two_sides)
{
	static const char diff[] =
		"--- a/a\n+++ b/b\n@@ -1,2 +1,2 @@\n " A
		"\n~\n BIOS-e820: [mem \n-0x2000-0x2fff]\n+0x2000-0x4fff]\n  "
		"usable\n~\n+" C "\n~\n";

	expect_refused(diff, DIFF);
	expect_diff_side(diff, "old", "7 1000+1 8\n7 2000+1 8");
	expect_diff_side(diff, "new", "7 1000+1 8\n7 2000+3 8\n7 3000+1 8");
}

/* Without "2a3", the marks are those of a quotation. */
TEST(a_diff_of_new_rows_is_not_a_quotation)
{
	expect_refused("2a3,4\n> " A "\n> " B "\n", DIFF);
	expect_diff_side("2a3,4\n> " A "\n> " B "\n", "new",
			 "7 1000+1 8\n7 2000+1 8");
	parse("> " A "\n> " B "\n");
	expect_map("7 1000+1 8\n7 2000+1 8");
	expect_messages("");
}

/* No row of these begins with a mark. */
TEST(a_mark_before_rows_that_begin_with_their_number_is_seen)
{
	expect_refused("1c1\n< 00001000-0009ffff : System RAM\n---\n"
		       "> 00002000-0009ffff : System RAM\n",
		       DIFF);
}
