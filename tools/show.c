/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock show: a captured map, printed by the code and with the options of
 * the application. pause=, exit= and frame= are about a machine that has just
 * booted, kernel=, module= and reserve_mem= about what it loads; here they are
 * accepted, so that a command line can be copied, and have no effect.
 * memblock table: the same, but what comes out is a table.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/version.h"
#include "core/firmware/rawmap.h"
#include "core/options/parse.h"
#include "core/report/report.h"
#include "tools/command.h"
#include "tools/mapfile.h"
#include "tools/memory.h"
#include "tools/savefile.h"
#include "tools/tablefile.h"
#include "tools/textsink.h"

struct show {
	const char *command;
	/* Prints the conversion to a sink: as text, or as bytes, which are
	 * not for a terminal. */
	void (*render)(const struct sink *out,
		       const struct conversion *conversion,
		       const struct report_request *request);
	bool bytes;
	struct option_source source; /* the options, NUL-ended in a row */
	struct options options;
	void *lists;      /* the options' */
	const char *path; /* NULL: standard input */
	struct sink err;
};

/* --- the command line ---------------------------------------------------- */

static bool set_path(struct show *show, const char *word)
{
	if (show->path) {
		print(&show->err,
		      "memblock %s: '%s' and '%s' are two "
		      "files, but one map is read at a time; `memblock %s "
		      "help` lists the options\n",
		      show->command, show->path, word, show->command);
		return false;
	}
	show->path = word;
	return true;
}

static void add_option(struct words *words, const char *word)
{
	size_t len = strlen(word) + 1;

	memcpy(words->end, word, len);
	words->end += len;
}

static bool sort_words(struct show *show, int count, char **words)
{
	bool behind = false; /* behind "--": files alone */

	for (int i = 0; i < count; i++) {
		const char *word = behind ? words[i] : plain_word(words[i]);

		if (!behind && strcmp(word, "--") == 0)
			behind = true;
		else if (!behind && (options_knows(word) || is_dashed(word)))
			add_option(&show->source.words, word);
		else if (!set_path(show, word))
			return false;
	}
	return true;
}

/* false: a sentence was printed. */
static bool read_options(struct show *show)
{
	size_t len = options_space(&show->source, 1);
	struct option_fault fault;

	show->lists = len ? memory_resize(NULL, len, 1) : NULL;
	if (options_read(&show->options, &show->source, 1, show->lists, len,
			 &fault) == CORE_OK)
		return true;
	options_explain(&show->err, &fault);
	return false;
}

/* The machine is known only when its map has been read. false: a sentence was
 * printed. */
static bool settle_options(struct show *show, enum profile machine)
{
	struct option_fault fault;

	if (options_for_machine(&show->options, machine, &fault) == CORE_OK)
		return true;
	options_explain(&show->err, &fault);
	return false;
}

/* --- output -------------------------------------------------------------- */

static bool save_raw(const struct show *show, const struct capture *capture)
{
	struct text text = { 0 };
	struct sink out = text_sink(&text);
	bool saved;

	rawmap_write(&out, capture);
	saved = savefile(show->options.save_raw, text.bytes, text.len);
	free(text.bytes);
	return saved;
}

static int print_text(const struct show *show, const struct text *text,
		      int status)
{
	if (!show->bytes || !show->options.save)
		fwrite(text->bytes, 1, text->len, stdout);
	return finish(status);
}

static bool save(const struct show *show, const struct capture *capture,
		 const struct text *text)
{
	const struct options *options = &show->options;

	return (!options->save_raw || save_raw(show, capture)) &&
	       (!options->save ||
		savefile(options->save, text->bytes, text->len));
}

/* --- the map ------------------------------------------------------------- */

static bool convert_to_text(const struct show *show,
			    const struct capture *capture, struct text *text)
{
	const struct convert_settings *settings = &show->options.settings;
	size_t len = convert_space(capture, settings);
	void *space = len ? memory_resize(NULL, len, 1) : NULL;
	struct sink sink = text_sink(text);
	struct conversion conversion;
	int status = convert(&conversion, capture, settings, space, len);

	if (status == CORE_OK)
		show->render(&sink, &conversion, &show->options.report);
	else
		print(&show->err,
		      "memblock: the map cannot be converted: "
		      "%s\n",
		      core_strerror(status));
	free(space);
	return status == CORE_OK;
}

static int show_capture(struct show *show, const struct capture *capture,
			int status)
{
	struct text text = { 0 };

	/* Saves come first: once something is printed, all has gone well. */
	if (settle_options(show, capture->profile) &&
	    convert_to_text(show, capture, &text) && save(show, capture, &text))
		status = print_text(show, &text, status);
	else
		status = STATUS_FAILED;
	free(text.bytes);
	return status;
}

static int show_file(struct show *show)
{
	struct mapfile file;
	int status;

	switch (mapfile_load(&file, show->path, &show->err)) {
	case IMPORT_GOOD:
		status = show_capture(show, &file.capture, STATUS_GOOD);
		break;
	case IMPORT_PARTLY:
		status = show_capture(show, &file.capture, STATUS_PARTLY);
		break;
	default:
		return STATUS_FAILED;
	}
	mapfile_free(&file);
	return status;
}

static void help(const struct show *show, const struct sink *out)
{
	char usage[64];

	snprintf(usage, sizeof(usage), "memblock %s [OPTION...] [[--] FILE|-]",
		 show->command);
	options_help(out, usage);
	print_str(out,
		  "What follows -- is the file, whatever its name; without one,"
		  " or with -, standard\ninput is read. kernel=, module=,"
		  " reserve_mem=, pause=, exit= and frame= have no\neffect"
		  " here.\n\n"
		  "Exit status 0: printed; 1: printed, but some rows could not"
		  " be read; 2: nothing\nprinted, and a sentence on standard"
		  " error says why.\n");
}

static int run(struct show *show, int count, char **words)
{
	struct text text = { 0 };
	struct sink sink = text_sink(&text);
	int status;

	if (!sort_words(show, count, words) || !read_options(show))
		return STATUS_FAILED;
	if (!show->options.help && !show->options.version)
		return show_file(show);
	show->bytes = false;
	if (show->options.help)
		help(show, &sink);
	else
		print(&sink, "memblock %s\n", MEMBLOCK_VERSION);
	status = print_text(show, &text, STATUS_GOOD);
	free(text.bytes);
	return status;
}

static int command(struct show *show, int count, char **words)
{
	size_t room = 1;
	int status;

	for (int i = 0; i < count; i++)
		room += strlen(words[i]) + 1;
	show->err = file_sink(stderr);
	show->source.name = "the command line";
	show->source.words.first = memory_resize(NULL, room, 1);
	show->source.words.end = show->source.words.first;
	status = run(show, count, words);
	free(show->lists);
	free(show->source.words.first);
	return status;
}

int command_show(int count, char **words)
{
	struct show show = { .command = "show", .render = report };

	return command(&show, count, words);
}

static void render_table(const struct sink *out,
			 const struct conversion *conversion,
			 const struct report_request *request)
{
	(void)request;
	tablefile_render(out, conversion);
}

int command_table(int count, char **words)
{
	struct show show = { .command = "table",
			     .render = render_table,
			     .bytes = true };

	return command(&show, count, words);
}
