/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readers of maps that other programs printed. A text format is one function
 * that is offered every line of the file and takes those that it recognises;
 * tools/import/lines.c offers the lines to all formats and uses the one that
 * found the most. A new format is a function, declared here and listed there.
 */
#ifndef TOOLS_IMPORT_IMPORT_H
#define TOOLS_IMPORT_IMPORT_H

#include "core/firmware/capture.h"
#include "core/text/print.h"
#include "tools/import/cursor.h"

/* A line without its line end. text is not NUL-terminated and may contain
 * NULs. */
struct line {
	struct cursor text;
	size_t number; /* from 1 */
	bool unended;  /* the last line, and it has no line end */
};

struct import;

struct import_format {
	const char *origin; /* the name of the format: "EDK2 shell memmap" */
	enum profile profile;
	/* Of the formats that found rows, the one with the highest rank is
	 * used: our own files are complete, and EFI descriptors have more
	 * information than E820 rows. */
	int rank;
	/* Takes a line with the functions below, or ignores it. */
	void (*line)(struct import *import, const struct line *line);
};
extern const struct import_format import_our_csv;   /* our_csv.c */
extern const struct import_format import_shell;     /* shell.c */
extern const struct import_format import_linux_x86; /* linux_efi.c */
extern const struct import_format import_linux_arm64;
extern const struct import_format import_uboot;   /* uboot.c */
extern const struct import_format import_mikanos; /* mikanos.c */
extern const struct import_format import_e820;    /* bios_e820.c */

/* A message about a line. */
struct remark {
	size_t line;
	struct cursor text; /* the row that is unreadable; of a note, at is
			     * NULL */
	const char *what;   /* a string literal */
};

/* One format at work on one file. */
struct import {
	const struct import_format *format;
	struct capture capture; /* the facts; the map is set at the end */

	struct efi_memory_desc *desc;
	size_t cnt, max;
	struct remark *remarks;
	size_t remark_cnt, remark_max;
	size_t unread; /* remarks that are unreadable rows */

	/* State of the format. */
	int inside;       /* in which table or part of a log; 0: in none */
	uint64_t index;   /* of the last row that has one */
	bool gaps;        /* indices are missing */
	size_t unaligned; /* E820 rows that had to be rounded */
	bool over;        /* the map is complete; no more lines are needed */
};

/* Adds a descriptor. */
void import_row(struct import *import, const struct efi_memory_desc *desc);

/* Reports that the line is a row of the format, but unreadable: why says in a
 * few words what is wrong. */
void import_unread(struct import *import, const struct line *line,
		   const char *why);

/* import_unread() where why is not NULL, else import_row(). */
void import_take(struct import *import, const struct line *line,
		 const char *why, const struct efi_memory_desc *desc);

/* Adds a note about a line number, which does not make the map incomplete. */
void import_note(struct import *import, size_t line, const char *what);

/* Reports that another map starts with this line. true: the import has rows,
 * and is over now. */
bool import_starts(struct import *import, const struct line *line);

/* Drops the rows that were read, which are incomplete, and starts again with
 * this line. */
void import_starts_anew(struct import *import, const struct line *line);

/*
 * The number of 4 KiB pages in a range. end is its last byte if inclusive, else
 * the first byte after it. An inclusive end of start - 1 is an empty range, an
 * exclusive end of 0 is 2^64. Returns NULL, or what is wrong.
 */
const char *range_pages(uint64_t start, uint64_t end, bool inclusive,
			uint64_t *ret_pages);

/* Takes the facts from a line of Linux such as "efi: EFI v2.70 by VENDOR";
 * other lines are ignored. */
void import_firmware_line(struct import *import, const struct line *line);

/* --- whole files --------------------------------------------------------- */

/* The result of reading a whole file. Messages were printed. */
enum import_result {
	IMPORT_GOOD,
	IMPORT_PARTLY, /* some rows could not be read */
	IMPORT_FAILED, /* *ret_capture and *ret_store are untouched */
};

/*
 * Read text[len], which should be UTF-8: import_json() our JSON, import_text()
 * everything else. Messages call the file name. The capture points into
 * *ret_store, which the caller frees.
 */
enum import_result import_text(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages);
enum import_result import_json(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages);

#endif
