/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The lists of struct options, in space that the caller gives.
 */
#include "core/base/cstring.h"
#include "core/options/reader.h"

/* Upper limits of elements and characters: any word may be wrong or void. */
struct counts {
	size_t edits, words, modules, reserve_mems, text;
};

static size_t count_commas(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += *text == ',';
	return n;
}

static void count_word(struct counts *counts, const char *word)
{
	if (word_value(word, "mem") || word_value(word, "memmap")) {
		counts->edits += 1 + count_commas(word);
		counts->words++;
	} else if (word_value(word, "module")) {
		counts->modules++;
		counts->text += str_len(word); /* more than a path and a NUL */
	} else if (word_value(word, "reserve_mem")) {
		counts->reserve_mems++;
	}
}

static struct counts count_all(const struct option_source *sources,
			       size_t count)
{
	struct counts counts = { 0 };

	for (size_t i = 0; i < count; i++) {
		const char *word = NULL;

		while ((word = words_next(&sources[i].words, word)) != NULL)
			count_word(&counts, word);
	}
	return counts;
}

static size_t space_for(const struct counts *counts)
{
	return counts->edits * sizeof(struct e820_edit) +
	       counts->words * sizeof(struct report_word) +
	       counts->modules * sizeof(struct option_module) +
	       counts->reserve_mems * sizeof(struct option_reserve_mem) +
	       counts->text;
}

size_t options_space(const struct option_source *sources, size_t count)
{
	const struct counts counts = count_all(sources, count);

	return space_for(&counts);
}

void option_lists_cut(struct reader *reader,
		      const struct option_source *sources, size_t count,
		      void *space, size_t len)
{
	const struct counts counts = count_all(sources, count);

	reader->has_room = len >= space_for(&counts);
	if (!reader->has_room || space_for(&counts) == 0)
		return;
	/* In the order of their alignment. */
	reader->edits = space;
	reader->reserve_mems = (void *)(reader->edits + counts.edits);
	reader->words = (void *)(reader->reserve_mems + counts.reserve_mems);
	reader->modules = (void *)(reader->words + counts.words);
	reader->text = (void *)(reader->modules + counts.modules);
	reader->options->settings.edits = reader->edits;
	reader->options->report.edits = reader->words;
	reader->options->modules = reader->modules;
	reader->options->reserve_mems = reader->reserve_mems;
}

void option_add_edit(struct reader *reader, const struct e820_edit *edit)
{
	if (reader->has_room)
		reader->edits[reader->options->settings.edit_cnt++] = *edit;
}

void option_add_word(struct reader *reader)
{
	if (reader->has_room)
		reader->words[reader->options->report.edit_cnt++] =
			reader->word;
}

void option_add_module(struct reader *reader, const char *path, size_t path_len,
		       const char *name)
{
	if (!reader->has_room)
		return;
	reader->modules[reader->options->module_cnt++] = (struct option_module){
		.path = reader->text,
		.name = name,
	};
	memcpy(reader->text, path, path_len);
	reader->text += path_len;
	*reader->text++ = '\0';
}

void option_add_reserve_mem(struct reader *reader,
			    const struct option_reserve_mem *reserve_mem)
{
	if (reader->has_room)
		reader->reserve_mems[reader->options->reserve_mem_cnt++] =
			*reserve_mem;
}
