/* SPDX-License-Identifier: BSD-2-Clause */
/* ovmf/stick.cfg, the memblock.cfg of `make usb`: the file as it is, and each
 * of its samples without its #. */
#include "tests/lib/test.h"

#include <stdio.h>

#include "core/options/parse.h"
#include "core/options/sections.h"

static char file[4096];
static size_t file_len;

static TEST_STEP(read_file)
{
	FILE *in = fopen("ovmf/stick.cfg", "r");

	if (!in)
		return 1;
	file_len = fread(file, 1, sizeof(file) - 1, in);
	fclose(in);
	return 0;
}

/* The number of words, all of which are valid options; format and pause. */
static size_t parse(const char *text, size_t len, struct options *ret)
{
	static char copy[4096];
	static _Alignas(16) char space[1 << 16];
	struct option_source source = { .name = "memblock.cfg" };
	struct option_fault fault;
	const char *word = NULL;
	size_t count = 0;

	memcpy(copy, text, len);
	assert_int_equal(words_split(&source.words, copy, len, WORDS_COMMENTS),
			 0);
	assert_int_equal(options_parse(ret, &source, 1, PROFILE_LINUX_X86,
				       space, sizeof(space), &fault),
			 0);
	while ((word = words_next(&source.words, word)))
		count++;
	return count;
}

GROUP_FIXTURE(read_file, NULL);

TEST(the_file_as_it_is_waits_for_keys)
{
	struct options options;

	assert_int_equal(parse(file, file_len, &options), 2);
	assert_true(options.pause);
	assert_int_equal(options.exit, EXIT_WAIT);
}

TEST(each_sample_is_one_option_when_its_mark_is_removed)
{
	struct options options;
	size_t samples = 0;

	for (char *at = file; (at = strstr(at, "\n#")); at += 2) {
		if (at[2] < 'a' || at[2] > 'z')
			continue;
		at[1] = ' ';
		assert_int_equal(parse(file, file_len, &options), 3);
		at[1] = '#';
		samples++;
	}
	assert_int_equal(samples, 15);
}

TEST(the_sample_entries_are_entries_when_their_marks_are_removed)
{
	static const size_t words[] = { 3, 2, 1 };
	struct options options;
	struct section entry = { 0 };
	const struct sections all = { file, file_len };
	size_t count = 0;

	for (char *at = strstr(file, "\n#default"); at;
	     at = strstr(at + 1, "\n#"))
		at[1] = ' ';
	for (; section_next(&entry, &all); count++) {
		assert_int_equal(entry.number > 0, entry.name_len > 0);
		assert_int_equal(parse(entry.text, entry.len, &options),
				 words[entry.number]);
		assert_int_equal(options.fallback != NULL, entry.number == 0);
		assert_int_equal(options.kernel != NULL, entry.number > 0);
	}
	assert_int_equal(count, 3);
}
