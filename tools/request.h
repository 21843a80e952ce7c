/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a command that reads maps is asked for, the maps that it reads, and
 * where its result goes.
 */
#ifndef TOOLS_REQUEST_H
#define TOOLS_REQUEST_H

#include "core/options/parse.h"
#include "core/report/report.h"
#include "tools/colour.h"
#include "tools/command.h"
#include "tools/mapfile.h"
#include "tools/textsink.h"

/* As many as a command compares. */
#define REQUEST_FILES 2

/* What a command made of a word. */
enum word_use {
	WORD_OTHER, /* it is not one of its own */
	WORD_TAKEN,
	WORD_WRONG, /* a message was printed */
};

struct request {
	const struct command *command;
	struct option_source source; /* the words of the options in a row */
	struct options options;      /* until a map is read: for no machine */
	void *lists;                 /* the options' */
	const char *paths[REQUEST_FILES];
	size_t path_cnt;
	size_t path_max;    /* set by the command */
	const char *output; /* NULL: standard output */
	struct import_choice choices[REQUEST_FILES];
	size_t choice_cnt; /* maps or sides that were chosen */
	/* Each map is converted with the options of the kernel that logged it,
	 * unless others are given. */
	bool as_booted;
	bool all;       /* --all */
	const char *to; /* --to=, NULL without */
	bool list;      /* list the maps in the file instead */
	bool help, version;
	enum colour colour;
	unsigned int seen; /* switches with a value, a bit for each kind */
	/* The command's own words, and what it makes of them. */
	enum word_use (*take)(struct request *request, const char *word);
	void *own;
	bool where_given; /* --where= */
	phys_addr_t where;
	const char *format;   /* of --format=, NULL without */
	const char *severity; /* of --severity=, NULL without */
	struct sink err;
};

/*
 * Reads the arguments, does what --help and --version ask for, or calls work,
 * which returns the exit status of the program. path_max is the number of files
 * that the command takes.
 */
int request_run(const struct command *command, size_t path_max, int argc,
		char **argv, int (*work)(struct request *request));

/* The same for a command that has words of its own: take is offered each word
 * first, and own is passed to work in the request. */
int request_run_words(const struct command *command, size_t path_max, int argc,
		      char **argv, int (*work)(struct request *request),
		      enum word_use (*take)(struct request *request,
					    const char *word),
		      void *own);

/* A map and its conversion. It must not be moved. */
struct loaded {
	struct mapfile file;
	struct options options; /* for the machine of the map */
	void *lists;            /* the options', if they are its own */
	char *words;            /* of the kernel's command line */
	struct conversion conversion;
	void *space;
	int status; /* STATUS_GOOD or STATUS_PARTLY */
};

/* Reads and converts the map number index. false: a message was printed.
 * loaded_free() releases it. */
bool request_load(struct request *request, size_t index, struct loaded *ret);
void loaded_free(struct loaded *loaded);

/* Do the two maps follow the same rules? If not, a message was printed. */
bool request_comparable(const struct request *request,
			const struct loaded maps[2]);

/* Prints the list of maps in the first file, as request_print() does. Returns
 * the exit status. */
int request_list(struct request *request);

/*
 * Writes the result: the map to save-raw=, and text to save= and to -o or
 * standard output. bytes: text is not printed if it was saved. Files are saved
 * first, so that printed output means success. Bytes are not printed to a
 * terminal. capture may be NULL without
 * save-raw=. Returns status, or STATUS_FAILED after a message.
 */
int request_print(const struct request *request, const struct capture *capture,
		  const struct text *text, bool bytes, int status);

#endif
