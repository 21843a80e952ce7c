/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/cmdline.h"

#include "core/base/cstring.h"
#include "efi/config/cmdline_file.h"
#include "efi/config/load_options.h"

/* *ret_junk: how many bytes were ignored since they are not text. */
static struct fw_status add_load_options(struct sources *sources,
					 size_t *ret_junk)
{
	const struct firmware *fw = sources->fw;
	size_t size, len = 0;
	const void *bytes = fw_load_options(fw, &size);
	struct fw_status status;
	char *text;
	enum decode found;

	if (!size)
		return FW_SUCCESS;
	text = fw_alloc(fw, load_options_room(size));
	if (!text)
		return loader_oom(sources->err, "Reading the command line",
				  load_options_room(size));
	found = load_options_decode(text, &len, bytes, size);
	if (found == DECODE_JUNK)
		*ret_junk = size;
	if (found != DECODE_TEXT) {
		fw_free(fw, text);
		return FW_SUCCESS;
	}
	sources->line = text;
	status = sources_add(sources, SOURCE_LINE, "the command line", text,
			     len, 0);
	load_options_drop_name(&sources->list[SOURCE_LINE].words,
			       fw_from_shell(fw));
	return status;
}

static void explain(const struct sources *sources, struct option_fault *fault)
{
	char place[CMDLINE_PATH + 64];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, place, sizeof(place));

	sources_print_place(&out, sources, fault->word);
	if (buffer.need)
		fault->source = place;
	if (fault->problem == OPTION_UNKNOWN &&
	    sources->list[SOURCE_TYPED].name)
		print(sources->err,
		      "Unknown option '%s'; type mem=SIZE or memmap=EDIT.\n",
		      fault->word);
	else
		options_explain(sources->err, fault);
}

/* status is that of reading the words. If it is a failure, the sentence about
 * it is enough. */
static struct fw_status parse(struct options *ret, void **ret_lists,
			      const struct sources *sources,
			      enum profile machine, struct fw_status status)
{
	size_t len = options_space(sources->list, SOURCES_MAX);
	void *lists = len ? fw_alloc(sources->fw, len) : NULL;
	struct option_fault fault;
	int error = options_parse(ret, sources->list, SOURCES_MAX, machine,
				  lists, lists ? len : 0, &fault);

	*ret_lists = lists;
	if (fw_failed(status) || !error)
		return status;
	if (error == CORE_ENOSPC)
		return loader_oom(sources->err, "Reading the options", len);
	explain(sources, &fault);
	return FW_INVALID_PARAMETER;
}

/* --- entries ------------------------------------------------------------- */

size_t cmdline_entry(const struct cmdline *cmdline)
{
	return cmdline->from.parts[SOURCE_ENTRY].number;
}

struct fw_status cmdline_add_entry(struct cmdline *cmdline, size_t number)
{
	struct section entry;

	section_numbered(&entry, &cmdline->from.sections, number);
	if (number == 0)
		entry.len = 0;
	return sources_add_entry(&cmdline->from, &entry);
}

struct fw_status cmdline_enter(struct cmdline *cmdline,
			       struct options *ret_options, size_t number,
			       enum profile machine)
{
	struct fw_status status = cmdline_add_entry(cmdline, number);

	fw_free(cmdline->from.fw, cmdline->lists);
	return parse(ret_options, &cmdline->lists, &cmdline->from, machine,
		     status);
}

void cmdline_print_entries(const struct cmdline *cmdline)
{
	const struct sources *from = &cmdline->from;

	print_str(from->err, " in memblock.cfg, which has ");
	if (from->entry_cnt)
		sections_print(from->err, &from->sections, ", ");
	else
		print_str(from->err, "none");
	print_str(from->err, ".\n");
}

/* The number of the entry that an option names; 0: there is no such entry. */
static size_t number_of(const struct cmdline *cmdline, const char *name)
{
	const struct sources *from = &cmdline->from;
	struct section entry;

	if (section_find(&entry, &from->sections, name, str_len(name)))
		return entry.number;
	print(from->err, "There is no entry '%s'", name);
	cmdline_print_entries(cmdline);
	return 0;
}

/* What entry= and default= name. */
static struct fw_status find_entries(struct cmdline *cmdline,
				     struct options *options,
				     enum profile machine)
{
	size_t entry = 0;

	if (options->fallback)
		cmdline->fallback = number_of(cmdline, options->fallback);
	if (options->entry)
		entry = number_of(cmdline, options->entry);
	/* A menu waits then, where there is one. */
	if (options->fallback && !cmdline->fallback)
		options->timeout = NO_TIMEOUT;
	if ((options->fallback && !cmdline->from.entry_cnt) ||
	    (options->entry && !entry))
		return FW_INVALID_PARAMETER;
	return entry ? cmdline_enter(cmdline, options, entry, machine)
		     : FW_SUCCESS;
}

/* --- all ----------------------------------------------------------------- */

__attribute__((noinline)) struct fw_status cmdline_open(
	struct cmdline *ret, struct options *ret_options, enum profile machine,
	const struct firmware *fw, const struct sink *err)
{
	struct fw_status file, line;

	*ret = (struct cmdline){ .from = { .fw = fw,
					   .err = err,
					   .file = ret->file,
					   .sections.text = "" } };
	file = cmdline_add_file(&ret->from);
	line = add_load_options(&ret->from, &ret->junk);
	file = parse(ret_options, &ret->lists, &ret->from, machine,
		     fw_failed(file) ? file : line);
	return fw_failed(file) ? file : find_entries(ret, ret_options, machine);
}

struct fw_status cmdline_again(struct options *ret_options, void **ret_lists,
			       const struct cmdline *cmdline, char *text,
			       enum profile machine, const struct sink *err)
{
	struct sources sources = cmdline->from;
	struct option_source *typed = &sources.list[SOURCE_TYPED];

	*ret_lists = NULL;
	sources.err = err;
	typed->name = "what was typed";
	if (words_split(&typed->words, text, str_len(text), 0)) {
		print_str(err, "A quote is not closed.\n");
		return FW_INVALID_PARAMETER;
	}
	return parse(ret_options, ret_lists, &sources, machine, FW_SUCCESS);
}

void cmdline_close(struct cmdline *cmdline)
{
	const struct firmware *fw = cmdline->from.fw;

	fw_free(fw, cmdline->lists);
	fw_free(fw, cmdline->from.line);
	if (cmdline->from.copies)
		fw_free(fw, (void *)cmdline->from.sections.text);
}
