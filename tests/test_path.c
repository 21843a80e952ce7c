/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

#include "core/text/utf16.h"
#include "efi/uefi/path.h"

/* The path as UTF-8, or the fault as a number. */
static const char *from_user(const char *user)
{
	static char text[1024];
	uint16_t path[PATH_MAX_UNITS];
	enum path_fault fault = path_from_user(path, user);
	size_t len = 0;

	if (fault != PATH_GOOD) {
		text[0] = (char)('0' + fault);
		text[1] = '\0';
		return text;
	}
	while (path[len])
		len++;
	text[utf16_to_utf8(text, sizeof(text), path, len)] = '\0';
	return text;
}

static void expect_fault(const char *user, enum path_fault fault)
{
	char text[] = { (char)('0' + fault), '\0' };

	assert_string_equal(from_user(user), text);
	assert_true(strlen(path_fault_text(fault)) > 10);
}

TEST(any_separator_starts_at_the_root)
{
	assert_string_equal(from_user("map.txt"), "\\map.txt");
	assert_string_equal(from_user("\\map.txt"), "\\map.txt");
	assert_string_equal(from_user("/EFI/x/map.txt"), "\\EFI\\x\\map.txt");
	assert_string_equal(from_user("EFI/a b"), "\\EFI\\a b");
	assert_string_equal(from_user("/T\u00e9st/\U0001f600"),
			    "\\T\u00e9st\\\U0001f600");
	assert_string_equal(from_user("..."), "\\...");
	assert_string_equal(from_user(".a/b."), "\\.a\\b.");
}

TEST(a_path_without_a_file_is_refused)
{
	expect_fault("", PATH_EMPTY);
	expect_fault("/", PATH_EMPTY);
	expect_fault("EFI\\", PATH_EMPTY);
}

TEST(names_invalid_on_fat_are_refused)
{
	expect_fault("fs0:\\map.txt", PATH_VOLUME);
	expect_fault("map?.txt", PATH_CHARACTER);
	expect_fault("a|b", PATH_CHARACTER);
	expect_fault("a\tb", PATH_CHARACTER);
	expect_fault("../map.txt", PATH_DOTS);
	expect_fault("a/./map.txt", PATH_DOTS);
	expect_fault("..", PATH_DOTS);
}

TEST(the_longest_path_fits_and_one_more_does_not)
{
	char user[PATH_MAX_UNITS + 10];

	memset(user, 'x', sizeof(user));
	user[PATH_MAX_UNITS - 2] = '\0';
	assert_int_equal(strlen(from_user(user)), PATH_MAX_UNITS - 1);
	user[PATH_MAX_UNITS - 2] = 'x';
	user[PATH_MAX_UNITS - 1] = '\0';
	expect_fault(user, PATH_LONG);
}

TEST(a_sibling_file_has_the_same_folder)
{
	uint16_t path[PATH_MAX_UNITS], full[PATH_MAX_UNITS];

	assert_true(path_beside(path, u"\\EFI\\BOOT\\BOOTX64.EFI", "a.cfg"));
	assert_true(path_equal(path, u"\\EFI\\BOOT\\a.cfg"));
	assert_true(path_beside(path, u"\\", "a.cfg"));
	assert_true(path_equal(path, u"\\a.cfg"));
	assert_true(path_beside(path, path, "b"));
	assert_true(path_equal(path, u"\\b"));
	for (size_t i = 0; i < PATH_MAX_UNITS - 1; i++)
		full[i] = 'x';
	full[PATH_MAX_UNITS - 3] = '\\';
	full[PATH_MAX_UNITS - 1] = 0;
	assert_true(path_beside(path, full, "a"));
	assert_false(path_beside(path, full, "ab"));
}

TEST(names_compare_as_on_fat)
{
	assert_true(path_equal(u"Memblock.NEW", u"memblock.new"));
	assert_false(path_equal(u"memblock.new", u"memblock.ne"));
	assert_false(path_equal(u"a", u"{"));
	assert_true(path_equal(path_name(u"\\a/b\\c"), u"c"));
	assert_true(path_equal(path_name(u"c"), u"c"));
}
