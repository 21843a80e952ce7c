/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/explorer.h"

#include "core/base/cstring.h"
#include "efi/boot/boot.h"
#include "efi/console/keyboard.h"
#include "efi/console/menu.h"
#include "efi/explorer/compare.h"
#include "efi/explorer/trial.h"
#include "efi/facts/map_facts.h"
#include "efi/output/save_all.h"
#include "efi/uefi/shell.h"

bool explorer_is_due(const struct firmware *fw, const struct options *options)
{
	if (options->view != VIEW_CHOICE_AUTO)
		return options->view == VIEW_CHOICE_EXPLORER;
	return !options->kernel && !options->format_given && !options->save &&
	       !options->save_raw && !options->frame && options->pause &&
	       !options->save_all && options->timeout == NO_TIMEOUT &&
	       options->exit != EXIT_POWEROFF && options->exit != EXIT_RESET &&
	       !fw_in_shell_script(fw);
}

/* --- the map ------------------------------------------------------------- */

/* A map that was read by the key r. */
struct reading {
	struct boot_map map;
	struct map_facts facts;
};

struct session {
	const struct firmware *fw;
	const struct explorer_start *start;
	const struct options *options; /* that are in effect */
	const struct conversion *conversion;
	struct panes *panes;
	struct keyboard keyboard;
	struct explorer explorer;
	void *space; /* of the explorer */
	size_t space_pages;
	struct reading readings[2]; /* one is shown, the other one is next */
	size_t next;
	struct trial trials[2]; /* likewise */
	size_t next_trial;
	struct comparison comparison;
	char compared[EXPLORER_INPUT]; /* its path */
	char edits[EXPLORER_INPUT];
	/* Messages to the user. */
	char why[512];
	struct buffer why_buffer;
	struct sink err;
};

/* The words mem= and memmap=. */
static void list_edits(struct session *session)
{
	const struct report_request *report = &session->options->report;
	struct buffer buffer;
	struct sink out =
		buffer_sink(&buffer, session->edits, sizeof(session->edits));

	for (size_t i = 0; i < report->edit_cnt; i++)
		print(&out, "%s%s", i ? " " : "", report->edits[i].word);
}

static void begin_message(struct session *session)
{
	session->err = buffer_sink(&session->why_buffer, session->why,
				   sizeof(session->why));
}

/* Whether the kernel is that of an entry which is still to be chosen. */
static bool asks_for_entry(const struct session *session)
{
	const struct cmdline *cmdline = session->start->cmdline;

	return cmdline->from.entry_cnt && !cmdline_entry(cmdline);
}

/* Shows a conversion; false, and nothing has changed, without memory. */
static bool load(struct session *session, const struct conversion *conversion)
{
	const struct explorer_model model = {
		.conversion = conversion,
		.machine = conversion->capture->vendor,
		.edits = session->edits,
		.kernel = asks_for_entry(session)
				  ? "an entry of memblock.cfg"
				  : session->start->options->kernel,
		.graphics = panes_have_graphics(session->panes),
	};
	size_t len = explorer_space(conversion), pages = fw_pages_for(len);
	void *space = fw_pages(session->fw, pages);

	if (!space) {
		print_str(&session->err, "No memory is left.");
		return false;
	}
	list_edits(session);
	session->conversion = conversion;
	session->explorer.columns = session->panes->columns;
	session->explorer.rows = session->panes->rows;
	explorer_load(&session->explorer, &model, space, len);
	fw_free_pages(session->fw, session->space, session->space_pages);
	session->space = space;
	session->space_pages = pages;
	return true;
}

static bool read_map(struct session *session, struct reading *reading)
{
	if (fw_failed(boot_map_read(&reading->map, session->fw, &session->err)))
		return false;
	map_facts_read(&reading->facts, session->fw, &reading->map.capture);
	reading->map.capture.facts = &reading->facts.facts;
	if (!fw_failed(boot_map_convert(&reading->map,
					&session->options->settings,
					&session->err)) &&
	    load(session, &reading->map.conversion))
		return true;
	boot_map_release(&reading->map);
	return false;
}

static void read_again(struct session *session)
{
	if (!read_map(session, &session->readings[session->next]))
		return;
	session->next = !session->next;
	boot_map_release(&session->readings[session->next].map);
	trial_forget_map(&session->trials[!session->next_trial]);
	print_str(&session->err, "The map was read again.");
}

/* --- other words --------------------------------------------------------- */

static bool try_words(struct session *session, enum profile profile,
		      const char *words)
{
	struct trial *trial = &session->trials[session->next_trial];
	char all[TRIAL_TEXT];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, all, sizeof(all));
	bool made;

	print(&out, "profile=%s %s", profile_name(profile), words);
	explorer_try(&session->explorer, NULL);
	trial_free(trial);
	made = trial_make(trial, session->fw, session->start->cmdline,
			  session->conversion->capture, all, &session->err);
	if (made)
		explorer_try(&session->explorer, &trial->conversion);
	return made;
}

/* What was tried is shown from now on. */
static void keep_trial(struct session *session)
{
	struct trial *trial = &session->trials[session->next_trial];
	const struct options *former = session->options;

	session->options = &trial->options;
	if (!load(session, &trial->conversion)) {
		session->options = former;
		return;
	}
	trial->options.report.options = former->report.options;
	session->next_trial = !session->next_trial;
	trial_free(&session->trials[session->next_trial]);
}

static void switch_profile(struct session *session)
{
	enum profile profile = session->options->settings.profile;

	profile = profile == PROFILE_LINUX_X86 ? PROFILE_LINUX_ARM64
					       : PROFILE_LINUX_X86;
	if (try_words(session, profile, session->edits))
		keep_trial(session);
	explorer_try(&session->explorer, NULL);
}

/* --- files, the kernel, the Shell ---------------------------------------- */

static void compare(struct session *session)
{
	const struct explorer_text text = { comparison_print,
					    &session->comparison };

	comparison_free(&session->comparison);
	str_copy(session->compared, sizeof(session->compared),
		 session->explorer.typed);
	if (comparison_make(&session->comparison, session->fw,
			    session->conversion, session->compared,
			    &session->err))
		explorer_show(&session->explorer, text);
}

static void save(struct session *session)
{
	struct save_all saved;

	/* A stick takes seconds. */
	explorer_say(&session->explorer, "Saving ...");
	panes_draw(session->panes, &session->explorer);
	if (!fw_failed(save_all(&saved, session->fw, session->conversion,
				&session->options->report, &session->err)))
		save_all_describe(&session->err, &saved);
}

/* The options of an entry that is chosen, with what was typed; NULL: none is,
 * or a message says why there are none. */
static const struct options *entry_options(struct session *session)
{
	struct cmdline *cmdline = session->start->cmdline;
	size_t entry =
		menu_choose(session->panes->console, &cmdline->from.sections,
			    cmdline->from.entry_cnt,
			    cmdline->fallback ? cmdline->fallback : 1,
			    CONSOLE_FOREVER, NULL);
	const struct options *now = session->options;
	bool made;

	if (!entry || fw_failed(cmdline_add_entry(cmdline, entry)))
		return NULL;
	made = try_words(session, now->settings.profile,
			 now == session->start->options ? "" : session->edits);
	explorer_try(&session->explorer, NULL);
	if (!made)
		return NULL;
	now = &session->trials[session->next_trial].options;
	if (!now->kernel)
		print_str(&session->err, "This entry has no kernel=PATH.");
	return now->kernel ? now : NULL;
}

/* Returns only when the kernel was refused. */
static void boot(struct session *session)
{
	const struct options *options = session->options;
	bool asks = asks_for_entry(session);

	panes_end(session->panes);
	if (asks)
		options = entry_options(session);
	if (options)
		boot_kernel(session->fw, options, session->start->say,
			    &session->err);
	if (asks)
		cmdline_add_entry(session->start->cmdline, 0);
	panes_begin(session->panes);
}

static void run_shell(struct session *session)
{
	panes_end(session->panes);
	if (fw_is(FW_NOT_FOUND, shell_start(session->fw)))
		print_str(&session->err, "The firmware has no UEFI Shell.");
	panes_begin(session->panes);
}

static void leave(struct session *session, enum exit_action action)
{
	panes_end(session->panes);
	fw_leave(session->fw, action);
	panes_begin(session->panes);
}

/* --- keys ---------------------------------------------------------------- */

static void act(struct session *session, enum explorer_action action)
{
	switch (action) {
	case EXPLORER_REPAINT:
		panes_begin(session->panes);
		break;
	case EXPLORER_READ:
		read_again(session);
		break;
	case EXPLORER_TRY:
		try_words(session, session->options->settings.profile,
			  session->explorer.typed);
		break;
	case EXPLORER_KEEP:
		keep_trial(session);
		break;
	case EXPLORER_PROFILE:
		switch_profile(session);
		break;
	case EXPLORER_COMPARE:
		compare(session);
		break;
	case EXPLORER_SAVE:
		save(session);
		break;
	case EXPLORER_BOOT:
		boot(session);
		break;
	case EXPLORER_SHELL:
		run_shell(session);
		break;
	case EXPLORER_RESET:
		leave(session, EXIT_RESET);
		break;
	case EXPLORER_POWEROFF:
		leave(session, EXIT_POWEROFF);
		break;
	default:
		break;
	}
}

static void print_why(const struct sink *out, const void *why)
{
	print_str(out, why);
}

/* One sentence in the row for messages, more of them as a page. */
static void tell(struct session *session)
{
	const struct explorer_text text = { print_why, session->why };
	size_t len = str_len(session->why);

	if (len > 0 && session->why[len - 1] == '\n')
		session->why[--len] = '\0';
	if (len == 0)
		return;
	if (len + 2 < session->panes->columns || session->explorer.input)
		explorer_say(&session->explorer, session->why);
	else
		explorer_show(&session->explorer, text);
}

/* Returns false when the user leaves. */
static bool take_key(struct session *session, int key)
{
	enum explorer_action action = explorer_key(&session->explorer, key);

	if (action != EXPLORER_STAY)
		begin_message(session);
	act(session, action);
	if (action != EXPLORER_STAY)
		tell(session);
	return action != EXPLORER_LEAVE;
}

/* Draws only when no key waits, so that a key that repeats does not lag.
 * Returns whether keys could be read. */
static bool browse(struct session *session)
{
	int key = KEY_NONE;

	for (;;) {
		if (key == KEY_NONE) {
			panes_draw(session->panes, &session->explorer);
			key = keyboard_key(&session->keyboard, CONSOLE_FOREVER);
		}
		if (key == KEY_GONE)
			return false;
		if (!take_key(session, key))
			return true;
		key = keyboard_key(&session->keyboard, 0);
	}
}

static void close(struct session *session)
{
	fw_free_pages(session->fw, session->space, session->space_pages);
	comparison_free(&session->comparison);
	for (size_t i = 0; i < 2; i++) {
		boot_map_release(&session->readings[i].map);
		trial_free(&session->trials[i]);
	}
}

bool explorer_run(struct panes *panes, const struct explorer_start *start)
{
	struct session session = {
		.fw = start->map->fw,
		.start = start,
		.options = start->options,
		.panes = panes,
	};
	bool done = false;

	begin_message(&session);
	keyboard_open(&session.keyboard, panes->console);
	if (load(&session, &start->map->conversion)) {
		panes_begin(panes);
		done = browse(&session);
		panes_end(panes);
	}
	close(&session);
	return done;
}
