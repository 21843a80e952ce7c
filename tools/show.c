/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock show: prints a captured map with the code and the options of the
 * application. Options about a machine that has just booted (pause=, exit=,
 * frame=) or about what it loads (kernel=, module=, reserve_mem=) are accepted,
 * so that a command line can be copied, and have no effect.
 * memblock table: the same, but the output is a table.
 */
#include "tools/show.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/version.h"
#include "core/firmware/rawmap.h"
#include "tools/command.h"
#include "tools/mapfile.h"
#include "tools/memory.h"
#include "tools/savefile.h"
#include "tools/tablefile.h"
#include "tools/textsink.h"

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
	if (!show->output && (!show->bytes || !show->options.save))
		fwrite(text->bytes, 1, text->len, stdout);
	return finish(status);
}

static bool save(const struct show *show, const struct capture *capture,
		 const struct text *text)
{
	const struct options *options = &show->options;

	return (!options->save_raw || save_raw(show, capture)) &&
	       (!options->save ||
		savefile(options->save, text->bytes, text->len)) &&
	       (!show->output ||
		savefile(show->output, text->bytes, text->len));
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
		print(&show->err, "memblock: cannot convert the map: %s\n",
		      core_strerror(status));
	free(space);
	return status == CORE_OK;
}

static int show_capture(struct show *show, const struct capture *capture,
			int status)
{
	struct text text = { 0 };

	/* Files are saved first, so that printed output means success. */
	if (show_settle(show, capture->profile) &&
	    convert_to_text(show, capture, &text) && save(show, capture, &text))
		status = print_text(show, &text, status);
	else
		status = STATUS_FAILED;
	free(text.bytes);
	return status;
}

static int show_file(struct show *show)
{
	struct text text = { 0 };
	const struct sink list = text_sink(&text);
	struct mapfile file;
	int status;

	show->choice.list = show->list ? &list : NULL;
	show->choice.profile_given = show->options.profile_given;
	switch (mapfile_load(&file, show->path, &show->choice, &show->err)) {
	case IMPORT_GOOD:
		status = show_capture(show, &file.capture, STATUS_GOOD);
		break;
	case IMPORT_PARTLY:
		status = show_capture(show, &file.capture, STATUS_PARTLY);
		break;
	case IMPORT_LISTED:
		fwrite(text.bytes, 1, text.len, stdout);
		free(text.bytes);
		return finish(STATUS_GOOD);
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
		  "Without FILE, or with -, standard input is read. What"
		  " follows -- is the file,\nwhatever its name. kernel=,"
		  " module=, reserve_mem=, pause=, exit= and frame= have no"
		  "\neffect here.\n\n"
		  "  -h, --help         print this help\n"
		  "  -V, --version      print the version\n"
		  "  -o, --output=FILE  write to FILE instead of standard"
		  " output\n"
		  "      --list         list the maps in FILE instead\n"
		  "      --map=NUMBER   use this map of the list\n"
		  "      --side=NAME    use one side of a comparison: old or"
		  " new, left or right,\n                     or the name of"
		  " a file\n\n"
		  "Exit status 0: success; 1: printed, but some rows could not"
		  " be read; 2: nothing\nwas printed, and standard error says"
		  " why.\n");
}

static int run(struct show *show, int argc, char **argv)
{
	struct text text = { 0 };
	struct sink sink = text_sink(&text);
	int status;

	if (!show_arguments(show, argc, argv))
		return STATUS_FAILED;
	if (!show->options.help && !show->options.version)
		return show_file(show);
	if (show->options.help)
		help(show, &sink);
	else
		print(&sink, "memblock %s\n", MEMBLOCK_VERSION);
	fwrite(text.bytes, 1, text.len, stdout);
	status = finish(STATUS_GOOD);
	free(text.bytes);
	return status;
}

static int command(struct show *show, int argc, char **argv)
{
	int status;

	show->err = file_sink(stderr);
	status = run(show, argc, argv);
	show_free(show);
	return status;
}

int command_show(int argc, char **argv)
{
	struct show show = { .command = "show", .render = report };

	return command(&show, argc, argv);
}

static void render_table(const struct sink *out,
			 const struct conversion *conversion,
			 const struct report_request *request)
{
	(void)request;
	tablefile_render(out, conversion);
}

int command_table(int argc, char **argv)
{
	struct show show = { .command = "table",
			     .render = render_table,
			     .bytes = true };

	return command(&show, argc, argv);
}
