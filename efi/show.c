/* SPDX-License-Identifier: BSD-2-Clause */
/* The report, for consoles and files. */
#include "efi/app.h"

#include "core/firmware/rawmap.h"
#include "core/report/report.h"
#include "efi/boot/boot_map.h"
#include "efi/save.h"

/* --- what is printed --------------------------------------------------- */

/* What a page of it is made from. */
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
	output_screens(&app->console, page, app->options.pause);
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
		app->saved[app->saved_cnt++] = path;
	return status;
}

bool app_prints_report(const struct app *app)
{
	return !app->options.kernel || app->options.format_given;
}

/* --- the map ----------------------------------------------------------- */

/* The screen comes last: it may wait for somebody who is not there. */
static struct fw_status put_out(struct app *app,
				const struct conversion *conversion)
{
	const struct reported reported = { conversion, &app->options.report };
	const struct page text = { render_report, &reported };
	struct fw_status status = FW_SUCCESS;

	if (app_prints_report(app))
		output_lines(&app->console, &text);
	if (app->options.save)
		status = save(app, app->options.save, &text);
	if (app_prints_report(app)) {
		output_screens(&app->console, &text, app->options.pause);
		app->shown = true;
	}
	return status;
}

/* As it is, so also where it cannot be converted. */
static struct fw_status save_map(struct app *app, const struct capture *capture)
{
	const struct page raw = { render_raw, capture };

	return app->options.save_raw ? save(app, app->options.save_raw, &raw)
				     : FW_SUCCESS;
}

struct fw_status app_show_map(struct app *app)
{
	struct boot_map machine;
	struct fw_status status = boot_map_read(&machine, &app->fw, &app->err),
			 saved;

	if (fw_failed(status))
		return status;
	saved = save_map(app, &machine.capture);
	status = boot_map_convert(&machine, &app->options.settings, &app->err);
	if (!fw_failed(status))
		status = put_out(app, &machine.conversion);
	boot_map_release(&machine);
	return fw_failed(status) ? status : saved;
}

/* --- the last words ---------------------------------------------------- */

static void render_complaint(const struct sink *out, const void *app)
{
	print_str(out, ((const struct app *)app)->complaint);
}

static void render_last_words(const struct sink *out, const void *of)
{
	const struct app *app = of;

	if (app->shown && (app->saved_cnt || app->complaint[0]))
		print_str(out, "\n");
	for (size_t i = 0; i < app->saved_cnt; i++)
		print(out, "Saved as %s.\n", app->saved[i]);
	render_complaint(out, app);
}

void app_conclude(struct app *app)
{
	const struct page complaint = { render_complaint, app };
	const struct page last_words = { render_last_words, app };

	output_lines(&app->console, &complaint);
	output_screens(&app->console, &last_words, false);
}
