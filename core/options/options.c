/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading the options. One table says which words there are; what they do to
 * struct options stands in one function for each kind of value.
 */
#include "core/options/options.h"

#include "core/base/cstring.h"
#include "core/options/memmap.h"
#include "core/options/load.h"
#include "core/options/table.h"

/* The options while they are being read. */
struct reader {
	struct options *options;
	struct option_fault fault;
};

static bool refuse(struct reader *reader, enum option_problem problem,
		   const char *at)
{
	reader->fault.problem = problem;
	reader->fault.at = at;
	return false;
}

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

/* The nearest name of any option, or NULL when none is near. */
static const char *nearest_name(const char *word)
{
	size_t n = name_length(word), best = 3;
	const char *nearest = NULL;
	char name[32];

	if (n >= sizeof(name))
		return NULL;
	memcpy(name, word, n);
	name[n] = '\0';
	for (const struct option *o = option_table; o->name; o++) {
		size_t distance = edit_distance(name, o->name);

		if (distance < best && distance < n) {
			best = distance;
			nearest = o->name;
		}
	}
	return nearest;
}

static const char *nearest_value(const struct option *option,
				 const char *value)
{
	size_t n = str_len(value), best = 4;
	const char *nearest = NULL;

	for (const char *const *v = option->values; *v; v++) {
		size_t distance = edit_distance(value, *v);

		if (distance < best && distance < n) {
			best = distance;
			nearest = *v;
		}
	}
	return nearest;
}

static const struct option *find_option(const char *word)
{
	const struct option *o = option_table;

	while (o->name && !same_name(o->name, word))
		o++;
	return o->name ? o : NULL;
}

static bool read_choice(struct reader *reader, const struct option *option,
			const char *value)
{
	for (unsigned int i = 0; option->values[i]; i++) {
		if (streq(value, option->values[i])) {
			option->set(reader->options, i);
			return true;
		}
	}
	reader->fault.nearest = nearest_value(option, value);
	reader->fault.values = option->values;
	return refuse(reader, OPTION_VALUE, value);
}

/* mem=nn. Which of several counts depends on the kind: the smallest address,
 * the last amount (Linux on x86, on arm64). */
static bool read_mem(struct reader *reader, const char *value)
{
	struct options *options = reader->options;
	const char *end;
	uint64_t mem = memparse(value, &end);

	if (end == value || *end != '\0')
		return refuse(reader, OPTION_NUMBER, end);
	if (mem < options->page_size) {
		reader->fault.page_size = options->page_size;
		return refuse(reader, OPTION_TOO_SMALL, value);
	}
	if (options->mem_kind == MEM_AMOUNT || mem < options->mem)
		options->mem = mem;
	return true;
}

static bool read_memmap(struct reader *reader, const char *value)
{
	static const enum option_problem problems[] = {
		[MEMMAP_SYNTAX] = OPTION_NUMBER,
		[MEMMAP_EMPTY] = OPTION_TOO_SMALL,
		[MEMMAP_RANGE] = OPTION_RANGE,
	};
	enum memmap_fault fault;
	struct memmap_edit edit;
	const char *at = value, *item = value;

	if (reader->options->profile != PROFILE_LINUX_X86)
		return refuse(reader, OPTION_PROFILE, value);
	while (memmap_next(&edit, &at, &fault))
		item = at;
	if (fault == MEMMAP_FINE)
		return true;
	return refuse(reader, problems[fault],
		      fault == MEMMAP_SYNTAX ? at : item);
}

static bool read_module(struct reader *reader, const char *value)
{
	struct module_value module;

	if (!module_value_read(&module, value))
		return refuse(reader, OPTION_NO_VALUE, value);
	return true;
}

static bool read_reserve_mem(struct reader *reader, const char *value)
{
	struct reserve_mem reserve;
	const char *wrong = reserve_mem_read(&reserve, value);

	if (wrong)
		return refuse(reader, OPTION_RESERVE, wrong);
	return true;
}

static bool read_value(struct reader *reader, const struct option *option,
		       const char *value)
{
	switch (option->kind) {
	case OPTION_CHOICE:
		return read_choice(reader, option, value);
	case OPTION_TEXT:
		*option->text(reader->options) = value;
		return true;
	case OPTION_MEM:
		return read_mem(reader, value);
	case OPTION_MODULE:
		return read_module(reader, value);
	case OPTION_RESERVE_MEM:
		return read_reserve_mem(reader, value);
	default:
		return read_memmap(reader, value);
	}
}

static bool read_word(struct reader *reader, const char *word)
{
	const struct option *option = find_option(word);
	const char *value = word + name_length(word);

	if (option == NULL) {
		reader->fault.nearest = nearest_name(word);
		return refuse(reader, OPTION_UNKNOWN, word);
	}
	if (option->kind == OPTION_SWITCH) {
		if (*value != '\0')
			return refuse(reader, OPTION_EXTRA_VALUE, value);
		option->set(reader->options, 1);
		return true;
	}
	if (value[0] == '\0' || value[1] == '\0')
		return refuse(reader, OPTION_NO_VALUE, value);
	return read_value(reader, option, value + 1);
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

/* page-size= can only be judged when the profile is known. */
static bool check_page_size(struct reader *reader)
{
	const struct options *options = reader->options;
	const char *word = NULL;
	size_t source = 0;

	if (options->page_size == PAGE_SIZE_4K ||
	    options->profile != PROFILE_LINUX_X86)
		return true;
	while ((word = options_next_word(options, &source, word))) {
		if (word_value(word, "page-size") == NULL)
			continue;
		reader->fault.word = word;
		reader->fault.source = options->sources[source].name;
	}
	return refuse(reader, OPTION_PROFILE,
		      word_value(reader->fault.word, "page-size"));
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
		.profile = machine, .mem = MEM_NONE,
		.page_size = (uint32_t)PAGE_SIZE_4K, .soft_reserve = true,
		.numa = true, .pause = true, .sources = sources,
		.source_cnt = count,
	};
	struct reader reader = { .options = &options };

	for (size_t i = 0; i < count; i++) {
		if (sources[i].words.rest)
			options.arguments = sources[i].words.rest;
	}
	if (!read_all(&reader, false) || !check_page_size(&reader)) {
		*ret_fault = reader.fault;
		return CORE_EINVAL;
	}
	if (!options_has(&options, "mem-kind"))
		options.mem_kind = options.profile == PROFILE_LINUX_ARM64
					   ? MEM_AMOUNT : MEM_ADDRESS;
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
