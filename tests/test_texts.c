/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/texts: the texts that memblock.efi has compressed. */
#include "tests/lib/test.h"

#include "core/lint/strings.h"
#include "core/screen/explorer_internal.h"
#include "efi/texts/help.h"
#include "efi/texts/phrases.h"
#include "efi/texts/texts.h"
#include "tests/lib/fake_efi.h"

static struct firmware fw;

static TEST_STEP(set_up)
{
	fake_new();
	assert_status(fw_open(&fw, &fake->image_handle, &fake->system),
		      FW_SUCCESS);
	texts_open(&fw);
	return 0;
}

static TEST_STEP(tear_down)
{
	texts_close();
	return fake_end(state);
}

FIXTURE(set_up, tear_down);

TEST(texts_are_those_of_the_host_program)
{
	assert_memory_equal(texts_at(0), lint_string(0),
			    sizeof(struct lint_strings));
	assert_string_equal(texts_at(sizeof(struct lint_strings)),
			    explorer_help());
}

/* The text that follows the one at *at. */
static const char *next_text(const char **at)
{
	*at += strlen(*at) + 1;
	return *at;
}

TEST(help_and_phrases_follow_them)
{
	static char room[8192];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));
	const char *at = texts_at(sizeof(struct lint_strings));

	help_print(&out);
	assert_true(buffer.need < sizeof(room));
	assert_string_equal(next_text(&at), room);
#define PHRASES(function, type, count)                                 \
	for (int i = 0; i < (int)(count); i++) {                       \
		const char *text = function((type)i);                  \
		assert_string_equal(next_text(&at), text ? text : ""); \
	}
#include "efi/texts/phrases.def"
#undef PHRASES
}

TEST(memory_is_taken_when_a_text_is_needed_and_given_back)
{
	assert_int_equal(fake->page_ranges, 0);
	texts_at(0);
	texts_at(1);
	assert_int_equal(fake->page_ranges, 1);
	texts_close();
	assert_int_equal(fake->page_ranges, 0);
	texts_close();
	assert_int_equal(fake->page_ranges, 0);
}

TEST(without_memory_texts_are_empty)
{
	fake->page_limit = 1;
	for (int i = 0; i < 5; i++)
		assert_int_equal(texts_at(0)[i], '\0');
	assert_string_equal(texts_at(10000), "");
}
