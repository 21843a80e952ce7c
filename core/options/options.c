/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading the options: which words count, and in which order. One table says
 * which words there are, core/options/value.c what each does.
 */
#include "core/options/options.h"

#include "core/base/cstring.h"
#include "core/options/value.h"

/* Where the name of a word ends: at its = or at its end. */
static size_t name_length(const char *word)
{
	size_t n = 0;

	while (word[n] != '\0' && word[n] != '=')
		n++;
	return n;
}

static bool same_name(const char *a, const char *b)
{
	size_t n = name_length(a);

	return n == name_length(b) && memcmp(a, b, n) == 0;
}

static bool has_name(const struct words *words, const char *like)
{
	const char *word = NULL;

	while ((word = words_next(words, word)) != NULL) {
		if (same_name(word, like))
			return true;
	}
	return false;
}

static bool is_void(const struct options *options, size_t source,
		    const char *word)
{
	for (source++; source < options->source_cnt; source++) {
		if (has_name(&options->sources[source].words, word))
			return true;
	}
	return false;
}

const char *options_next_word(const struct options *options, size_t *source,
			      const char *prev)
{
	for (; *source < options->source_cnt; (*source)++, prev = NULL) {
		const struct words *words = &options->sources[*source].words;

		while ((prev = words_next(words, prev)) != NULL) {
			if (!is_void(options, *source, prev))
				return prev;
		}
	}
	return NULL;
}

const char *options_next_edit(const struct options *options, size_t *source,
			      const char *prev)
{
	do
		prev = options_next_word(options, source, prev);
	while (prev && !word_value(prev, "mem") && !word_value(prev, "memmap"));
	return prev;
}

/* The nearest name of any option, or NULL when none is near. */
static const char *nearest_name(const char *word)
{
	struct nearest nearest = { .distance = 3 };
	size_t n = name_length(word);
	char name[32];

	if (n >= sizeof(name))
		return NULL;
	memcpy(name, word, n);
	name[n] = '\0';
	for (const struct option *o = option_table; o->name; o++)
		nearest_try(&nearest, name, o->name);
	return nearest.text;
}

static const struct option *find_option(const char *word)
{
	const struct option *o = option_table;

	while (o->name && !same_name(o->name, word))
		o++;
	return o->name ? o : NULL;
}

static bool read_word(struct reader *reader, const char *word)
{
	const struct option *option = find_option(word);

	if (option)
		return option_read(reader, option, word + name_length(word));
	reader->fault.nearest = nearest_name(word);
	return option_refuse(reader, OPTION_UNKNOWN, word);
}

/* Numbers can only be judged when profile and mem-kind are known. */
static bool is_late(const char *word)
{
	const struct option *option = find_option(word);

	return option &&
	       (option->kind == OPTION_MEM || option->kind == OPTION_MEMMAP);
}

static bool read_all(struct reader *reader, bool late)
{
	const char *word = NULL;
	size_t source = 0;

	while ((word = options_next_word(reader->options, &source, word))) {
		reader->fault.word = word;
		reader->fault.source = reader->options->sources[source].name;
		if (is_late(word) == late && !read_word(reader, word))
			return false;
	}
	return true;
}

/* Refuses the last word of this name, which there is. */
static bool refuse_last(struct reader *reader, const char *name,
			enum option_problem problem)
{
	const struct options *options = reader->options;
	const char *word = NULL, *value, *at = NULL;
	size_t source = 0;

	while ((word = options_next_word(options, &source, word))) {
		value = word_value(word, name);
		if (value == NULL)
			continue;
		at = value;
		reader->fault.word = word;
		reader->fault.source = options->sources[source].name;
	}
	return option_refuse(reader, problem, at);
}

/* What several words make only together. */
static bool check_together(struct reader *reader)
{
	const struct options *o = reader->options;

	if (o->page_size != PAGE_SIZE_4K && o->profile == PROFILE_LINUX_X86)
		return refuse_last(reader, "page-size", OPTION_PROFILE);
	if (o->save && o->save_raw && streq(o->save, o->save_raw))
		return refuse_last(reader, "save-raw", OPTION_SAME_FILE);
	return true;
}

bool options_has(const struct options *options, const char *name)
{
	for (size_t i = 0; i < options->source_cnt; i++) {
		if (has_name(&options->sources[i].words, name))
			return true;
	}
	return false;
}

int options_parse(struct options *ret, const struct option_source *sources,
		  size_t count, enum profile machine,
		  struct option_fault *ret_fault)
{
	struct options options = {
		.profile = machine,
		.mem = MEM_NONE,
		.page_size = (uint32_t)PAGE_SIZE_4K,
		.soft_reserve = true,
		.numa = true,
		.pause = true,
		.sources = sources,
		.source_cnt = count,
	};
	struct reader reader = { .options = &options };

	for (size_t i = 0; i < count; i++) {
		if (sources[i].words.rest)
			options.arguments = sources[i].words.rest;
	}
	if (!read_all(&reader, false) || !check_together(&reader)) {
		*ret_fault = reader.fault;
		return CORE_EINVAL;
	}
	if (!options_has(&options, "mem-kind"))
		options.mem_kind = options.profile == PROFILE_LINUX_ARM64
					   ? MEM_AMOUNT
					   : MEM_ADDRESS;
	if (!read_all(&reader, true)) {
		*ret_fault = reader.fault;
		return CORE_EINVAL;
	}
	*ret = options;
	return CORE_OK;
}

bool options_knows(const char *word)
{
	const struct option *option = find_option(word);

	if (option)
		return true;
	/* name=value with a name that no file starts with by accident */
	return word[name_length(word)] == '=' && nearest_name(word) != NULL;
}
