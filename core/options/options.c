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

bool options_has(const struct options *options, const char *name)
{
	for (size_t i = 0; i < options->source_cnt; i++) {
		if (has_name(&options->sources[i].words, name))
			return true;
	}
	return false;
}

/* --- room for lists ------------------------------------------------------ */

/* Upper limits: a word may turn out to be wrong or void. */
struct counts {
	size_t edits, words;
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
	if (word_value(word, "mem") == NULL && !word_value(word, "memmap"))
		return;
	counts->edits += 1 + count_commas(word);
	counts->words++;
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
	       counts->words * sizeof(struct report_word);
}

size_t options_space(const struct option_source *sources, size_t count)
{
	struct counts counts = count_all(sources, count);

	return space_for(&counts);
}

/* Both kinds of elements are as strictly aligned as a pointer or less. */
static void cut_lists(struct reader *reader, const struct counts *counts,
		      void *space)
{
	uint8_t *at = space;

	reader->edits = space;
	if (at)
		at += counts->edits * sizeof(*reader->edits);
	reader->words = (void *)at;
	reader->options->settings.edits = reader->edits;
	reader->options->report.edits = reader->words;
}

/* --- all ----------------------------------------------------------------- */

static void read_defaults(struct options *ret,
			  const struct option_source *sources, size_t count)
{
	*ret = (struct options){
		.settings = convert_defaults(PROFILE_LINUX_X86),
		.pause = true,
		.sources = sources,
		.source_cnt = count,
	};
	ret->format_given = options_has(ret, "format");
	ret->profile_given = options_has(ret, "profile");
	ret->mem_kind_given = options_has(ret, "mem-kind");
	for (size_t i = 0; i < count; i++) {
		if (sources[i].words.rest)
			ret->report.arguments = sources[i].words.rest;
	}
}

static bool check_saves(struct reader *reader)
{
	const struct options *o = reader->options;

	if (o->save && o->save_raw && streq(o->save, o->save_raw))
		return refuse_last(reader, "save-raw", OPTION_SAME_FILE);
	return true;
}

int options_read(struct options *ret, const struct option_source *sources,
		 size_t count, void *space, size_t len,
		 struct option_fault *ret_fault)
{
	struct counts counts = count_all(sources, count);
	struct options options;
	struct reader reader = { .options = &options };

	if (len < space_for(&counts))
		return CORE_ENOSPC;
	read_defaults(&options, sources, count);
	cut_lists(&reader, &counts, space);
	if (!read_all(&reader, false) || !check_saves(&reader) ||
	    !read_all(&reader, true)) {
		*ret_fault = reader.fault;
		return CORE_EINVAL;
	}
	*ret = options;
	return CORE_OK;
}

/* --- what the profile decides -------------------------------------------- */

/* Which of several mem= counts: the smallest address, the last amount (Linux
 * on x86, on arm64). */
static void settle_mem(struct convert_settings *settings)
{
	settings->mem = MEM_NONE;
	for (size_t i = 0; i < settings->edit_cnt; i++) {
		const struct e820_edit *edit = &settings->edits[i];

		if (edit->from_mem && (settings->mem_kind == MEM_AMOUNT ||
				       edit->base < settings->mem))
			settings->mem = edit->base;
	}
}

static int refuse_for_profile(const struct report_word *word,
			      struct option_fault *ret_fault)
{
	*ret_fault = (struct option_fault){
		.problem = OPTION_PROFILE,
		.word = word->word,
		.at = word->word + name_length(word->word) + 1,
		.source = word->source,
	};
	return CORE_EINVAL;
}

/* memmap= is x86's, larger pages are arm64's. */
static int check_profile(const struct options *o,
			 struct option_fault *ret_fault)
{
	bool x86 = o->settings.profile == PROFILE_LINUX_X86;

	if (x86 && o->settings.page_size != PAGE_SIZE_4K)
		return refuse_for_profile(&o->page_size, ret_fault);
	for (size_t i = 0; !x86 && i < o->report.edit_cnt; i++) {
		if (word_value(o->report.edits[i].word, "memmap"))
			return refuse_for_profile(&o->report.edits[i],
						  ret_fault);
	}
	return CORE_OK;
}

int options_for_machine(struct options *options, enum profile machine,
			struct option_fault *ret_fault)
{
	struct convert_settings *settings = &options->settings;

	if (!options->profile_given)
		settings->profile = machine;
	if (!options->mem_kind_given)
		settings->mem_kind =
			convert_defaults(settings->profile).mem_kind;
	settle_mem(settings);
	return check_profile(options, ret_fault);
}

int options_parse(struct options *ret, const struct option_source *sources,
		  size_t count, enum profile machine, void *space, size_t len,
		  struct option_fault *ret_fault)
{
	struct options options;
	int status =
		options_read(&options, sources, count, space, len, ret_fault);

	if (status == CORE_OK)
		status = options_for_machine(&options, machine, ret_fault);
	if (status == CORE_OK)
		*ret = options;
	return status;
}

bool options_knows(const char *word)
{
	const struct option *option = find_option(word);

	if (option)
		return true;
	/* name=value with a name that no file starts with by accident */
	return word[name_length(word)] == '=' && nearest_name(word) != NULL;
}
