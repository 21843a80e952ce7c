/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts into words, LoadOptions, and all words into options. */
#include "efi/config/cmdline_internal.h"

#include "efi/config/load_options.h"

static const char line_name[] = "the command line";

/* An open quote: without it, frame= and exit= can still be found. */
static int split_anyhow(struct words *words, char *text, size_t len, int flags)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '"' || text[i] == '\0')
			text[i] = ' ';
	return words_split(words, text, len, flags);
}

struct fw_status sources_add(struct sources *sources, const char *name,
			     char *text, size_t len, int flags)
{
	struct cmdline *cmdline = sources->cmdline;
	struct option_source *source = &sources->list[cmdline->cnt];
	struct fw_status status = FW_SUCCESS;

	if (words_split(&source->words, text, len, flags)) {
		print(sources->err,
		      "%c%s has a double quote without its partner, or "
		      "a character NUL; correct it.\n",
		      name[0] == 't' ? 'T' : name[0], name + 1);
		status = FW_INVALID_PARAMETER;
		split_anyhow(&source->words, text, len, flags);
	}
	source->name = name;
	cmdline->text[cmdline->cnt++] = text;
	return status;
}

struct fw_status sources_no_memory(const struct sources *sources,
				   const char *name, size_t size)
{
	print(sources->err,
	      "Reading %s takes %zu bytes of memory, which the firmware "
	      "did not give; free memory by unloading drivers or "
	      "applications.\n",
	      name, size);
	return FW_OUT_OF_RESOURCES;
}

/* --- LoadOptions ------------------------------------------------------- */

static struct fw_status add_load_options(struct sources *sources)
{
	const struct firmware *fw = sources->fw;
	size_t size, len = 0;
	const void *bytes = fw_load_options(fw, &size);
	struct option_source *source = &sources->list[sources->cmdline->cnt];
	struct fw_status status;
	char *text;
	enum decode found;

	if (!size)
		return FW_SUCCESS;
	text = fw_alloc(fw, load_options_room(size));
	if (!text)
		return sources_no_memory(sources, line_name,
					 load_options_room(size));
	found = load_options_decode(text, &len, bytes, size);
	if (found == DECODE_JUNK)
		sources->cmdline->junk = size;
	if (found != DECODE_TEXT) {
		fw_free(fw, text);
		return FW_SUCCESS;
	}
	status = sources_add(sources, line_name, text, len, 0);
	load_options_drop_name(&source->words, fw_from_shell(fw));
	return status;
}

/* --- all --------------------------------------------------------------- */

/* status: of reading the words. Where that failed, a sentence about it is
 * enough. */
static struct fw_status parse(struct options *ret, struct sources *sources,
			      enum profile machine, struct fw_status status)
{
	struct cmdline *cmdline = sources->cmdline;
	size_t len = options_space(sources->list, cmdline->cnt);
	struct option_fault fault;
	int error;

	cmdline->lists = len ? fw_alloc(sources->fw, len) : NULL;
	error = options_parse(ret, sources->list, cmdline->cnt, machine,
			      cmdline->lists, cmdline->lists ? len : 0, &fault);
	if (fw_failed(status) || !error)
		return status;
	if (error == CORE_ENOSPC)
		return sources_no_memory(sources, "the options", len);
	options_explain(sources->err, &fault);
	return FW_INVALID_PARAMETER;
}

struct fw_status cmdline_open(struct cmdline *ret, struct options *ret_options,
			      enum profile machine, const struct firmware *fw,
			      const struct sink *err)
{
	struct sources sources = { .cmdline = ret, .fw = fw, .err = err };
	struct fw_status file, line;

	*ret = (struct cmdline){ 0 };
	file = sources_add_file(&sources);
	line = add_load_options(&sources);
	return parse(ret_options, &sources, machine,
		     fw_failed(file) ? file : line);
}

void cmdline_close(struct cmdline *cmdline, const struct firmware *fw)
{
	fw_free(fw, cmdline->lists);
	while (cmdline->cnt)
		fw_free(fw, cmdline->text[--cmdline->cnt]);
}
