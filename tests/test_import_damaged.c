/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Captured files of each format, damaged in one place after another: a word is
 * not a number, is 0, is a number that is too large, or the line ends there.
 * The result is a sound map, or a sentence that says what is wrong.
 */
#include "tests/lib/test.h"

#include <ctype.h>
#include <glob.h>
#include <stdlib.h>

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

/* Lines of a file of different shapes. */
#define SHAPES 256

static char damaged[1 << 16];
static const char *path;

static void expect_map_or_sentence(void)
{
	const char *messages = parsed_messages();
	size_t len = strlen(messages);

	if (parse_result != IMPORT_FAILED &&
	    efimap_check(&parsed.capture.map) != EFIMAP_GOOD)
		fail_msg("%s: not a sound map of:\n%s", path, damaged);
	if (parse_result != IMPORT_GOOD && len == 0)
		fail_msg("%s: nothing is said about:\n%s", path, damaged);
	if (len > 0 && messages[len - 1] != '\n')
		fail_msg("%s: the sentence has no end: %s", path, messages);
}

/* Replaces [at, at + len) of text by a word. */
static void read_with(const char *text, size_t size, size_t at, size_t len,
		      const char *word)
{
	size_t more = strlen(word), rest = size - at - len;

	memcpy(damaged, text, at);
	memcpy(damaged + at, word, more);
	memcpy(damaged + at + more, text + at + len, rest);
	damaged[at + more + rest] = '\0';
	parse_bytes(damaged, at + more + rest);
	expect_map_or_sentence();
}

static bool is_part(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static void damage_word(const char *text, size_t size, size_t at, size_t len)
{
	static const char *const words[] = { "zz", "0", "ffffffffffffffff" };
	size_t end = at + strcspn(text + at, "\n");

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		read_with(text, size, at, len, words[i]);
	read_with(text, size, at + len, end - at - len, "");
}

static void damage_line(const char *text, size_t size, size_t at, size_t end)
{
	while (at < end) {
		size_t len = 0;

		while (at + len < end && is_part(text[at + len]))
			len++;
		if (len > 0)
			damage_word(text, size, at, len);
		else if (text[at] != ' ')
			read_with(text, size, at, 1, "");
		at += len ? len : 1;
	}
}

/* Of a line: its signs, and whether there is a word. */
static uint32_t shape_of(const char *at, size_t len)
{
	uint32_t shape = 1;

	for (size_t i = 0; i < len; i++) {
		char c = at[i];

		if (is_part(c) && i + 1 < len && is_part(at[i + 1]))
			continue;
		if (c == ' ' && i + 1 < len && at[i + 1] == ' ')
			continue;
		shape = shape * 31 + (is_part(c) ? 'w' : (unsigned char)c);
	}
	return shape;
}

static bool is_new(uint32_t *shapes, size_t *cnt, uint32_t shape)
{
	for (size_t i = 0; i < *cnt; i++)
		if (shapes[i] == shape)
			return false;
	if (*cnt < SHAPES)
		shapes[(*cnt)++] = shape;
	return true;
}

/* One line of each shape. */
static void damage(const char *text, size_t size)
{
	uint32_t shapes[SHAPES];
	size_t cnt = 0;

	for (size_t at = 0; at < size;) {
		size_t len = strcspn(text + at, "\n");

		if (is_new(shapes, &cnt, shape_of(text + at, len)))
			damage_line(text, size, at, at + len);
		at += len + 1;
	}
}

static void damage_files(const char *pattern)
{
	glob_t files;

	assert_int_equal(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		size_t size = 0;
		char *text;

		path = files.gl_pathv[i];
		text = read_whole(path, &size);
		assert_non_null(text);
		/* The same in UTF-16 is slow. */
		if (!strstr(path, "utf16"))
			damage(text, size);
		free(text);
	}
	globfree(&files);
}

TEST(a_damaged_word_makes_a_sound_map_or_a_sentence)
{
	damage_files("tests/maps/*");
}

TEST(so_it_does_in_files_of_our_own)
{
	damage_files("tests/corpus/import/our-[clt]*");
	damage_files("tests/corpus/import/csv");
	damage_files("tests/corpus/import/log-facts");
	damage_files("tests/corpus/formats/freebsd-efi");
}

TEST(so_do_the_descriptors_of_a_report)
{
	static const char text[] =
		"memblock.efi 0.1: the firmware's memory map as memblock sets\n"
		"Map       4 descriptors of 48 bytes, version 1, from x\n"
		"Rules     linux-x86\n\n"
		"Descriptors as the firmware lists them\n"
		"  #0   0x0000000000100000-0x00000000001fffff     1 MiB  "
		"LoaderData MR HP\n"
		"  #1   0x0000000000000000-0x0000000000000fff     4 KiB  "
		"ConventionalMemory\n"
		"  #2   0x0000000000001000, 0 pages: skipped; "
		"RuntimeServicesData RUN\n"
		"  #3   0x0000000000002000-0x0000000000003fff  8192 bytes  "
		"OEM 0x80000001\n";

	path = "descriptors";
	damage(text, strlen(text));
}

/* A map of another version could not be converted, and gaps of the others are
 * said as well. */
TEST(what_is_lost_is_said)
{
	parse("memblock.efi 0.1: the firmware's memory map as memblock sets\n"
	      "Map       1 descriptors of 48 bytes, version 0, from x\n"
	      "Rules     linux-x86\n"
	      "memory: RAM that the kernel may manage\n"
	      "  0x0000000000100000-0x00000000004fffff      4 MiB\n");
	assert_int_equal(parse_result, IMPORT_PARTLY);
	assert_non_null(strstr(parsed_messages(),
			       "expected descriptors of 40 bytes or more, "
			       "version 1"));
	parse("<6>MMap[0]: 0x0 - 0x9ffff len=655360, type=7, attr=0xf\n"
	      "<6>MMap[2]: 0x100000 - 0x1fffff len=1048576, type=7, "
	      "attr=0xf\n");
	expect_messages("map:2: note: rows before this one are missing\n");
}
