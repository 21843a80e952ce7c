/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/explorer.h"

#include "core/base/cstring.h"
#include "efi/console/keyboard.h"
#include "efi/uefi/capture.h"
#include "efi/facts/map_facts.h"

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
	const struct options *options;
	struct panes *panes;
	struct keyboard keyboard;
	struct explorer explorer;
	void *space; /* of the explorer */
	size_t space_pages;
	struct reading readings[2]; /* one is shown, the other one is next */
	size_t next;
	char edits[EXPLORER_INPUT];
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

/* Shows a conversion; false, and nothing has changed, without memory. */
static bool load(struct session *session, const struct conversion *conversion)
{
	const struct explorer_model model = {
		.conversion = conversion,
		.machine = conversion->capture->vendor,
		.edits = session->edits,
		.kernel = session->options->kernel,
	};
	size_t len = explorer_space(conversion), pages = fw_pages_for(len);
	void *space = fw_pages(session->fw, pages);

	if (!space)
		return false;
	session->explorer.columns = session->panes->columns;
	session->explorer.rows = session->panes->rows;
	explorer_load(&session->explorer, &model, space, len);
	fw_free_pages(session->fw, session->space, session->space_pages);
	session->space = space;
	session->space_pages = pages;
	return true;
}

static void read_again(struct session *session)
{
	struct reading *reading = &session->readings[session->next];
	struct sink err;
	struct buffer buffer;
	char why[128];

	err = buffer_sink(&buffer, why, sizeof(why));
	if (fw_failed(boot_map_read(&reading->map, session->fw, &err))) {
		explorer_say(&session->explorer, why);
		return;
	}
	map_facts_read(&reading->facts, session->fw, &reading->map.capture);
	reading->map.capture.facts = &reading->facts.facts;
	if (fw_failed(boot_map_convert(&reading->map,
				       &session->options->settings, &err)) ||
	    !load(session, &reading->map.conversion)) {
		boot_map_release(&reading->map);
		explorer_say(&session->explorer,
			     why[0] ? why : "No memory is left.");
		return;
	}
	session->next = !session->next;
	boot_map_release(&session->readings[session->next].map);
	explorer_say(&session->explorer, "The map was read again.");
}

/* --- keys ---------------------------------------------------------------- */

static bool act(struct session *session, enum explorer_action action)
{
	switch (action) {
	case EXPLORER_REPAINT:
		panes_begin(session->panes);
		break;
	case EXPLORER_READ:
		read_again(session);
		break;
	case EXPLORER_LEAVE:
		return false;
	default:
		break;
	}
	return true;
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
		if (!act(session, explorer_key(&session->explorer, key)))
			return true;
		key = keyboard_key(&session->keyboard, 0);
	}
}

bool explorer_run(struct panes *panes, const struct options *options,
		  const struct boot_map *map)
{
	struct session session = {
		.fw = map->fw,
		.options = options,
		.panes = panes,
	};
	bool done = false;

	list_edits(&session);
	keyboard_open(&session.keyboard, panes->console);
	if (load(&session, &map->conversion)) {
		panes_begin(panes);
		done = browse(&session);
		panes_end(panes);
	}
	fw_free_pages(session.fw, session.space, session.space_pages);
	for (size_t i = 0; i < 2; i++)
		boot_map_release(&session.readings[i].map);
	return done;
}
