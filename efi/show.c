/* SPDX-License-Identifier: BSD-2-Clause */
/* The report, for consoles and files. */
#include "efi/app.h"

#include "core/firmware/rawmap.h"
#include "core/report/report.h"
#include "efi/boot/boot_map.h"
#include "efi/explorer/explorer.h"
#include "efi/facts/map_facts.h"
#include "efi/output/save.h"

/* --- what is printed --------------------------------------------------- */

/* What a report is made from. */
struct reported {
	const struct conversion *conversion;
	const struct report_request *request;
};

static void render_report(const struct sink *out, const void *of)
{
	const struct reported *reported = of;

	report(out, reported->conversion, reported->request);
}

static void render_raw(const struct sink *out, const void *capture)
{
	rawmap_write(out, capture);
}

void app_show(struct app *app, const struct page *page)
{
	output_lines(&app->console, page);
	app->left = output_screens(&app->console, page, app->options.pause);
}

static struct fw_status save(struct app *app, const char *path,
			     const struct page *page)
{
	struct save file;
	struct sink out = save_sink(&file);
	struct fw_status status = save_begin(&file, &app->fw, path, &app->err);

	if (fw_failed(status))
		return status;
	page->render(&out, page->of);
	status = save_end(&file);
	if (!fw_failed(status))
		app->saved[app->saved_cnt++] =
			(struct saved){ path, file.replaces };
	return status;
}

bool app_prints_report(const struct app *app)
{
	return !app->options.kernel || app->options.format_given ||
	       app->options.view == VIEW_CHOICE_EXPLORER;
}

/* --- everything -------------------------------------------------------- */

/* timeout=: whether no key was pressed so long. Then the machine is not left to
 * wait for one. */
static bool is_unattended(struct app *app)
{
	const struct options *options = &app->options;

	return options->timeout != NO_TIMEOUT &&
	       !output_key_within(&app->console, options->frame,
				  options->timeout);
}

static struct fw_status save_everything(struct app *app,
					const struct conversion *conversion)
{
	struct fw_status status = save_all(&app->all, &app->fw, conversion,
					   &app->options.report, &app->err);

	app->all_saved = !fw_failed(status);
	return status;
}

/* A machine that could not be saved stays on, with the reason on its screen. */
static struct fw_status survey(struct app *app,
			       const struct conversion *conversion)
{
	struct fw_status status = save_everything(app, conversion);

	app->options.pause = false;
	app->options.exit = fw_failed(status) ? EXIT_WAIT : EXIT_POWEROFF;
	return status;
}

static struct fw_status save_or_survey(struct app *app,
				       const struct conversion *conversion)
{
	if (is_unattended(app))
		return survey(app, conversion);
	return app->options.save_all ? save_everything(app, conversion)
				     : FW_SUCCESS;
}

/* --- the map ----------------------------------------------------------- */

/* Which lines console_line_sink() writes to: those on which the explorer is
 * drawn, or the others. */
static void take_lines(struct console *console, const struct panes *panes,
		       bool explored)
{
	for (size_t i = 0; i < console->line_cnt; i++)
		console->lines[i].taken = panes_have_line(panes, i) != explored;
}

static void free_lines(struct console *console)
{
	for (size_t i = 0; i < console->line_cnt; i++)
		console->lines[i].taken = false;
}

/* Where there is no terminal at the end of a line, it gets the report. Returns
 * false when the screens and the other lines need one as well. */
static bool explore(struct app *app, const struct boot_map *map,
		    const struct page *text)
{
	struct console *console = &app->console;
	const struct sink say = console_sink(console);
	const struct explorer_start start = { &app->options, &app->cmdline, map,
					      &say };
	struct panes panes;

	if (!explorer_is_due(&app->fw, &app->options) ||
	    !panes_find(&panes, console,
			app->options.view == VIEW_CHOICE_EXPLORER))
		return false;
	take_lines(console, &panes, false);
	output_lines(console, text);
	free_lines(console);
	app->left = explorer_run(&panes, &start);
	take_lines(console, &panes, true);
	panes_free(&panes);
	return app->left;
}

/* Screens come last: they may wait for a key that nobody presses. */
static struct fw_status show_report(struct app *app, const struct boot_map *map)
{
	const struct reported reported = { &map->conversion,
					   &app->options.report };
	const struct page text = { render_report, &reported };
	struct fw_status status = FW_SUCCESS, saved;
	bool prints = app_prints_report(app) && !explore(app, map, &text);

	if (prints)
		output_lines(&app->console, &text);
	free_lines(&app->console);
	if (app->options.save)
		status = save(app, app->options.save, &text);
	saved = save_or_survey(app, &map->conversion);
	if (prints) {
		app->left = output_screens(&app->console, &text,
					   app->options.pause);
		app->shown = true;
	}
	return fw_failed(status) ? status : saved;
}

/* Unconverted, so also when it cannot be converted. */
static struct fw_status save_map(struct app *app, const struct capture *capture)
{
	const struct page raw = { render_raw, capture };

	return app->options.save_raw ? save(app, app->options.save_raw, &raw)
				     : FW_SUCCESS;
}

struct fw_status app_show_map(struct app *app)
{
	struct boot_map map;
	struct map_facts facts;
	struct fw_status status = boot_map_read(&map, &app->fw, &app->err),
			 saved;

	if (fw_failed(status))
		return status;
	map_facts_read(&facts, &app->fw, &map.capture);
	map.capture.facts = &facts.facts;
	saved = save_map(app, &map.capture);
	status = boot_map_convert(&map, &app->options.settings, &app->err);
	if (!fw_failed(status))
		status = show_report(app, &map);
	boot_map_release(&map);
	return fw_failed(status) ? status : saved;
}

/* --- the end ----------------------------------------------------------- */

static void render_errors(const struct sink *out, const void *app)
{
	print_str(out, ((const struct app *)app)->errors);
}

/* All paths start at the root, however the user wrote them. */
static void render_saved(const struct sink *out, const struct saved *saved)
{
	const char *path = saved->path;

	print(out, "Saved as %s%s%s.\n",
	      *path == '\\' || *path == '/' ? "" : "\\", path,
	      saved->replaced ? ", in place of an older file" : "");
}

static void render_conclusion(const struct sink *out, const void *of)
{
	const struct app *app = of;

	if (app->shown && (app->saved_cnt || app->all_saved || app->errors[0]))
		print_str(out, "\n");
	for (size_t i = 0; i < app->saved_cnt; i++)
		render_saved(out, &app->saved[i]);
	if (app->all_saved)
		save_all_describe(out, &app->all);
	render_errors(out, app);
}

void app_conclude(struct app *app)
{
	const struct page errors = { render_errors, app };
	const struct page conclusion = { render_conclusion, app };

	output_lines(&app->console, &errors);
	output_screens(&app->console, &conclusion, false);
}
