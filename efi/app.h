/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The state of a run, which main.c and show.c share.
 */
#ifndef EFI_APP_H
#define EFI_APP_H

#include "efi/console/output.h"
#include "efi/config/cmdline.h"
#include "efi/output/save_all.h"

struct app {
	struct firmware fw;
	struct console console;
	struct cmdline cmdline;
	struct options options;
	bool shell; /* a UEFI Shell started us and has the screen */
	bool shown; /* the report is on the screens */
	bool left;  /* the user has left its pages by a key */
	bool asked; /* the entry is from the menu, to which a failure leads */
	/* The files that were saved, by their paths as the user wrote them. */
	struct saved {
		const char *path;
		bool replaced; /* a file of that name */
	} saved[2];
	size_t saved_cnt;
	struct save_all all; /* what save-all and timeout= saved */
	bool all_saved;
	/* Error messages, which are shown last. */
	char errors[1024];
	struct buffer errors_buffer;
	struct sink err;
};

/* Shows a text on the consoles, on the screens in pages. */
void app_show(struct app *app, const struct page *page);

/* Whether a report is shown: with kernel= only when format= is given. */
bool app_prints_report(const struct app *app);

/* Shows the report of the map and saves it, as the options say. */
struct fw_status app_show_map(struct app *app);

/* Shows error messages, and on the screens what was saved. */
void app_conclude(struct app *app);

#endif
