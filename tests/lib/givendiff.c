/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givendiff.h"

#include <stdlib.h>

#include "core/report/report_diff.h"
#include "tests/lib/giventext.h"

struct taken sides[2];

void given_side(int side, const char *words)
{
	taken_free(&sides[side]);
	if (convert_words(NULL, words) != CORE_OK)
		bad_text(words);
	take_conversion(&sides[side]);
}

void given_maps_with(const char *before, const char *before_options,
		     const char *after, const char *after_options)
{
	given_map(before);
	given_side(0, before_options);
	given_map(after);
	given_side(1, after_options);
}

void given_maps(const char *before, const char *after)
{
	given_maps_with(before, "", after, "");
}

const struct diff *diff_now(enum diff_level level)
{
	static struct diff found;
	static void *space;
	size_t len = diff_space(&sides[0].conversion, &sides[1].conversion);

	free(space);
	space = malloc(len);
	if (diff(&found, &sides[0].conversion, &sides[1].conversion, level,
		 space, len) != CORE_OK)
		abort();
	return &found;
}

static void print_ranges(const struct sink *out, const struct diff *diff,
			 const struct diff_change *change, int side)
{
	for (size_t i = 0; i < change->cnt[side]; i++) {
		struct range range = diff->sides[side]
					     .entries[change->first[side] + i]
					     .range;

		print(out, " %jx-%jx", (uintmax_t)range.base,
		      (uintmax_t)range_end(range));
	}
}

static void print_change(const struct sink *out, const struct diff *diff,
			 const struct diff_change *change)
{
	int side = change->cnt[0] > 0 ? 0 : 1;
	const struct diff_entry *entry =
		&diff->sides[side].entries[change->first[side]];

	print(out, "%s ", diff_what_name(change->what));
	if (change->what == DIFF_ATTRIBUTES) {
		print(out, "%s %jx-%jx %jx > %jx",
		      efi_type_name(change->class.number),
		      (uintmax_t)change->range.base,
		      (uintmax_t)range_end(change->range),
		      (uintmax_t)change->attributes[0],
		      (uintmax_t)change->attributes[1]);
		return;
	}
	print_diff_class(out, change->class, entry->name);
	print_ranges(out, diff, change, 0);
	print_str(out, " >");
	print_ranges(out, diff, change, 1);
}

const char *text_of_changes(enum diff_level level)
{
	static char text[8192];
	const struct diff *found = diff_now(level);
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	for (size_t i = 0; i < found->cnt; i++) {
		print_str(&out, i > 0 ? "\n" : "");
		print_change(&out, found, &found->changes[i]);
	}
	return text;
}

const struct hibernation *hibernation_now(int side, enum e820_maker maker)
{
	static struct hibernation facts[2];
	static void *spaces[2];
	const struct conversion *from = &sides[side].conversion;
	size_t len = hibernation_space(from);

	free(spaces[side]);
	spaces[side] = malloc(len ? len : 1);
	if (hibernation_facts(&facts[side], from, maker, spaces[side], len) !=
	    CORE_OK)
		abort();
	return &facts[side];
}
