/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The places that options come from, while their words are collected.
 */
#ifndef EFI_CONFIG_SOURCES_H
#define EFI_CONFIG_SOURCES_H

#include "core/options/parse.h"
#include "core/options/sections.h"
#include "efi/uefi/firmware.h"

/* In rising priority. Those that are missing have no words. */
enum source {
	SOURCE_FILE,  /* the common part of memblock.cfg */
	SOURCE_ENTRY, /* one of its entries */
	SOURCE_LINE,  /* the command line */
	SOURCE_TYPED, /* into the explorer */
	SOURCES_MAX,
};

/* Bytes of the UTF-8 of any path, with a NUL. */
#define CMDLINE_PATH 780

struct sources {
	const struct firmware *fw;
	const struct sink *err;
	struct option_source list[SOURCES_MAX];
	/* memblock.cfg, in memory of fw_alloc(). Words are split in copies of
	 * its parts, which follow it there. */
	struct sections sections;
	char *copies;
	struct section parts[SOURCE_ENTRY + 1]; /* that words were added of */
	size_t entry_cnt;
	void *line; /* what the words of the command line are in, likewise */
	/* Why memblock.cfg could not be asked for, if it could not. */
	struct fw_status server;
	bool over_http; /* likewise: HTTP boot, which has no files */
	char *file;     /* path of memblock.cfg, CMDLINE_PATH bytes */
	bool second; /* there is another one in the root, which is not read */
};

/* Adds the words of text[len]. flags are those of words_split(). When it fails
 * the words are split all the same. */
struct fw_status sources_add(struct sources *sources, enum source which,
			     const char *name, char *text, size_t len,
			     int flags);

/* Adds the common part of the file text[len], and checks that its entries have
 * names. copies has room for another len + 1 bytes. */
struct fw_status sources_add_file(struct sources *sources, const char *text,
				  size_t len, char *copies);

/* Adds an entry of the file, in place of one that was added before. */
struct fw_status sources_add_entry(struct sources *sources,
				   const struct section *entry);

/* Writes to err what is in entries without effect: a name that another one has,
 * and options that are for the common part. */
void sources_note_entries(const struct sources *sources);

/* Where a word is, if it is in the file: "\memblock.cfg, line 7 [NAME]".
 * Otherwise prints nothing. */
void sources_print_place(const struct sink *out, const struct sources *sources,
			 const char *word);

#endif
