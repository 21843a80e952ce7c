/* SPDX-License-Identifier: BSD-2-Clause */
/* What the readers of text have in common: cursors, rows, sides. */
#include "tests/lib/test.h"

#include "core/memblock/set.h"
#include "tools/clean/clean.h"
#include "tools/import/import.h"
#include "tools/import/maps.h"
#include "tools/import/sides.h"

/* --- cursors ------------------------------------------------------------- */

static const char *text_of(struct cursor c)
{
	static char room[128];

	assert_true(cursor_copy(room, sizeof(room), c));
	return room;
}

TEST(a_field_ends_at_the_first_of_the_characters)
{
	struct cursor c = cursor_of(" a b ;c|d"), field;

	assert_true(cursor_until(&c, "|;", &field));
	assert_string_equal(text_of(field), "a b");
	assert_string_equal(text_of(c), ";c|d");
	assert_true(cursor_until(&c, "|", &field));
	assert_string_equal(text_of(field), ";c");
	c.at++;
	assert_false(cursor_until(&c, "|;", &field));
	assert_string_equal(text_of(c), "d");
}

TEST(a_nul_in_a_line_ends_no_field)
{
	struct cursor c = { "a\0b,", NULL }, field;

	c.end = c.at + 4;
	assert_true(cursor_until(&c, ";,", &field));
	assert_int_equal(cursor_left(&field), 3);
}

TEST(a_number_of_16_digits_has_no_other_length)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
		{ "0x0123456789abcdef", true },
		{ "0123456789ABCDEF", true },
		{ "0x123456789abcdef", false },
		{ "0x00123456789abcdef", false },
		{ "0123456789abcdeg", false },
		{ "", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct cursor c = cursor_of(cases[i].text);
		uint64_t number;

		assert_int_equal(cursor_hex16(&c, &number), cases[i].is);
		assert_int_equal(cursor_left(&c) == 0,
				 cases[i].is || !*cases[i].text);
	}
}

/* --- rows ---------------------------------------------------------------- */

TEST(rows_are_equal_when_all_that_they_say_is)
{
	const struct row one = {
		.desc = { 7, 0, 0x1000, 0, 0x10, 8 },
		.first = 0x1000,
		.last = 0x10fff,
	};
	struct row other = one;

	assert_true(rows_equal(&one, &other));
	other.node = 3;
	assert_true(rows_equal(&one, &other));
#define DIFFERS(field) \
	other = one;   \
	other.field++; \
	assert_false(rows_equal(&one, &other))
	DIFFERS(desc.type);
	DIFFERS(desc.phys_addr);
	DIFFERS(desc.num_pages);
	DIFFERS(desc.attribute);
	DIFFERS(first);
	DIFFERS(last);
	DIFFERS(kind);
#undef DIFFERS
}

TEST(flags_are_names_or_a_number_of_32_bits)
{
	static const struct {
		const char *text;
		bool known;
		uint32_t flags;
	} cases[] = {
		{ "0x4", true, 4 },
		{ "0", true, 0 },
		{ "NOMAP", true, MEMBLOCK_NOMAP },
		{ "HOTPLUG|MIRROR", true, MEMBLOCK_HOTPLUG | MEMBLOCK_MIRROR },
		{ "0xffffffff", true, UINT32_MAX },
		{ "0x100000000", false, 0 },
		{ "4x", false, 0 },
		{ "0x", false, 0 },
		{ "", false, 0 },
		{ "/", false, 0 },
		{ ":", false, 0 },
		{ "NOMA", false, 0 },
		{ "MIRROR|", false, 0 },
		{ "x|MIRROR", false, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint32_t flags;

		assert_int_equal(import_flags(cursor_of(cases[i].text), &flags),
				 cases[i].known);
		if (cases[i].known)
			assert_int_equal(flags, cases[i].flags);
	}
}

TEST(a_node_that_no_kernel_has_is_not_entered)
{
	struct row row = { 0 };

	assert_false(import_node(&row, UINT32_MAX));
	assert_int_equal(row.node, 0);
	assert_true(import_node(&row, UINT32_MAX - 1));
	assert_int_equal(row.node, UINT32_MAX);
}

static void take_firmware(struct import *import, const char *text)
{
	const struct line line = { .text = cursor_of(text) };

	memset(import, 0, sizeof(*import));
	import_firmware_line(import, &line);
}

TEST(the_line_of_the_firmware_states_revision_and_vendor)
{
	static const char *const others[] = {
		"efi: EFI v2.70",         "efi: EFI v2",
		"efi: EFI vx.1 by A",     "efi: EFI v2.x by A",
		"EFI v2.70 by A",         "efi: EFI v65536.0 by A",
		"efi: EFI v2.65536 by A",
	};
	static struct import import;

	take_firmware(&import, "efi: EFI v2.70 by A\tB\x7f");
	assert_int_equal(import.map.capture.uefi_revision, 2 << 16 | 70);
	assert_string_equal(import.map.capture.vendor, "A?B?");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		take_firmware(&import, others[i]);
		assert_int_equal(import.map.capture.uefi_revision, 0);
		assert_string_equal(import.map.capture.vendor, "");
	}
}

TEST(the_vendor_of_the_firmware_is_cut_to_its_room)
{
	static struct import import;
	char text[400];

	memset(text, 'v', sizeof(text));
	memcpy(text, "efi: EFI v2.70 by ", 18);
	text[sizeof(text) - 1] = '\0';
	take_firmware(&import, text);
	assert_int_equal(strlen(import.map.capture.vendor),
			 sizeof(import.map.capture.vendor) - 1);
}

/* --- sides --------------------------------------------------------------- */

static struct sides sides;

static void add(const char *text)
{
	sides_add(&sides, cursor_of(text), cursor_of(text));
}

static TEST_STEP(no_sides)
{
	memset(&sides, 0, sizeof(sides));
	return 0;
}

FIXTURE(no_sides, NULL);

TEST(a_mark_of_diff_is_followed_by_a_blank_or_begins_a_row)
{
	static const struct {
		const char *text;
		size_t *counts;
	} cases[] = {
		{ "+row", &sides.plus },     { "-row", &sides.minus },
		{ "< row", &sides.less },    { "> row", &sides.greater },
		{ "! row", &sides.changed }, { "<row", &sides.plain },
		{ ">", &sides.plain },       { "<", &sides.plain },
		{ "!", &sides.plain },       { "!row", &sides.plain },
		{ "", &sides.plain },        { " row", &sides.plain },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		no_sides(NULL);
		add(cases[i].text);
		assert_int_equal(*cases[i].counts, 1);
	}
}

TEST(the_name_of_a_file_ends_at_a_colon_that_a_row_follows)
{
	static const struct {
		const char *text, *name;
	} cases[] = {
		{ "a.log:row", "a.log" },
		{ "C:\\a.log:row", "C:\\a.log" },
		{ "c:row", "c" },
		{ "C:\\a", NULL },
		{ "a.log: row", NULL },
		{ "a.log:\trow", NULL },
		{ "a.log:", NULL },
		{ "a.log", NULL },
		{ ":row", NULL },
		{ "12:row", NULL },
		{ "a b:row", NULL },
		{ "a\tb:row", NULL },
		{ "[1]:row", NULL },
		{ "2024-01-01T10:row", NULL },
		{ "2024-01-x:row", "2024-01-x" },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		no_sides(NULL);
		add(cases[i].text);
		assert_int_equal(sides.name_cnt, cases[i].name != NULL);
		if (cases[i].name)
			assert_string_equal(sides.names[0], cases[i].name);
	}
}

TEST(names_beyond_the_room_for_them_are_not_kept)
{
	char text[SIDE_NAME + 8];

	memset(text, 'n', SIDE_NAME);
	strcpy(text + SIDE_NAME, ":row");
	add(text);
	assert_int_equal(sides.name_cnt, 0);
	add(text + 1);
	assert_int_equal(sides.name_cnt, 1);
	for (char c = 'a'; c < 'a' + SIDE_NAMES; c++) {
		snprintf(text, sizeof(text), "%c:row", c);
		add(text);
		add(text);
	}
	assert_int_equal(sides.name_cnt, SIDE_NAMES);
}

TEST(marks_are_added_where_all_rows_have_some)
{
	struct sides other = { .minus = 2, .less = 1 };

	add("+row");
	sides_add_marks(&sides, &other);
	assert_int_equal(sides.minus, 2);
	other.plain = 1;
	sides_add_marks(&sides, &other);
	assert_int_equal(sides.minus, 2);
	other.plain = 0;
	add("row");
	sides_add_marks(&sides, &other);
	assert_int_equal(sides.minus, 2);
}

TEST(the_left_column_loses_all_marks_between_the_columns)
{
	assert_string_equal(text_of(sides_left(cursor_of("row  |\t<"))), "row");
	assert_string_equal(text_of(sides_left(cursor_of(" |\t<> "))), "");
}

TEST(only_a_comparison_has_sides)
{
	struct side side;

	assert_false(side_of(&side, &sides, "old"));
	add("! row");
	assert_false(side_of(&side, &sides, "old"));
	no_sides(NULL);
	add("< row");
	assert_true(side_of(&side, &sides, "old") && !side.second);
	assert_true(side_of(&side, &sides, "new") && side.second);
	assert_false(side_of(&side, &sides, "left"));
	no_sides(NULL);
	add("a:row");
	add("b:row");
	assert_true(side_of(&side, &sides, "b"));
	assert_false(side_of(&side, &sides, "c"));
}

static const char *line_of(struct side side, const char *line)
{
	struct cursor text = cursor_of(line);

	return side_line(&side, &text, text) ? text_of(text) : NULL;
}

TEST(a_line_belongs_to_its_side)
{
	const struct side old = { .comparison = COMPARISON_DIFF };
	const struct side new = { .comparison = COMPARISON_DIFF,
				  .second = true };
	const struct side right = { .comparison = COMPARISON_COLUMNS,
				    .second = true,
				    .column = 8 };
	const struct side left = { .comparison = COMPARISON_COLUMNS,
				   .column = 8 };
	const struct side file = { .comparison = COMPARISON_FILES,
				   .name = "a" };
	const struct side none = { .comparison = NO_COMPARISON };

	assert_string_equal(line_of(old, "-row"), "row");
	assert_string_equal(line_of(old, "< row"), " row");
	assert_null(line_of(old, "+row"));
	assert_null(line_of(old, "> row"));
	assert_string_equal(line_of(new, "+row"), "row");
	assert_null(line_of(new, "-row"));
	assert_null(line_of(new, "< row"));
	assert_string_equal(line_of(new, "row"), "row");
	assert_string_equal(line_of(old, ""), "");
	assert_string_equal(line_of(left, "row1   |row2"), "row1");
	assert_string_equal(line_of(right, "row1   |row2"), "row2");
	assert_null(line_of(right, "row1"));
	assert_string_equal(line_of(left, "row1"), "row1");
	assert_null(line_of(left, "\t \t \t row2"));
	assert_string_equal(line_of(right, "       row2"), "       row2");
	assert_null(line_of(left, "        "));
	assert_string_equal(line_of(file, "a:row"), "a:row");
	assert_null(line_of(file, "b:row"));
	assert_null(line_of(file, "row"));
	assert_string_equal(line_of(none, "row"), "row");
}

/* --- words that differ ---------------------------------------------------- */

static const char *words_side(const char *text, enum clean_words form,
			      bool second, const size_t *numbers)
{
	static char room[256];
	struct clean_text all;
	size_t n = 0, at = 0;

	room[0] = '\0';
	clean_words(&all, text, strlen(text), numbers, form, second);
	for (size_t i = 0; i < all.cnt; i++) {
		size_t len = strcspn(all.text + at, "\n");

		n += (size_t)snprintf(room + n, sizeof(room) - n, "%zu:%.*s\n",
				      all.numbers[i], (int)len, all.text + at);
		at += len + 1;
	}
	clean_free(&all);
	return room;
}

TEST(a_line_has_words_of_one_side_where_both_marks_enclose_a_letter)
{
	static const struct {
		const char *line;
		enum clean_words words;
	} cases[] = {
		{ "a [-b-] c", CLEAN_WORDS },    { "a {+b+}", CLEAN_WORDS },
		{ "[-1-]", CLEAN_WORDS },        { "~", CLEAN_WORDS_PORCELAIN },
		{ "~~", CLEAN_NO_WORDS },        { "a", CLEAN_NO_WORDS },
		{ "", CLEAN_NO_WORDS },          { "[-b", CLEAN_NO_WORDS },
		{ "[-b+}", CLEAN_NO_WORDS },     { "[---]", CLEAN_NO_WORDS },
		{ "[--]", CLEAN_NO_WORDS },      { "{+ +}", CLEAN_NO_WORDS },
		{ "[b-] {c+}", CLEAN_NO_WORDS }, { "[-", CLEAN_NO_WORDS },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(
			clean_words_in(cases[i].line, strlen(cases[i].line)),
			cases[i].words);
}

TEST(each_side_of_a_word_diff_has_its_own_words)
{
	static const size_t numbers[] = { 7, 8, 9 };
	const char *text = "a [-b-]{+c+} d\n\n[-gone-]\n";

	assert_string_equal(words_side(text, CLEAN_WORDS, false, NULL),
			    "1:a b d\n2:\n3:gone\n");
	assert_string_equal(words_side(text, CLEAN_WORDS, true, NULL),
			    "1:a c d\n2:\n");
	assert_string_equal(words_side(text, CLEAN_WORDS, false, numbers),
			    "7:a b d\n8:\n9:gone\n");
	assert_string_equal(words_side("{+c+}[-b-]", CLEAN_WORDS, false, NULL),
			    "1:b\n");
}

TEST(each_side_of_a_word_diff_by_lines_has_its_own_words)
{
	const char *text = "@@ -1 +1 @@\n a \n-b\n+c\n  d\n~\n\n+new\n~\n x";

	assert_string_equal(
		words_side(text, CLEAN_WORDS_PORCELAIN, false, NULL),
		"6:a b d\n10:x\n");
	assert_string_equal(words_side(text, CLEAN_WORDS_PORCELAIN, true, NULL),
			    "6:a c d\n9:new\n10:x\n");
}
