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
	struct option_source *source = &sources->list[sources->cnt];
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
	status = sources_add(sources, "the command line", text, len, 0);
	load_options_drop_name(&source->words, fw_from_shell(fw));
	return status;
}

/* status is that of reading the words. If it is a failure, the sentence about
 * it is enough. */
static struct fw_status parse(struct options *ret, void **ret_lists,
			      const struct sources *sources,
			      enum profile machine, struct fw_status status)
{
	size_t len = options_space(sources->list, sources->cnt);
	void *lists = len ? fw_alloc(sources->fw, len) : NULL;
	struct option_fault fault;
	int error = options_parse(ret, sources->list, sources->cnt, machine,
				  lists, lists ? len : 0, &fault);

	*ret_lists = lists;
	if (fw_failed(status) || !error)
		return status;
	if (error == CORE_ENOSPC)
		return loader_oom(sources->err, "Reading the options", len);
	options_explain(sources->err, &fault);
	return FW_INVALID_PARAMETER;
}

__attribute__((noinline)) struct fw_status cmdline_open(
	struct cmdline *ret, struct options *ret_options, enum profile machine,
	const struct firmware *fw, const struct sink *err)
{
	struct sources sources = { .fw = fw, .err = err, .file = ret->file };
	struct fw_status file, line;

	memset(ret, 0, sizeof(*ret));
	file = cmdline_add_file(&sources);
	line = add_load_options(&sources, &ret->junk);
	ret->server = sources.server;
	ret->over_http = sources.over_http;
	ret->second = sources.second;
	memcpy(ret->text, sources.text, sizeof(ret->text));
	memcpy(ret->list, sources.list, sizeof(ret->list));
	ret->cnt = sources.cnt;
	return parse(ret_options, &ret->lists, &sources, machine,
		     fw_failed(file) ? file : line);
}

struct fw_status cmdline_again(struct options *ret_options, void **ret_lists,
			       const struct cmdline *cmdline, char *text,
			       enum profile machine, const struct firmware *fw,
			       const struct sink *err)
{
	struct sources sources = { .fw = fw, .err = err, .cnt = cmdline->cnt };
	struct option_source *typed = &sources.list[sources.cnt++];

	*ret_lists = NULL;
	memcpy(sources.list, cmdline->list, sizeof(cmdline->list));
	typed->name = "what was typed";
	if (words_split(&typed->words, text, str_len(text), 0)) {
		print_str(err, "A quote is not closed.\n");
		return FW_INVALID_PARAMETER;
	}
	return parse(ret_options, ret_lists, &sources, machine, FW_SUCCESS);
}

void cmdline_close(struct cmdline *cmdline, const struct firmware *fw)
{
	fw_free(fw, cmdline->lists);
	for (size_t i = 0; i < sizeof(cmdline->text) / sizeof(void *); i++)
		fw_free(fw, cmdline->text[i]);
}
