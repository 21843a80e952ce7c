/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of main.h share: main.c, which tells the story, and show.c.
 */
#ifndef EFI_APP_H
#define EFI_APP_H

#include "efi/console/output.h"
#include "efi/config/cmdline.h"

struct app {
	struct firmware fw;
	struct console console;
	struct cmdline cmdline;
	struct options options;
	bool shown;           /* the report is on the screens */
	const char *saved[2]; /* the files that were */
	size_t saved_cnt;
	/* What went wrong, told after all else. */
	char complaint[1024];
	struct buffer complaint_buffer;
	struct sink err;
};

/* A text to the consoles, for the screens in pages. */
void app_show(struct app *app, const struct page *page);

/* Who boots a kernel sees a report when a format is named. */
bool app_prints_report(const struct app *app);

/* The map's report to the consoles, and what is to be saved into its files. */
struct fw_status app_show_map(struct app *app);

/* The last words: what went wrong, and on the screens what was saved. */
void app_conclude(struct app *app);

#endif
