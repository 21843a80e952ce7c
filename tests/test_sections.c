/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/sections.c: the sections of memblock.cfg. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/options/sections.h"

static struct sections file;

/* The file ends with its allocation. */
static void given_file(const char *text)
{
	static char *copy;

	free(copy);
	file.len = strlen(text);
	copy = malloc(file.len ? file.len : 1);
	memcpy(copy, text, file.len);
	file.text = copy;
}

/* The sections as "common|name:text|..."; "?" stands for an invalid name. */
static const char *sections(const char *text)
{
	static char shown[512];
	struct section section = { 0 };
	int n = 0;

	given_file(text);
	shown[0] = '\0';
	for (size_t i = 0; section_next(&section, &file); i++) {
		assert_int_equal(section.number, i);
		if (i > 0)
			n += sprintf(shown + n,
				     "|%.*s%s:", (int)section.name_len,
				     section.name, section.name_len ? "" : "?");
		n += sprintf(shown + n, "%.*s", (int)section.len, section.text);
	}
	return shown;
}

TEST(a_file_without_entries_is_all_common)
{
	assert_string_equal(sections(""), "");
	assert_string_equal(sections("mem=1G\nhelp"), "mem=1G\nhelp");
	assert_string_equal(sections("save=[a]"), "save=[a]");
}

TEST(a_line_that_starts_with_a_bracket_starts_an_entry)
{
	assert_string_equal(sections("a\n[x]\nb\n[y]\nc"), "a\n|x:b\n|y:c");
	assert_string_equal(sections("[x]"), "|x:");
	assert_string_equal(sections("[x]\n[y]\n"), "|x:|y:");
	assert_string_equal(sections(" \t[x]\r\nb\r\n"), "|x:b\r\n");
	assert_string_equal(sections("a [x]\n"), "a [x]\n");
	assert_string_equal(sections("# [x]\n"), "# [x]\n");
}

TEST(a_comment_may_follow_a_name)
{
	assert_string_equal(sections("[x]  # the first\nb"), "|x:b");
	assert_string_equal(sections("[x]#y\nb"), "|x:b");
}

TEST(a_quote_and_what_follows_the_end_mark_end_with_their_section)
{
	assert_string_equal(sections("-- quiet\n[x]\nsave=\"a\n[y]\nb"),
			    "-- quiet\n|x:save=\"a\n|y:b");
}

TEST(a_name_is_1_to_32_printable_characters)
{
	assert_string_equal(sections("[a b~!]\n"), "|a b~!:");
	assert_string_equal(sections("[0123456789abcdef0123456789abcdef]"),
			    "|0123456789abcdef0123456789abcdef:");
	assert_string_equal(sections("[0123456789abcdef0123456789abcdefg]"),
			    "|?:");
	assert_string_equal(sections("[0123456789abcdef0123456789abcdefgh]"),
			    "|?:");
	assert_string_equal(sections("[]"), "|?:");
	assert_string_equal(sections("["), "|?:");
	assert_string_equal(sections("[x"), "|?:");
	assert_string_equal(sections("[x\n]"), "|?:]");
	assert_string_equal(sections("[x\ty]"), "|?:");
	assert_string_equal(sections("[\xc3\xa4]"), "|?:");
	assert_string_equal(sections("[x\x7f]"), "|?:");
	assert_string_equal(sections("[x] y\nb"), "|?:b");
	assert_string_equal(sections("[x]]"), "|?:");
	assert_string_equal(sections("[\tx]"), "|?:");
}

TEST(an_entry_is_found_by_its_name_and_by_its_number)
{
	struct section entry;

	given_file("a\n[x]\nb\n[xy]\nc\n[x]\nd");
	assert_true(section_find(&entry, &file, "xy", 2));
	assert_int_equal(entry.number, 2);
	assert_true(section_find(&entry, &file, "x", 1));
	assert_int_equal(entry.number, 1);
	assert_false(section_find(&entry, &file, "y", 1));
	assert_false(section_find(&entry, &file, "X", 1));
	assert_false(section_find(&entry, &file, "", 0));
	assert_true(section_numbered(&entry, &file, 3));
	assert_int_equal(entry.text[0], 'd');
	assert_true(section_numbered(&entry, &file, 0));
	assert_int_equal(entry.len, 2);
	assert_false(section_numbered(&entry, &file, 4));
}

TEST(lines_are_counted_from_1)
{
	given_file("a\nb\n[x]\nc");
	assert_int_equal(section_line(&file, file.text), 1);
	assert_int_equal(section_line(&file, file.text + 1), 1);
	assert_int_equal(section_line(&file, file.text + 2), 2);
	assert_int_equal(section_line(&file, file.text + file.len), 4);
}

TEST(names_are_printed_with_their_numbers)
{
	char room[64];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	given_file("a");
	sections_print(&out, &file, ", ");
	assert_string_equal(room, "");
	given_file("[x y]\n\n[z]");
	sections_print(&out, &file, ", ");
	assert_string_equal(room, "1 x y, 2 z");
}
