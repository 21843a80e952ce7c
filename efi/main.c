/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock.efi: reads its options and the firmware's memory map, converts the
 * map into memblock's sets, and shows and saves them; or loads a kernel and
 * hands the sets over to it.
 */
#include "efi/main.h"

#include "arch.h"
#include "core/base/version.h"
#include "core/report/report.h"
#include "efi/app.h"
#include "efi/boot/boot.h"
#include "efi/console/menu.h"
#include "efi/texts/help.h"
#include "efi/texts/texts.h"

/* --- actions ----------------------------------------------------------- */

static struct fw_status show_and_boot(struct app *app)
{
	const struct sink out = console_sink(&app->console);
	struct fw_status status = FW_SUCCESS;

	if (app_prints_report(app) || app->options.save ||
	    app->options.save_raw || app->options.save_all)
		status = app_show_map(app);
	/* From the explorer, its user has booted the kernel or left it. */
	if (app->options.view == VIEW_CHOICE_EXPLORER && app->left)
		return status;
	return fw_failed(status)
		       ? status
		       : boot_kernel(&app->fw, &app->options, &out, &app->err);
}

static void render_text(const struct sink *out, const void *text)
{
	print_str(out, text);
}

static void render_help(const struct sink *out, const void *nothing)
{
	(void)nothing;
	help_print(out);
}

static struct fw_status act(struct app *app)
{
	const struct page help = { render_help, NULL };
	const struct page version = { render_text,
				      "memblock.efi " MEMBLOCK_VERSION
				      " (" ARCH_NAME ")\n" };

	if (!app->options.help && !app->options.version)
		return app->options.kernel ? show_and_boot(app)
					   : app_show_map(app);
	app_show(app, app->options.help ? &help : &version);
	return FW_SUCCESS;
}

/* --- the options ------------------------------------------------------- */

static void print_notes(struct app *app)
{
	/* Other formats are for programs. */
	if (app->options.report.format != FORMAT_TEXT)
		return;
	if (app->cmdline.from.second)
		print(&app->err,
		      "Note: \\memblock.cfg was not read, because there is "
		      "%s.\n",
		      app->cmdline.file);
	if (app->cmdline.junk)
		print(&app->err,
		      "Note: the firmware gave %zu bytes of "
		      "LoadOptions that are not text; they were ignored.\n",
		      app->cmdline.junk);
}

/* What could not be asked for is told from what is not there. */
static void note_server(struct app *app)
{
	const struct sources *from = &app->cmdline.from;

	if (app->options.report.format != FORMAT_TEXT)
		return;
	if (from->over_http)
		print_str(&app->err,
			  "Note: memblock.efi was loaded by HTTP, so that "
			  "there is no memblock.cfg; PXE over IPv4 has one.\n");
	if (!fw_failed(from->server))
		return;
	print_str(&app->err, "Note: the server could not be asked for "
			     "memblock.cfg: ");
	print_status(&app->err, from->server);
	print_str(&app->err, ".\n");
}

static struct fw_status check_options(struct app *app)
{
	const struct options *options = &app->options;

	if (!options->kernel &&
	    (options->module_cnt || options->reserve_mem_cnt)) {
		print_str(&app->err, "module=, initrd= and reserve_mem= are "
				     "for a kernel; add kernel=PATH.\n");
		return FW_INVALID_PARAMETER;
	}
	/* It has had its effect. */
	if (cmdline_entry(&app->cmdline))
		app->options.timeout = NO_TIMEOUT;
	print_notes(app);
	note_server(app);
	return FW_SUCCESS;
}

/* --- entries ------------------------------------------------------------- */

/* Whether nothing says yet which entry of memblock.cfg is used. */
static bool asks_for_entry(const struct app *app)
{
	return app->cmdline.from.entry_cnt && !cmdline_entry(&app->cmdline) &&
	       !app->options.help && !app->options.version;
}

static bool is_person_there(const struct app *app)
{
	return !app->options.frame && app->options.pause &&
	       !fw_in_shell_script(&app->fw) &&
	       console_has_keyboard(&app->console);
}

/* The explorer has a key for it, but only a menu has a time. */
static bool has_menu(const struct app *app)
{
	return app->options.view != VIEW_CHOICE_EXPLORER ||
	       (app->cmdline.fallback && app->options.timeout != NO_TIMEOUT);
}

static void forget_errors(struct app *app)
{
	app->errors[0] = '\0';
	app->err = buffer_sink(&app->errors_buffer, app->errors,
			       sizeof(app->errors));
}

static void show_notes(struct app *app)
{
	const struct sink out = console_sink(&app->console);

	sources_note_entries(&app->cmdline.from);
	print_str(&out, app->errors);
	forget_errors(app);
}

/* 0: no entry. Then the map is shown, unless the user leaves. */
static size_t ask(struct app *app)
{
	size_t fallback = app->cmdline.fallback, entry;
	bool quiet;

	show_notes(app);
	entry = menu_choose(&app->console, &app->cmdline.from.sections,
			    app->cmdline.from.entry_cnt,
			    fallback ? fallback : 1, app->options.timeout,
			    fallback ? "boot" : "power off");
	quiet = entry == MENU_TIMEOUT;
	app->asked = app->options.view != VIEW_CHOICE_EXPLORER;
	app->left = !entry && app->options.view != VIEW_CHOICE_EXPLORER;
	app->options.timeout = quiet && !fallback ? 0 : NO_TIMEOUT;
	return quiet ? fallback : entry;
}

static struct fw_status choose_entry(struct app *app)
{
	bool there = is_person_there(app);
	size_t entry = app->cmdline.fallback;
	struct fw_status status;

	if (there)
		entry = has_menu(app) ? ask(app) : 0;
	if (entry) {
		status = cmdline_enter(&app->cmdline, &app->options, entry,
				       ARCH_PROFILE);
		if (app->options.view == VIEW_CHOICE_EXPLORER)
			app->options.view = VIEW_CHOICE_REPORT;
		return status;
	}
	if (there)
		return FW_SUCCESS;
	/* A default= that names none has been reported. */
	if (!app->options.fallback) {
		print_str(&app->err,
			  "Neither entry= nor default= names an entry");
		cmdline_print_entries(&app->cmdline);
	}
	return FW_INVALID_PARAMETER;
}

static struct fw_status settle_entry(struct app *app)
{
	struct options *options = &app->options;

	if (options->kernel && options->timeout != NO_TIMEOUT &&
	    !options->fallback && !cmdline_entry(&app->cmdline)) {
		print_str(&app->err, "timeout= ends with the machine off, so "
				     "that kernel= would not be booted; remove "
				     "one of them.\n");
		return FW_INVALID_PARAMETER;
	}
	return asks_for_entry(app) ? choose_entry(app) : FW_SUCCESS;
}

/* --- the story --------------------------------------------------------- */

static struct fw_status attempt(struct app *app)
{
	struct fw_status status = settle_entry(app);

	if (!fw_failed(status) && !app->left)
		status = check_options(app);
	return fw_failed(status) || app->left ? status : act(app);
}

/* To the options without an entry. The menu selects the one that failed. */
static bool goes_back(struct app *app)
{
	if (!app->asked)
		return false;
	app->cmdline.fallback = cmdline_entry(&app->cmdline);
	cmdline_enter(&app->cmdline, &app->options, 0, ARCH_PROFILE);
	app->options.timeout = NO_TIMEOUT;
	app->asked = app->all_saved = app->left = false;
	app->saved_cnt = 0;
	forget_errors(app);
	return true;
}

static struct fw_status run(struct app *app, struct fw_status status)
{
	if (!fw_failed(status))
		status = attempt(app);
	app_conclude(app);
	while (fw_failed(status) && goes_back(app)) {
		status = attempt(app);
		app_conclude(app);
	}
	return status;
}

/* Clears the boot logo, but keeps the scrollback of a shell. A kernel takes
 * over a screen as it is. */
static void open_screens(struct app *app)
{
	if (app->shell)
		return;
	if (app_prints_report(app) && !(asks_for_entry(app) && has_menu(app)))
		console_enlarge(&app->console);
	else
		console_clear(&app->console);
}

/* How long a message stays that nobody confirms. */
#define ERROR_SECONDS 30

/* Where a shell owns the screen, the text stays. Otherwise the boot manager
 * goes on at once, and an error would not be seen. */
static void await_user(struct app *app, struct fw_status status)
{
	const char *token = app->options.frame;

	/* Whoever has left the pages has read them, and a shell keeps them. */
	if (app->options.exit == EXIT_WAIT && !app->shell &&
	    (!app->left || app->saved_cnt || app->all_saved || app->errors[0]))
		output_wait(&app->console, token, 0);
	else if (fw_failed(status) && app->options.exit != EXIT_WAIT &&
		 !app->shell && !token && app->console.screen_cnt)
		output_wait(&app->console, token, ERROR_SECONDS);
}

size_t efi_main(void *image, void *system)
{
	struct app app = { 0 };
	struct fw_status status = fw_open(&app.fw, image, system);

	if (fw_failed(status))
		return status.code;
	fw_stop_watchdog(&app.fw);
	texts_open(&app.fw);
	console_open(&app.console, &app.fw);
	forget_errors(&app);
	status = cmdline_open(&app.cmdline, &app.options, ARCH_PROFILE, &app.fw,
			      &app.err);
	if (app.cmdline.file[0])
		app.options.report.options = app.cmdline.file;
	app.shell = fw_from_shell(&app.fw);
	open_screens(&app);
	output_begin(&app.console, app.options.frame);
	status = run(&app, status);
	output_end(&app.console, app.options.frame, status);
	await_user(&app, status);
	console_give_back(&app.console, app.shell);
	cmdline_close(&app.cmdline);
	texts_close();
	fw_leave(&app.fw, app.options.exit);
	return status.code;
}
