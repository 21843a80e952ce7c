/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The options as they are given to the application, in rising priority: in
 * memblock.cfg beside it or in the root, then in LoadOptions (UEFI Shell
 * arguments, a Boot#### entry, QEMU's -append).
 */
#ifndef EFI_CONFIG_CMDLINE_H
#define EFI_CONFIG_CMDLINE_H

#include "core/options/options.h"
#include "efi/config/sources.h"
#include "efi/uefi/firmware.h"

/* What options point into. */
struct cmdline {
	void *text[2]; /* of each source; NULL for one that is missing */
	void *lists;
	size_t junk; /* bytes of LoadOptions that are not text, ignored */
	/* Why the server was not asked for memblock.cfg, or could not be. */
	struct fw_status server;
	bool over_http;
	char file[CMDLINE_PATH]; /* the memblock.cfg that was read, or "" */
	bool second; /* the one in the root was not read because of it */
	struct option_source list[SOURCES_MAX]; /* for cmdline_again() */
	size_t cnt;
};

/*
 * Reads all words into *ret_options, which are valid until cmdline_close();
 * to be closed in any case. machine is the profile where no profile= is given.
 * A failure has written one sentence to err; frame and exit are then those
 * that could be read all the same, everything else has its default. Having no
 * file, no file system and no LoadOptions is not a failure.
 */
struct fw_status cmdline_open(struct cmdline *ret, struct options *ret_options,
			      enum profile machine, const struct firmware *fw,
			      const struct sink *err);
/*
 * Parses the same words again, and those of text, which have the highest
 * priority. text is split in place; with *ret_lists, which the caller frees, it
 * must outlive *ret_options. On a failure one sentence is in err, and
 * *ret_lists has to be freed as well.
 */
struct fw_status cmdline_again(struct options *ret_options, void **ret_lists,
			       const struct cmdline *cmdline, char *text,
			       enum profile machine, const struct firmware *fw,
			       const struct sink *err);
void cmdline_close(struct cmdline *cmdline, const struct firmware *fw);

#endif
