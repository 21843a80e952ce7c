/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the words come from, in rising priority: memblock.cfg beside the
 * application, then LoadOptions (UEFI Shell arguments, a Boot#### entry,
 * QEMU's -append).
 */
#ifndef EFI_CONFIG_CMDLINE_H
#define EFI_CONFIG_CMDLINE_H

#include "core/options/options.h"
#include "efi/uefi/firmware.h"

#define CMDLINE_FILE     "memblock.cfg"
#define CMDLINE_FILE_MAX ((size_t)64 * 1024)
#define CMDLINE_MAX      2

struct cmdline {
	struct option_source list[CMDLINE_MAX];
	void *text[CMDLINE_MAX];
	size_t cnt;
	size_t junk; /* bytes of LoadOptions that are no text, ignored */
};

/* Always to be closed. On failure (one sentence in err) ret holds what could
 * be read all the same, so that sources_word() can be asked. No file, no file
 * system and no LoadOptions are no failures. */
struct fw_status cmdline_open(struct cmdline *ret, const struct firmware *fw,
			      const struct sink *err);
void cmdline_close(struct cmdline *sources, const struct firmware *fw);

/* The last word name=value that has a value, NULL without one. For frame= and
 * exit=, which count even where another word is wrong. */
const char *cmdline_word(const struct cmdline *sources, const char *name);

#endif
