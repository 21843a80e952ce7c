/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts into words, and LoadOptions. */
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

struct fw_status cmdline_add_words(struct cmdline *sources, const char *name,
				   char *text, size_t len, int flags,
				   const struct sink *err)
{
	struct option_source *source = &sources->list[sources->cnt];
	struct fw_status status = FW_SUCCESS;

	if (words_split(&source->words, text, len, flags)) {
		print(err,
		      "%c%s has a double quote without its partner, or "
		      "a character NUL; correct it.\n",
		      name[0] == 't' ? 'T' : name[0], name + 1);
		status = FW_INVALID_PARAMETER;
		split_anyhow(&source->words, text, len, flags);
	}
	source->name = name;
	sources->text[sources->cnt++] = text;
	return status;
}

struct fw_status cmdline_no_memory(const struct sink *err, const char *name,
				   size_t size)
{
	print(err,
	      "Reading %s takes %zu bytes of memory, which the firmware "
	      "did not give; free memory by unloading drivers or "
	      "applications.\n",
	      name, size);
	return FW_OUT_OF_RESOURCES;
}

/* --- LoadOptions ------------------------------------------------------- */

static struct fw_status add_load_options(struct cmdline *sources,
					 const struct firmware *fw,
					 const struct sink *err)
{
	size_t size, len = 0;
	struct fw_status status;
	const void *bytes = fw_load_options(fw, &size);
	char *text;
	enum decode found;

	if (!size)
		return FW_SUCCESS;
	text = fw_alloc(fw, load_options_room(size));
	if (!text)
		return cmdline_no_memory(err, line_name,
					 load_options_room(size));
	found = load_options_decode(text, &len, bytes, size);
	if (found == DECODE_JUNK)
		sources->junk = size;
	if (found != DECODE_TEXT) {
		fw_free(fw, text);
		return FW_SUCCESS;
	}
	status = cmdline_add_words(sources, line_name, text, len, 0, err);
	load_options_drop_name(&sources->list[sources->cnt - 1].words,
			       fw_from_shell(fw));
	return status;
}

/* --- all --------------------------------------------------------------- */

struct fw_status cmdline_open(struct cmdline *ret, const struct firmware *fw,
			      const struct sink *err)
{
	struct fw_status file, line;

	*ret = (struct cmdline){ 0 };
	file = cmdline_add_file(ret, fw, err);
	line = add_load_options(ret, fw, err);
	return fw_failed(file) ? file : line;
}

void cmdline_close(struct cmdline *sources, const struct firmware *fw)
{
	while (sources->cnt)
		fw_free(fw, sources->text[--sources->cnt]);
}

const char *cmdline_word(const struct cmdline *sources, const char *name)
{
	const char *last = NULL;

	for (size_t i = 0; i < sources->cnt; i++) {
		const struct words *words = &sources->list[i].words;
		const char *word = NULL;

		while ((word = words_next(words, word))) {
			const char *value = word_value(word, name);

			last = value && *value ? word : last;
		}
	}
	return last;
}
