/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/repeated.h"

#include "core/options/option_table.h"

void repeated_note(const struct request *request, const char *word)
{
	print(&request->err,
	      "memblock %s: note: '%s' replaces what was given before it\n",
	      request->command->name, word);
}

/* The last of several words for the option; NULL: there are not several. */
static const char *last_of(const struct words *words,
			   const struct option *option)
{
	const char *last = NULL;
	size_t cnt = 0;

	for (const char *word = words_next(words, NULL); word != NULL;
	     word = words_next(words, word)) {
		if (word_value(word, option->name) == NULL)
			continue;
		last = word;
		cnt++;
	}
	return cnt > 1 ? last : NULL;
}

void repeated_options(const struct request *request)
{
	for (const struct option *o = option_table; o->name != NULL; o++) {
		const char *last = o->kind < OPTION_MEM
					   ? last_of(&request->source.words, o)
					   : NULL;

		if (last != NULL)
			repeated_note(request, last);
	}
}

/* --map= and --side= choose two maps where they are given twice. */
static bool has_one_value(enum argument_kind kind)
{
	return kind < ARGUMENT_SWITCHES && kind != ARGUMENT_MAP &&
	       kind != ARGUMENT_SIDE && argument_switches[kind].value != NULL;
}

void repeated_switch(struct request *request, const struct argument *argument)
{
	if (!has_one_value(argument->kind))
		return;
	if (request->seen & 1u << argument->kind)
		repeated_note(request, argument->word);
	request->seen |= 1u << argument->kind;
}
