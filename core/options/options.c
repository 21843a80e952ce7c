/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which words count, and in which order they are read. One table says which
 * options there are, core/options/value.c what each does.
 */
#include "core/base/cstring.h"
#include "core/options/reader.h"

/* --- names --------------------------------------------------------------- */

static bool ends_name(char c)
{
	return c == '\0' || c == '=';
}

static bool same_name(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] == b[n] && !ends_name(a[n]))
		n++;
	return ends_name(a[n]) && ends_name(b[n]);
}

static const struct option *find_option(const char *word)
{
	const struct option *o = option_table;

	while (o->name && !same_name(o->name, word))
		o++;
	return o->name ? o : NULL;
}

/* The nearest name of any option, or NULL when none is near. */
static const char *nearest_name(const char *word)
{
	struct nearest nearest = { .distance = 3 };
	size_t n = word_name_length(word);
	char name[32];

	if (n >= sizeof(name))
		return NULL;
	memcpy(name, word, n);
	name[n] = '\0';
	for (const struct option *o = option_table; o->name; o++)
		nearest_try(&nearest, name, o->name);
	return nearest.text;
}

bool options_knows(const char *word)
{
	if (find_option(word))
		return true;
	/* name=value with a name that no file starts with by accident */
	return word[word_name_length(word)] == '=' &&
	       nearest_name(word) != NULL;
}

/* --- sources ------------------------------------------------------------- */

static bool have_name(const struct option_source *sources, size_t count,
		      const char *like)
{
	for (size_t i = 0; i < count; i++) {
		const char *word = NULL;

		while ((word = words_next(&sources[i].words, word)) != NULL) {
			if (same_name(word, like))
				return true;
		}
	}
	return false;
}

/* Numbers and edits depend on other words: they are read in a second turn. */
static bool is_late(const struct option *option)
{
	return option &&
	       (option->kind == OPTION_MEM || option->kind == OPTION_MEMMAP);
}

static void read_word(struct reader *reader, bool late)
{
	const char *word = reader->word.word;
	const struct option *option = find_option(word);

	if (is_late(option) != late)
		return;
	if (option)
		option_read(reader, option, word + word_name_length(word));
	else if (option_refuse(reader, OPTION_UNKNOWN, word))
		reader->fault.nearest = nearest_name(word);
}

/* All words but those that a later source makes void. */
static void read_all(struct reader *reader, const struct option_source *sources,
		     size_t count, bool late)
{
	for (size_t i = 0; i < count; i++) {
		size_t later = i + 1;
		const char *word = NULL;

		if (later < count && sources[later].added)
			later++;
		reader->word.source = sources[i].name;
		while ((word = words_next(&sources[i].words, word)) != NULL) {
			reader->word.word = word;
			if (!have_name(sources + later, count - later, word))
				read_word(reader, late);
		}
	}
}

/* --- all ----------------------------------------------------------------- */

void options_default(struct options *options)
{
	*options = (struct options){
		.settings = convert_defaults(PROFILE_LINUX_X86),
		.pause = true,
		.exceptions = true,
		.timeout = NO_TIMEOUT,
		.frame = options->frame,
		.exit = options->exit,
	};
}

static void check_saves(struct reader *reader)
{
	const struct options *o = reader->options;

	reader->word = reader->raw;
	if (o->save && o->save_raw && streq(o->save, o->save_raw))
		option_refuse(reader, OPTION_SAME_FILE, o->save_raw);
}

int options_read(struct options *ret, const struct option_source *sources,
		 size_t count, void *space, size_t len,
		 struct option_fault *ret_fault)
{
	struct reader reader = { .options = ret };

	ret->frame = NULL;
	ret->exit = EXIT_RETURN;
	options_default(ret);
	ret->format_given = have_name(sources, count, "format");
	ret->profile_given = have_name(sources, count, "profile");
	ret->mem_kind_given = have_name(sources, count, "mem-kind");
	for (size_t i = 0; i < count; i++) {
		if (sources[i].words.rest)
			ret->report.arguments = sources[i].words.rest;
	}
	option_lists_cut(&reader, sources, count, space, len);
	read_all(&reader, sources, count, false);
	check_saves(&reader);
	read_all(&reader, sources, count, true);
	if (reader.fault.problem == OPTION_FINE && reader.has_room)
		return CORE_OK;
	options_default(ret);
	*ret_fault = reader.fault;
	return reader.has_room ? CORE_EINVAL : CORE_ENOSPC;
}
