/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The options as they are given to the application, in rising priority: in
 * memblock.cfg beside it or in the root, then in LoadOptions (UEFI Shell
 * arguments, a Boot#### entry, QEMU's -append). Those of memblock.cfg are its
 * common part and at most one of its entries.
 */
#ifndef EFI_CONFIG_CMDLINE_H
#define EFI_CONFIG_CMDLINE_H

#include "core/options/options.h"
#include "efi/config/sources.h"
#include "efi/uefi/firmware.h"

/* What options point into. */
struct cmdline {
	struct sources from;
	void *lists;
	size_t junk; /* bytes of LoadOptions that are not text, ignored */
	char file[CMDLINE_PATH]; /* the memblock.cfg that was read, or "" */
	size_t fallback;         /* the entry of default=, or 0 */
};

/*
 * Reads all words into *ret_options, which are valid until cmdline_close();
 * to be closed in any case. machine is the profile where no profile= is given.
 * A failure has written one sentence to err; frame and exit are then those
 * that could be read all the same, everything else has its default. Having no
 * file, no file system and no LoadOptions is not a failure. With entry=, the
 * words of that entry are among them. ret->from.err is err.
 */
struct fw_status cmdline_open(struct cmdline *ret, struct options *ret_options,
			      enum profile machine, const struct firmware *fw,
			      const struct sink *err);

/* The same with the words of an entry of memblock.cfg, from 1 to
 * from.entry_cnt, in place of those of another. */
struct fw_status cmdline_enter(struct cmdline *cmdline,
			       struct options *ret_options, size_t entry,
			       enum profile machine);
/* Only adds these words, for cmdline_again(); 0: those of no entry. */
struct fw_status cmdline_add_entry(struct cmdline *cmdline, size_t entry);
/* Ends a sentence with the names of the entries. */
void cmdline_print_entries(const struct cmdline *cmdline);
/* The number of the entry whose words were added, or 0. */
size_t cmdline_entry(const struct cmdline *cmdline);

/*
 * Parses the same words again, and those of text, which have the highest
 * priority. text is split in place; with *ret_lists, which the caller frees, it
 * must outlive *ret_options. On a failure one sentence is in err, and
 * *ret_lists has to be freed as well.
 */
struct fw_status cmdline_again(struct options *ret_options, void **ret_lists,
			       const struct cmdline *cmdline, char *text,
			       enum profile machine, const struct sink *err);
void cmdline_close(struct cmdline *cmdline);

#endif
