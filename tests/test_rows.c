/* SPDX-License-Identifier: BSD-2-Clause */
/* core/text/rows.c: text in rows of a width. tests/test_pager.c shows it on a
 * screen. */
#include "tests/lib/test.h"

#include "core/text/rows.h"

static char text[4096];
static struct buffer buffer;
static struct sink out;

static void take(void *ctx, const char *row, size_t len, size_t width,
		 bool ended)
{
	(void)ctx;
	print(&out, "%.*s:%zu%s", (int)len, row, width, ended ? "\n" : "");
}

/* A column is left free at the edge. */
static const char *rows_of(size_t columns, size_t indent, const char *line)
{
	struct rows rows;
	struct sink to = rows_sink(&rows);

	out = buffer_sink(&buffer, text, sizeof(text));
	rows_begin(&rows, columns, take, NULL);
	rows.indent = indent;
	print_str(&to, line);
	rows_end(&rows);
	return text;
}

TEST(a_row_is_broken_at_a_blank)
{
	assert_string_equal(rows_of(9, 0, "one two three\n"),
			    "one two:7\nthree:5\n");
}

TEST(what_is_left_of_a_line_is_indented)
{
	assert_string_equal(rows_of(9, 2, "one two three four\nfive\n"),
			    "one two:7\n  three:7\n  four:6\nfive:4\n");
}

TEST(a_word_that_does_not_fit_is_broken)
{
	assert_string_equal(rows_of(7, 2, "abcdefghijkl\n"),
			    "abcdef:6\n  ghij:6\n  kl:4\n");
}

TEST(a_blank_at_the_edge_ends_the_row)
{
	assert_string_equal(rows_of(5, 2, "abcd efg"), "abcd:4\n  ef:4\n  g:3");
}

TEST(no_width_is_80_columns)
{
	char line[90] = { 0 };

	memset(line, 'x', 80);
	assert_non_null(strstr(rows_of(1, 0, line), "x:79\nx:1"));
	assert_non_null(strstr(rows_of(ROWS_COLUMNS + 1, 0, line), "x:80"));
}
