/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readers of maps that other programs printed. A text format is one function
 * that is offered every line of the file and takes those that it recognises;
 * tools/import/offer.c offers the lines to all formats, and tools/import/read.c
 * chooses one of the maps that they found. A new format is a function, declared
 * here and listed in tools/import/formats.c.
 */
#ifndef TOOLS_IMPORT_IMPORT_H
#define TOOLS_IMPORT_IMPORT_H

#include "core/firmware/capture.h"
#include "core/text/print.h"
#include "tools/import/cursor.h"
#include "tools/import/log_facts.h"
#include "tools/import/sides.h"

/* A line without its line end, cleaned (tools/clean/clean.h). text is not
 * NUL-terminated and may contain NULs. */
struct line {
	struct cursor text;
	size_t number; /* from 1 */
	size_t index;  /* counts the cleaned lines, from 1 */
	bool unended;  /* the last one, and it has no line end */
};

struct import;

/* What the rows of a format are. */
enum import_holds {
	IMPORT_HOLDS_EFI,   /* descriptors */
	IMPORT_HOLDS_E820,  /* entries of an E820 table, in bytes */
	IMPORT_HOLDS_BYTES, /* ranges in bytes, without attributes */
	IMPORT_HOLDS_SETS,  /* sets of memblock */
};

struct import_format {
	const char *origin; /* the name of the format: "EDK2 shell memmap" */
	enum profile profile;
	enum import_holds holds;
	/* Of the formats that found a whole map, the one with the highest rank
	 * is used: our own files are complete, and EFI descriptors have more
	 * information than E820 rows. */
	int rank;
	/* Texts in lower case of at least SCAN_HINT_MIN characters, one of
	 * which stands in a line of each map (tools/import/scan.h); NULL ends
	 * them. The first stands in each row, unless rows have nothing in
	 * common. */
	const char *const *hints;
	/* Takes a line with the functions below, or ignores it. */
	void (*line)(struct import *import, const struct line *line);
	/* Lines are offered as they are in the file, and a row may contain line
	 * ends. */
	bool raw;
	/* The format is part of a log of Linux. A row that follows an equal one
	 * is the same row then: two consoles write each line twice. */
	bool log;
	/* Rows have an index, so that equal ones can be distinguished. */
	bool indexed;
	/* Machines of several architectures print such maps, and profile is
	 * that of most. */
	bool any_arch;
	/* Its rows are named by the files that they come from, which are parts
	 * of one map. */
	bool files;
	/* Lines that are not rows have addresses, too. */
	bool prose;
	/* Attributes are the last of a row, and without some of them they are
	 * attributes as well. */
	bool open_attributes;
	/* A note for whoever uses such a map, or NULL. */
	const char *note;
};
extern const struct import_format import_our_text; /* our_text.c */
extern const struct import_format import_memblock; /* memblock_dump.c */
extern const struct import_format import_xen;      /* xen.c */
extern const struct import_format import_xen_efi;
extern const struct import_format import_lsefimmap; /* grub.c */
extern const struct import_format import_lsmmap;
extern const struct import_format import_displaymem;
extern const struct import_format import_coreboot; /* bios_tables.c */
extern const struct import_format import_seabios;
extern const struct import_format import_smap;
extern const struct import_format import_esxi; /* loaders.c */
extern const struct import_format import_opencore;
extern const struct import_format import_limine;
extern const struct import_format import_keyed;  /* keyed.c */
extern const struct import_format import_bdinfo; /* bdinfo.c */
extern const struct import_format import_iomem;  /* resources.c */
extern const struct import_format import_memmap;
extern const struct import_format import_fwts;
extern const struct import_format import_runtime;
extern const struct import_format import_debugfs; /* memory_ranges.c */
extern const struct import_format import_nodes;
extern const struct import_format import_chunks;
extern const struct import_format import_our_csv;   /* our_csv.c */
extern const struct import_format import_shell;     /* shell.c */
extern const struct import_format import_linux_x86; /* linux_efi.c */
extern const struct import_format import_linux_arm64;
extern const struct import_format import_uboot;   /* uboot.c */
extern const struct import_format import_mikanos; /* mikanos.c */
extern const struct import_format import_freebsd; /* freebsd.c */
extern const struct import_format import_e820;    /* bios_e820.c */
extern const struct import_format import_e820_user;
extern const struct import_format import_e820_modified;
extern const struct import_format import_e820_setup;

/* All formats, in the order in which a line is offered to them; NULL for an
 * index from their number on (formats.c). */
#define IMPORT_FORMATS_MAX 48
const struct import_format *import_format(size_t index);

/* The attributes that sets do not hold: of theirs only MIRROR is one. */
#define IMPORT_SETS_UNKNOWN (~EFI_ATTR_MORE_RELIABLE)

/* What is known of the rows in a file that was converted from another format,
 * of which capture has the origin (origin.c). NULL: nothing is. */
const struct facts *import_origin_facts(const struct capture *capture);
/* The attributes that the origin has cut off, if these are all that are set. */
uint64_t import_origin_cuts(const char *origin, uint64_t attributes);
/* The origin of a map whose descriptors were in a text report, in size bytes of
 * room: a converted file shows by it which attributes are known. */
void import_origin_text(char *origin, size_t size);

/* --- what a format collects ---------------------------------------------- */

/* A message about a line. */
struct remark {
	size_t line;
	char *text;       /* the row that is unreadable; NULL for a note */
	const char *what; /* a string literal */
};

/* What a row says. A dump of sets has several kinds, and rows of later ones
 * lie on those of earlier ones (tools/import/layers.c). */
enum row_kind {
	ROW_DESCRIPTOR, /* of the firmware's map */
	ROW_PHYSMAP,    /* present, used or not */
	ROW_MEMORY,     /* in memory, or excluded from it */
	ROW_IN_USE,     /* memory with another type: that of desc */
	ROW_RESERVED,   /* in reserved, by an owner that has no descriptor */
};

/* A row as bytes. E820 rows and sets need not consist of whole pages; others
 * do. */
struct row {
	struct efi_memory_desc desc;
	uint64_t first, last; /* of rows of bytes; last is inclusive */
	uint32_t e820;        /* the type of an E820 row */
	enum row_kind kind;
	uint32_t owner; /* enum owner, of ROW_RESERVED */
	char name[32];  /* of a module or a reserve_mem= range, or "" */
	uint32_t node;  /* of memory, counted from 1; 0: not known */
	bool excluded;  /* present, but not in the set memory */
};

/* What a log says of a boot. Texts are empty where it does not. */
struct boot {
	struct boot *before; /* the previous one in the file, or NULL */
	char kernel[64];     /* version */
	size_t e820;         /* index of the title of its E820 table; 0: none */
	char cmdline[2048];  /* of the kernel, as Linux keeps it */
	struct log_facts facts;
};

/* A map that was found in the file. */
struct found_map {
	const struct import_format *format;
	struct capture capture; /* facts; .map is set at the end */
	const struct boot *boot;
	size_t line; /* where it starts; 0: not yet */
	struct row *rows;
	size_t cnt, max;
	struct remark *remarks;
	size_t remark_cnt, remark_max;
	size_t unread;        /* remarks that are unreadable rows */
	size_t unknown;       /* E820 rows of a type that Linux does not know */
	bool bytes;           /* rows have first and last */
	bool layers;          /* rows have a kind */
	bool gaps;            /* rows before others are missing */
	uint64_t index;       /* of the last row that has one */
	uint64_t first_index; /* of the first one */
	bool descends;        /* these count down */
	uint64_t expected;    /* number of rows that the log states; 0: none */
	uint64_t size;        /* bytes that the log states; 0: none */
	uint64_t owed; /* rows that a table states and that are missing */
	/* What has to follow the rows and did not yet: "the summary of the
	 * table"; NULL: nothing. */
	const char *awaits;
	bool begun; /* the text ends within a line that begins as a row does */
	/* Of a text report: how many descriptors it states, and whether mem= or
	 * memmap= took memory away, of which the node is not known. */
	uint64_t descriptors;
	bool capped;
	size_t seen; /* rows, those that were there twice included */
	struct sides sides;
	size_t last_index; /* of the last line with a row */
};

/* One format at work on one file. */
struct import {
	const struct import_format *format;
	struct found_map map;   /* the current one */
	struct found_map *done; /* those before */
	size_t done_cnt, done_max;
	int inside;    /* the format's: in which table or part of a log; 0: in
			* none */
	size_t taken;  /* lines up to this index were joined with another */
	char row[160]; /* the beginning of the last line with a row */
	size_t row_len;
	size_t widest; /* the longest line that was offered */
	size_t full;   /* the width at which a terminal split lines, or 0 */
	/* Where lines were left out: index and number of the line that says
	 * so, 0: nowhere. */
	size_t elided, elided_line;
	bool reversed;           /* what follows in a log came first */
	const struct side *side; /* NULL: all of each line counts */
	const struct boot *boot; /* the current one */
};

/* Adds a descriptor. */
void import_row(struct import *import, const struct line *line,
		const struct efi_memory_desc *desc);

/* Reports that the line was understood although it adds no row: the last one
 * once more, or a fact. */
void import_seen(struct import *import, const struct line *line);

/* Adds a row of bytes, whose desc has a type and attributes. */
void import_bytes(struct import *import, const struct line *line,
		  const struct row *row);

/* Adds a row of a set, of bytes, whose kind is not ROW_DESCRIPTOR. */
void import_set_row(struct import *import, const struct line *line,
		    const struct row *row);

/* Enters the node that a row of memory states; false: no kernel has so many,
 * and the node is not used. */
bool import_node(struct row *row, uint64_t node);

/* Memory of a set: usable, mirrored or, as Linux on arm64 marks it, NOMAP. */
void import_memory_row(struct import *import, const struct line *line,
		       struct row *row, uint32_t flags);

/* Flags of a region as Linux prints them, by name ("NOMAP", "NONE|MIRROR") or
 * as "0x4". false: word has others, or was cut. */
bool import_flags(struct cursor word, uint32_t *ret);
/* Why a row with other flags is unreadable. */
extern const char import_unknown_flags[];

/* Reports that the line is a row of the format, but unreadable: why says in a
 * few words what is wrong. */
void import_unread(struct import *import, const struct line *line,
		   const char *why);

/* import_unread() where why is not NULL, else import_row(). */
void import_take(struct import *import, const struct line *line,
		 const char *why, const struct efi_memory_desc *desc);

/* Enters the index of the row that follows, of rows that count from 0, where
 * another map starts. Where rows before it are missing, that becomes a note. */
void import_index(struct import *import, const struct line *line,
		  uint64_t index);

/* Reports that rows before this line are missing. */
void import_gap(struct import *import, const struct line *line);

/* Is the line so many lines after a row, or fewer? The row may be on several
 * lines. */
bool import_follows(const struct import *import, const struct line *line,
		    size_t lines);

/* Adds a note about a line, which does not make the map incomplete. */
void import_note(struct import *import, const struct line *line,
		 const char *what);

/* Reports that a map starts with this line. The map before it, if it has rows,
 * is complete. */
void import_starts(struct import *import, const struct line *line);

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

/* --- whole files: read.c and our_json.c ---------------------------------- */

/* The result of reading a whole file. Messages were printed. */
enum import_result {
	IMPORT_GOOD,
	IMPORT_PARTLY, /* some rows could not be read, or are missing */
	IMPORT_FAILED, /* *ret_capture and *ret_store are untouched */
	IMPORT_LISTED, /* the maps were listed, and none was chosen */
};

/* Which of the maps in a file is meant. */
struct import_choice {
	const struct sink *list; /* not NULL: list the maps there */
	unsigned int map;        /* its number in that list; 0: choose one */
	const char *side;        /* of a comparison, NULL: none */
	bool profile_given;      /* the profile of the map does not matter */
	/* No side was chosen, but two are wanted: the file has to be a diff. */
	bool two;
};

/* A file, or the text that was decoded from one. */
struct import_file {
	const char *name; /* for messages */
	const char *text;
	size_t len;
	const size_t *numbers; /* of the lines in the file; NULL: 1, 2, ... */
};

/*
 * Read a text, which should be UTF-8: import_json() our JSON, import_text()
 * everything else. The capture points into *ret_store, which the caller frees.
 */
enum import_result import_text(struct capture *ret_capture, void **ret_store,
			       const struct import_file *file,
			       const struct import_choice *choice,
			       const struct sink *messages);
enum import_result import_json(struct capture *ret_capture, void **ret_store,
			       const char *name, const char *text, size_t len,
			       const struct sink *messages);

#endif
