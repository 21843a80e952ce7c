/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock.efi: reads words and the firmware's memory map, turns the map into
 * sets, prints and saves them, and leaves everything as it was; or loads a
 * kernel and hands the sets over to it.
 */
#include "efi/main.h"

#include "arch.h"
#include "core/base/cstring.h"
#include "core/report/report.h"
#include "efi/app.h"
#include "efi/boot/native/handoff.h"

/* --- what is done ------------------------------------------------------ */

static void say(void *console, const char *text, size_t len)
{
	const struct sink lines = console_line_sink(console);
	const struct sink screens = console_screen_sink(console);

	lines.write(lines.ctx, text, len);
	screens.write(screens.ctx, text, len);
}

/* Returns when it failed. */
static struct fw_status boot_kernel(struct app *app)
{
	const struct sink out = { .write = say, .ctx = &app->console };
	struct load load;
	struct fw_status status =
		load_all(&load, &app->fw, &app->options, &out, &app->err);

	if (!fw_failed(status))
		status = handoff(&load);
	load_end(&load);
	return status;
}

static struct fw_status show_and_boot(struct app *app)
{
	struct fw_status status = FW_SUCCESS;

	if (app_prints_report(app) || app->options.save ||
	    app->options.save_raw)
		status = app_show_map(app);
	return fw_failed(status) ? status : boot_kernel(app);
}

static void render_text(const struct sink *out, const void *text)
{
	print_str(out, text);
}

static void render_help(const struct sink *out, const void *usage)
{
	options_help(out, usage);
	print_str(out, "What follows -- is kept for a kernel.\n");
}

static struct fw_status do_as_told(struct app *app)
{
	const struct page help = { render_help, "memblock.efi [OPTION...] "
						"[-- ARGUMENTS]" };
	const struct page version = { render_text,
				      "memblock.efi " MEMBLOCK_VERSION
				      " (" ARCH_NAME ")\n" };

	if (!app->options.help && !app->options.version)
		return app->options.kernel ? show_and_boot(app)
					   : app_show_map(app);
	app_show(app, app->options.help ? &help : &version);
	return FW_SUCCESS;
}

/* --- the words --------------------------------------------------------- */

static void note_junk(struct app *app)
{
	/* Nothing but the format itself goes to a program. */
	if (app->sources.junk && app->options.report.format == FORMAT_TEXT)
		print(&app->err,
		      "Note: the firmware gave %zu bytes of "
		      "LoadOptions that are no text; they were ignored.\n",
		      app->sources.junk);
}

static struct fw_status parse_words(struct app *app)
{
	size_t len = options_space(app->sources.list, app->sources.cnt);
	struct option_fault fault;
	int status;

	app->lists = len ? fw_alloc(&app->fw, len) : NULL;
	status = options_parse(&app->options, app->sources.list,
			       app->sources.cnt, ARCH_PROFILE, app->lists,
			       app->lists ? len : 0, &fault);
	if (status == CORE_OK)
		return FW_SUCCESS;
	if (status == CORE_ENOSPC) {
		print(&app->err,
		      "Reading the options takes %zu bytes of memory, which "
		      "the firmware did not give; free memory by unloading "
		      "drivers or applications.\n",
		      len);
		return FW_OUT_OF_RESOURCES;
	}
	options_explain(&app->err, &fault);
	return FW_INVALID_PARAMETER;
}

static struct fw_status read_words(struct app *app)
{
	struct fw_status status = parse_words(app);

	if (fw_failed(status))
		return status;
	if (!app->options.kernel &&
	    (options_has(&app->options, "module") ||
	     options_has(&app->options, "reserve_mem"))) {
		print_str(&app->err, "module= and reserve_mem= are for a "
				     "kernel; add kernel=PATH.\n");
		return FW_INVALID_PARAMETER;
	}
	note_junk(app);
	return FW_SUCCESS;
}

static const char *frame_token(const struct cmdline *sources)
{
	const char *word = cmdline_word(sources, "frame");

	return word ? word_value(word, "frame") : NULL;
}

/* By itself, since it counts where another word is wrong, too. */
static enum exit_action exit_action(const struct cmdline *sources)
{
	const char *word = cmdline_word(sources, "exit");
	struct option_source alone = { .name = "" };
	struct option_fault fault;
	struct options options;

	if (!word)
		return EXIT_RETURN;
	alone.words.first = (char *)word;
	alone.words.end = alone.words.first + str_len(word) + 1;
	if (options_parse(&options, &alone, 1, ARCH_PROFILE, NULL, 0, &fault))
		return EXIT_RETURN;
	return options.exit;
}

/* --- the story --------------------------------------------------------- */

static struct fw_status run(struct app *app, struct fw_status status)
{
	if (!fw_failed(status))
		status = read_words(app);
	if (!fw_failed(status))
		status = do_as_told(app);
	app_conclude(app);
	return status;
}

size_t efi_main(void *image, void *system)
{
	struct app app = { 0 };
	const char *token;
	enum exit_action action;
	struct fw_status status = fw_open(&app.fw, image, system);

	if (fw_failed(status))
		return status.code;
	fw_stop_watchdog(&app.fw);
	console_open(&app.console, &app.fw);
	app.err = buffer_sink(&app.complaint_buffer, app.complaint,
			      sizeof(app.complaint));

	status = cmdline_open(&app.sources, &app.fw, &app.err);
	token = frame_token(&app.sources);
	action = exit_action(&app.sources);
	/* A boot manager leaves its logo; a shell is a place to look back. */
	if (!fw_from_shell(&app.fw))
		console_clear(&app.console);
	output_begin(&app.console, token);
	status = run(&app, status);
	output_end(&app.console, token, status);

	if (action == EXIT_WAIT)
		output_wait(&app.console, token);
	fw_free(&app.fw, app.lists);
	cmdline_close(&app.sources, &app.fw);
	fw_leave(&app.fw, action);
	return status.code;
}
