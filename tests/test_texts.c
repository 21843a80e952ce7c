/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/texts: the texts that memblock.efi has compressed. */
#include "tests/lib/test.h"

#include "core/lint/strings.h"
#include "core/options/option_table.h"
#include "core/screen/explorer_internal.h"
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
	size_t at = sizeof(struct lint_strings);

	assert_memory_equal(texts_at(0), lint_string(0),
			    sizeof(struct lint_strings));
	assert_string_equal(texts_at(at), explorer_help());
	at += strlen(explorer_help()) + 1;
	for (const struct option *o = option_table; o->name; o++) {
		assert_string_equal(texts_at(at), option_help(o));
		at += strlen(option_help(o)) + 1;
	}
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
	for (const struct option *o = option_table; o->name; o++)
		assert_int_equal(texts_at(0)[2 + o - option_table], '\0');
	assert_string_equal(texts_at(10000), "");
}
