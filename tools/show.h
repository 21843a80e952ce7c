/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What memblock show and memblock table are asked for.
 */
#ifndef TOOLS_SHOW_H
#define TOOLS_SHOW_H

#include "core/options/parse.h"
#include "core/report/report.h"
#include "tools/import/import.h"

struct show {
	const char *command;
	/* Prints the conversion to a sink. */
	void (*render)(const struct sink *out,
		       const struct conversion *conversion,
		       const struct report_request *request);
	bool bytes;                  /* what it prints is not text */
	struct option_source source; /* the words of the options in a row */
	struct options options;
	void *lists;        /* the options' */
	const char *path;   /* NULL: standard input */
	const char *output; /* NULL: standard output */
	struct import_choice choice;
	bool list; /* list the maps in the file instead */
	struct sink err;
};

/* Reads the arguments after argv[0] into show. false: they are wrong, and a
 * message was printed. */
bool show_arguments(struct show *show, int argc, char **argv);

/* Completes show->options for the machine whose map was read. false: they do
 * not suit it, and a message was printed. */
bool show_settle(struct show *show, enum profile machine);

/* Frees what show_arguments() allocated. */
void show_free(struct show *show);

#endif
