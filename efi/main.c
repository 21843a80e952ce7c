/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock.efi: reads words and the firmware's memory map, turns the map into
 * sets, prints and saves them, and leaves everything as it was; or loads a
 * kernel and hands the sets over to it.
 */
#include "efi/main.h"

#include "arch.h"
#include "core/convert/convert.h"
#include "core/base/cstring.h"
#include "core/firmware/rawmap.h"
#include "core/report/report.h"
#include "efi/handoff.h"
#include "efi/memory_map.h"
#include "efi/output.h"
#include "efi/save.h"
#include "efi/sources.h"

struct app {
	struct firmware fw;
	struct console console;
	struct sources sources;
	struct options options;
	/* What went wrong, told after all else. */
	char complaint[1024];
	struct buffer complaint_buffer;
	struct sink err;
};

/* --- what is printed --------------------------------------------------- */

static void render_report(const struct sink *out, const void *conversion)
{
	report(out, conversion);
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

static void render_raw(const struct sink *out, const void *capture)
{
	rawmap_write(out, capture);
}

static void show(struct app *app, const struct page *page)
{
	output_lines(&app->console, page);
	output_screens(&app->console, page, app->options.pause);
}

static size_t save(struct app *app, const char *path, const struct page *page)
{
	struct save file;
	struct sink out = save_sink(&file);
	size_t status = save_begin(&file, &app->fw, path, &app->err);

	if (fw_failed(status))
		return status;
	page->render(&out, page->of);
	return save_end(&file);
}

/* Who boots a kernel sees a report when a format is named. */
static bool prints_report(const struct app *app)
{
	return !app->options.kernel || options_has(&app->options, "format");
}

/* The screen comes last: it may wait for somebody who is not there. */
static size_t put_out(struct app *app, const struct conversion *conversion)
{
	const struct page text = { render_report, conversion };
	const struct page raw = { render_raw, conversion->capture };
	size_t status = FW_SUCCESS, raw_status = FW_SUCCESS;

	if (prints_report(app))
		output_lines(&app->console, &text);
	if (app->options.save)
		status = save(app, app->options.save, &text);
	if (app->options.save_raw)
		raw_status = save(app, app->options.save_raw, &raw);
	if (prints_report(app))
		output_screens(&app->console, &text, app->options.pause);
	return fw_failed(status) ? status : raw_status;
}

/* --- what is done ------------------------------------------------------ */

static size_t convert_in(struct app *app, const struct capture *capture,
			 void *space, size_t len)
{
	struct conversion conversion;
	int error = convert(&conversion, capture, &app->options, space, len);

	if (!error)
		return put_out(app, &conversion);
	print(&app->err, "The firmware's map of %zu descriptors cannot be "
	      "converted: %s; save it with save-raw= and report it.\n",
	      efimap_count(&capture->map), core_strerror(error));
	return FW_LOAD_ERROR;
}

static size_t convert_and_put_out(struct app *app,
				  const struct capture *capture)
{
	size_t len = convert_space(capture, &app->options);
	size_t pages = fw_pages_for(len);
	void *space = len ? fw_pages(&app->fw, pages) : NULL;
	size_t status;

	if (!space) {
		print(&app->err, "Converting %zu descriptors takes %zu pages "
		      "of memory, which AllocatePages did not give; free "
		      "memory by unloading drivers or applications.\n",
		      efimap_count(&capture->map), pages);
		return FW_OUT_OF_RESOURCES;
	}
	status = convert_in(app, capture, space, len);
	fw_free_pages(&app->fw, space, pages);
	return status;
}

static size_t show_map(struct app *app)
{
	struct capture capture;
	size_t status = fw_capture(&app->fw, &capture, &app->err);

	if (fw_failed(status))
		return status;
	status = convert_and_put_out(app, &capture);
	fw_release(&app->fw, &capture);
	return status;
}

static void say(void *console, const char *text, size_t len)
{
	const struct sink lines = console_line_sink(console);
	const struct sink screens = console_screen_sink(console);

	lines.write(lines.ctx, text, len);
	screens.write(screens.ctx, text, len);
}

/* Returns when it failed. */
static size_t boot_kernel(struct app *app)
{
	const struct sink out = { .write = say, .ctx = &app->console };
	struct load load;
	size_t status = load_all(&load, &app->fw, &app->options, &out,
				 &app->err);

	if (!fw_failed(status))
		status = handoff(&load);
	load_end(&load);
	return status;
}

static size_t show_and_boot(struct app *app)
{
	size_t status = FW_SUCCESS;

	if (prints_report(app) || app->options.save || app->options.save_raw)
		status = show_map(app);
	return fw_failed(status) ? status : boot_kernel(app);
}

static size_t do_as_told(struct app *app)
{
	const struct page help = { render_help, "memblock.efi [OPTION...] "
					      "[-- ARGUMENTS]" };
	const struct page version = {
		render_text,
		"memblock.efi " MEMBLOCK_VERSION " (" ARCH_NAME ")\n"
	};

	if (!app->options.help && !app->options.version)
		return app->options.kernel ? show_and_boot(app) :
					     show_map(app);
	show(app, app->options.help ? &help : &version);
	return FW_SUCCESS;
}

/* --- the words --------------------------------------------------------- */

static void note_junk(struct app *app)
{
	/* Nothing but the format itself goes to a program. */
	if (app->sources.junk && app->options.format == FORMAT_TEXT)
		print(&app->err, "Note: the firmware gave %zu bytes of "
		      "LoadOptions that are no text; they were ignored.\n",
		      app->sources.junk);
}

static size_t read_words(struct app *app)
{
	struct option_fault fault;

	if (options_parse(&app->options, app->sources.list, app->sources.cnt,
			  ARCH_PROFILE, &fault)) {
		options_explain(&app->err, &fault);
		return FW_INVALID_PARAMETER;
	}
	if (!app->options.kernel && (options_has(&app->options, "module") ||
				     options_has(&app->options,
						 "reserve_mem"))) {
		print_str(&app->err, "module= and reserve_mem= are for a "
			  "kernel; add kernel=PATH.\n");
		return FW_INVALID_PARAMETER;
	}
	note_junk(app);
	return FW_SUCCESS;
}

static const char *frame_token(const struct sources *sources)
{
	const char *word = sources_word(sources, "frame");

	return word ? word_value(word, "frame") : NULL;
}

/* By itself, since it counts where another word is wrong, too. */
static enum exit_action exit_action(const struct sources *sources)
{
	const char *word = sources_word(sources, "exit");
	struct option_source alone = { .name = "" };
	struct option_fault fault;
	struct options options;

	if (!word)
		return EXIT_RETURN;
	alone.words.first = (char *)word;
	alone.words.end = alone.words.first + str_len(word) + 1;
	if (options_parse(&options, &alone, 1, ARCH_PROFILE, &fault))
		return EXIT_RETURN;
	return options.exit;
}

/* --- the story --------------------------------------------------------- */

static size_t run(struct app *app, size_t status)
{
	const struct page complaint = { render_text, app->complaint };

	if (!fw_failed(status))
		status = read_words(app);
	if (!fw_failed(status))
		status = do_as_told(app);
	output_lines(&app->console, &complaint);
	output_screens(&app->console, &complaint, false);
	return status;
}

size_t efi_main(void *image, void *system)
{
	struct app app = { 0 };
	const char *token;
	enum exit_action action;
	size_t status = fw_open(&app.fw, image, system);

	if (fw_failed(status))
		return status;
	fw_stop_watchdog(&app.fw);
	console_open(&app.console, &app.fw);
	app.err = buffer_sink(&app.complaint_buffer, app.complaint,
			      sizeof(app.complaint));

	status = sources_open(&app.sources, &app.fw, &app.err);
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
	sources_close(&app.sources, &app.fw);
	fw_leave(&app.fw, action);
	return status;
}
