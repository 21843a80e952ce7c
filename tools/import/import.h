/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readers of foreign maps. A text format is one function that is offered
 * every line of the file and takes what it knows; tools/import/lines.c offers
 * the lines to all of them and chooses the one that found the most.
 * A format is added by writing its function and naming it there.
 */
#ifndef TOOLS_IMPORT_IMPORT_H
#define TOOLS_IMPORT_IMPORT_H

#include "core/firmware/capture.h"
#include "core/text/print.h"
#include "tools/import/cursor.h"

/* A line without its line end; text is not NUL-ended and may hold NULs. */
struct line {
	struct cursor text;
	size_t number; /* from 1 */
	bool unended;  /* the file ends without a line end */
};

struct import;

struct import_format {
	const char *origin; /* for people: "EDK2 shell memmap" */
	enum profile profile;
	/* Among formats that found rows the highest rank wins: our own files
	 * know everything, EFI descriptors more than E820 rows. */
	int rank;
	void (*line)(struct import *import, const struct line *line);
};
extern const struct import_format import_our_csv;   /* our_csv.c */
extern const struct import_format import_shell;     /* shell.c */
extern const struct import_format import_linux_x86; /* linux_efi.c */
extern const struct import_format import_linux_arm64;
extern const struct import_format import_uboot;   /* uboot.c */
extern const struct import_format import_mikanos; /* mikanos.c */
extern const struct import_format import_e820;    /* bios_e820.c */

/* Something to say about a line. */
struct remark {
	size_t line;
	struct cursor text; /* what could not be read; at is NULL for a note */
	const char *what;   /* a string that lives for good */
};

/* One format at work on one file. */
struct import {
	const struct import_format *format;
	struct capture capture; /* facts, and the map once all is read */

	struct efi_memory_desc *desc;
	size_t cnt, max;
	struct remark *remarks;
	size_t remark_cnt, remark_max;
	size_t unread; /* remarks that are unreadable rows */

	/* The format's own. */
	int inside;       /* which table or part of a log, 0: none */
	uint64_t index;   /* of the last row that carries one */
	bool gaps;        /* rows are missing between those indices */
	size_t unaligned; /* E820 rows that had to be rounded */
	bool over;        /* the map is complete: no more lines for it */
};

/* A descriptor that was read. */
void import_row(struct import *import, const struct efi_memory_desc *desc);
/* The line is one of the format's, but cannot be understood. */
void import_unread(struct import *import, const struct line *line,
		   const char *why);
/* One of the two: the row, or why it cannot be read where why is not NULL. */
void import_take(struct import *import, const struct line *line,
		 const char *why, const struct efi_memory_desc *desc);
void import_note(struct import *import, size_t line, const char *what);
/* Another map begins with this line. true: the import already has one, and
 * is over. */
bool import_starts(struct import *import, const struct line *line);
/* The same, but what was read until now is dropped: it is incomplete. */
void import_starts_anew(struct import *import, const struct line *line);

/*
 * How many pages the range has. end is its last byte, or one beyond. A last
 * byte of start - 1 is a range of no pages, an exclusive end of 0 one that
 * reaches 2^64. Returns NULL, or what is wrong.
 */
const char *range_pages(uint64_t start, uint64_t end, bool inclusive,
			uint64_t *ret_pages);

/* "EFI v2.70 by VENDOR", as Linux logs it: taken into the facts. */
void import_firmware_line(struct import *import, const struct line *line);

/* --- whole files --------------------------------------------------------- */

/* What a reader of a whole file returns. Messages were printed. */
enum import_result {
	IMPORT_GOOD,
	IMPORT_PARTLY, /* some rows could not be read */
	IMPORT_FAILED, /* *ret_capture and *ret_store are untouched */
};

/* capture->map points into *ret_store, which the caller frees. name is the
 * file's, for messages. text[len] is UTF-8, or nearly. */
enum import_result import_text(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages);
enum import_result import_json(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages);

#endif
