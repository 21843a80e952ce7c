/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

#include "efi/config/load_options.h"

/* The text, "junk" or "nothing". The bytes end with an allocation. */
static const char *load_options(const void *bytes, size_t size)
{
	static char result[512];
	char *copy = malloc(size ? size : 1),
	     *text = malloc(load_options_room(size));
	size_t len = 0;
	enum decode found;

	memcpy(copy, bytes, size);
	found = load_options_decode(text, &len, copy, size);
	assert_true(len < load_options_room(size));
	memcpy(result, text, len);
	result[len] = '\0';
	free(copy);
	free(text);
	return found == DECODE_TEXT   ? result
	       : found == DECODE_JUNK ? "junk"
				      : "nothing";
}

#define expect(bytes, text) \
	assert_string_equal(load_options(bytes, sizeof(bytes)), text)

TEST(utf16_with_its_nul_is_text)
{
	expect(u"mem=1G format=json", "mem=1G format=json");
	expect(u"save=\"T\u00e9st \U0001f600\"\r\n\t",
	       "save=\"T\u00e9st \U0001f600\"\r\n\t");
}

TEST(the_nul_may_be_missing_and_a_byte_left_over)
{
	assert_string_equal(load_options(u"mem=1G", 12), "mem=1G");
	assert_string_equal(load_options(u"mem=1G", 11), "mem=1");
	assert_string_equal(load_options(u"mem=1G", 13), "mem=1G");
}

TEST(text_after_a_nul_is_ignored)
{
	expect(u"mem=1G\0\1\2", "mem=1G");
}

TEST(nuls_only_are_not_text)
{
	expect(u"", "nothing");
	expect(u"\0\0\0", "nothing");
	assert_string_equal(load_options("", 0), "nothing");
	assert_string_equal(load_options("", 1), "nothing");
}

TEST(eight_bit_text_is_text)
{
	/* efibootmgr without --unicode, with and without a NUL */
	assert_string_equal(load_options("mem=1G", 6), "mem=1G");
	assert_string_equal(load_options("mem=1G", 7), "mem=1G");
	assert_string_equal(load_options("help", 4), "help");
	assert_string_equal(load_options("mem=2G\0\0\0", 9), "mem=2G");
}

TEST(binary_load_options_are_junk)
{
	/* A whole EFI_LOAD_OPTION (Dell), the block of Windows, a GUID (EDK2)
	 */
	static const char dell[] = "\1\0\0\0\x3c\0B\0o\0o\0t\0\0\0\4\1",
			  windows[] = "WINDOWS\0\1\0\0\0\x88\0\0\0x\0",
			  guid[] = "\x4e\xac\x08\x81\x11\x9f\x59\x4d\x85\x0e"
				   "\xe2\x1a\x52\x2c\x59\xb2";

	expect(dell, "junk");
	expect(windows, "junk");
	expect(guid, "junk");
	expect(u"\0\1abc", "junk");
	expect(u"\u4957mem=1G", "junk");
}

TEST(control_characters_and_half_pairs_are_junk)
{
	static const uint16_t high[] = { 'a', 0xd83d, 0 },
			      low[] = { 'a', 0xde00, 'b', 0 },
			      high_letter[] = { 'a', 0xd83d, 'b', 0 };

	expect(u"mem=1G\33[2J", "junk");
	expect(u"mem\177", "junk");
	expect(u"mem\205", "junk");
	expect(u"mem\uffff", "junk");
	expect(high, "junk");
	expect(low, "junk");
	expect(high_letter, "junk");
}

static const char *file(const void *bytes, size_t size)
{
	static char result[512];
	char *text = malloc(load_options_room(size));
	size_t len = load_options_file(text, bytes, size);

	assert_true(len < load_options_room(size));
	memcpy(result, text, len);
	result[len] = '\0';
	free(text);
	return result;
}

TEST(a_file_may_be_utf8_or_utf16_with_a_mark)
{
	assert_string_equal(file("mem=1G\n", 7), "mem=1G\n");
	assert_string_equal(file("\xef\xbb\xbfmem=1G\n", 10), "mem=1G\n");
	assert_string_equal(file(u"\ufeffmem=1G\r\n\u00e4", 20),
			    "mem=1G\r\n\u00e4");
	assert_string_equal(file(u"\ufeffmem", 7), "me");
	assert_string_equal(file("", 0), "");
	assert_string_equal(file("\xef\xbb", 2), "\xef\xbb");
	assert_string_equal(file("\xff\xfe", 2), "");
}

/* The remaining words, each followed by a blank. */
static const char *dropped(const char *line, bool from_shell)
{
	static char text[128], result[128];
	const char *word = NULL;
	struct words words;

	strcpy(text, line);
	assert_int_equal(words_split(&words, text, strlen(text), 0), 0);
	load_options_drop_name(&words, from_shell);
	result[0] = '\0';
	while ((word = words_next(&words, word))) {
		strcat(result, word);
		strcat(result, " ");
	}
	return result;
}

TEST(the_name_of_the_program_is_dropped)
{
	assert_string_equal(dropped("memblock.efi mem=1G", false), "mem=1G ");
	assert_string_equal(dropped("\"fs0:\\a b\\M.EFI\" help", false),
			    "help ");
	assert_string_equal(dropped("x.Efi", false), "");
	assert_string_equal(dropped("memblock mem=1G help", true),
			    "mem=1G help ");
	assert_string_equal(dropped("memblock", true), "");
	assert_string_equal(dropped("", true), "");
}

TEST(a_first_word_that_is_an_option_is_kept)
{
	assert_string_equal(dropped("mem=1G x.efi", false), "mem=1G x.efi ");
	assert_string_equal(dropped("save=x.efi", false), "save=x.efi ");
	assert_string_equal(dropped("efi", false), "efi ");
	assert_string_equal(dropped("x\x0e"
				    "efi",
				    false),
			    "x\x0e"
			    "efi ");
	assert_string_equal(dropped("", false), "");
}
