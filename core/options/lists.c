/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The lists of struct options, in space that the caller gives.
 */
#include "core/options/reader.h"

/* An upper limit for all lists, and for their text. */
struct limits {
	size_t elements; /* words, and the commas between edits */
	size_t text;     /* bytes */
};

static struct limits limits_of(const struct option_source *sources,
			       size_t count)
{
	struct limits limits = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct words *words = &sources[i].words;

		for (const char *at = words->first; at < words->end; at++) {
			limits.elements += *at == '\0' || *at == ',';
			limits.text++;
		}
	}
	return limits;
}

static size_t space_for(const struct limits *limits)
{
	return limits->elements * (sizeof(struct e820_edit) +
				   sizeof(struct option_reserve_mem) +
				   sizeof(struct report_word) +
				   sizeof(struct option_module)) +
	       2 * limits->text; /* a path, and a name that is its end */
}

size_t options_space(const struct option_source *sources, size_t count)
{
	const struct limits limits = limits_of(sources, count);

	return space_for(&limits);
}

void option_lists_cut(struct reader *reader,
		      const struct option_source *sources, size_t count,
		      void *space, size_t len)
{
	const struct limits limits = limits_of(sources, count);
	struct options *options = reader->options;

	reader->has_room = len >= space_for(&limits);
	if (!reader->has_room || limits.elements == 0)
		return;
	/* In the order of their alignment. */
	reader->edits = space;
	reader->reserve_mems = (void *)(reader->edits + limits.elements);
	reader->words = (void *)(reader->reserve_mems + limits.elements);
	reader->modules = (void *)(reader->words + limits.elements);
	reader->text = (void *)(reader->modules + limits.elements);
	options->settings.edits = reader->edits;
	options->report.edits = reader->words;
	options->modules = reader->modules;
	options->reserve_mems = reader->reserve_mems;
}
