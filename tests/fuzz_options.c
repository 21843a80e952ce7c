/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A command line of any bytes: split into words, parsed as options, explained.
 * Bit 0 of the first byte chooses arm64. The text up to a NUL is memblock.cfg,
 * the text after it the command line, each in an allocation of its own size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/options/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "broken: %s\n", what);
		abort();
	}
}

/* Reads every byte that is printed. */
static void count(void *ctx, const char *text, size_t len)
{
	size_t *bytes = ctx;

	for (size_t i = 0; i < len; i++)
		*bytes += text[i] != '\0';
}

static char *copy_of(const uint8_t *data, size_t len)
{
	char *text = malloc(len + 1);

	memcpy(text, data, len);
	text[len] = 'X';
	return text;
}

/* Words are in the text, each directly after another. */
static void check_words(const struct words *words, const char *text, size_t len)
{
	const char *word = NULL, *last = text;

	while ((word = words_next(words, word))) {
		demand(word >= last, "words are in order");
		last = word + strlen(word) + 1;
		demand(last <= text + len + 1, "words end in the text");
	}
	demand(!words->rest || words->rest >= last,
	       "the rest follows the words");
	demand(!words->rest || words->rest + strlen(words->rest) <= text + len,
	       "the rest ends in the text");
}

/* false: refused, with nothing changed. */
static bool add_source(struct option_source *source, const char *name,
		       char *text, const uint8_t *data, size_t len, int flags)
{
	if (words_split(&source->words, text, len, flags) != CORE_OK) {
		demand(memcmp(text, data, len) == 0 && text[len] == 'X',
		       "a refused text is as it was");
		return false;
	}
	check_words(&source->words, text, len);
	source->name = name;
	return true;
}

/* In the order of their allocation, where there are any. */
static void check_lists(const struct options *o)
{
	const struct e820_edit *edits = o->settings.edits;
	const struct report_word *words = o->report.edits;
	const char *modules = (const char *)o->modules;

	if (modules == NULL)
		return;
	demand((const char *)(edits + o->settings.edit_cnt) <=
			       (const char *)o->reserve_mems &&
		       (const char *)(o->reserve_mems + o->reserve_mem_cnt) <=
			       (const char *)words &&
		       (const char *)(words + o->report.edit_cnt) <= modules,
	       "no list reaches the next one");
	for (size_t i = 0; i < o->module_cnt; i++)
		demand(o->modules[i].path >=
			       (const char *)(o->modules + o->module_cnt),
		       "paths follow the lists");
}

static void check_options(const struct options *options)
{
	const struct report_request *report = &options->report;

	demand(options->settings.mem >= 4096, "mem= is a page or more");
	demand(options->report.format < FORMAT_COUNT, "the format exists");
	demand(options->settings.profile < PROFILE_COUNT, "the profile exists");
	demand(options->exit <= EXIT_WAIT, "the exit exists");
	demand(options->settings.edit_cnt >= report->edit_cnt,
	       "each of the words has an edit");
	check_lists(options);
	for (size_t i = 0; i < report->edit_cnt; i++)
		demand(options_knows(report->edits[i].word),
		       "what was taken is known");
	for (size_t i = 0; i < options->module_cnt; i++)
		demand(*options->modules[i].path && *options->modules[i].name,
		       "a module has a path and a name");
	for (size_t i = 0; i < options->reserve_mem_cnt; i++)
		demand(options->reserve_mems[i].size % 4096 == 0 &&
			       *options->reserve_mems[i].name,
		       "a reservation has pages and a name");
	demand(report->edit_cnt > 0 || options->settings.mem == MEM_NONE,
	       "no cap without words");
}

static void check_fault(const struct option_fault *fault)
{
	size_t bytes = 0;
	struct sink out = { count, &bytes };

	demand(fault->problem != OPTION_FINE, "a refusal has its reason");
	demand(fault->at >= fault->word &&
		       fault->at <= fault->word + strlen(fault->word),
	       "the fault lies in its word");
	options_explain(&out, fault);
	demand(bytes > 0, "a fault is explained");
}

/* The lists end with their allocation. Without it frame and exit are the same.
 */
static void read_options(const struct option_source *sources, size_t count,
			 enum profile machine)
{
	struct options options, less;
	struct option_fault fault = { .problem = OPTION_FINE };
	size_t len = options_space(sources, count);
	void *lists = malloc(len);
	int status = options_parse(&options, sources, count, machine, lists,
				   len, &fault);

	demand(status == CORE_OK || status == CORE_EINVAL,
	       "the space is enough");
	if (status == CORE_OK)
		check_options(&options);
	else
		check_fault(&fault);
	if (len > 0) {
		demand(options_parse(&less, sources, count, machine, lists,
				     len - 1, &fault) == CORE_ENOSPC,
		       "missing space is noticed");
		demand(less.exit == options.exit && less.frame == options.frame,
		       "frame and exit are found without space");
	}
	free(lists);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct option_source sources[2] = { 0 };
	const uint8_t *line, *nul;
	char *file, *command;
	size_t len, n = 0;
	enum profile machine;

	if (size-- == 0)
		return 0;
	machine = *data++ & 1 ? PROFILE_LINUX_ARM64 : PROFILE_LINUX_X86;
	nul = size ? memchr(data, 0, size) : NULL;
	line = nul ? nul + 1 : data;
	len = nul ? (size_t)(nul - data) : 0;
	file = copy_of(data, len);
	command = copy_of(line, size - (size_t)(line - data));
	n += add_source(&sources[n], "memblock.cfg", file, data, len,
			WORDS_COMMENTS);
	n += add_source(&sources[n], "the command line", command, line,
			size - (size_t)(line - data), 0);
	read_options(sources, n, machine);
	free(file);
	free(command);
	return 0;
}
