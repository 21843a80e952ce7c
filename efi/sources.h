/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the words come from, in rising priority: memblock.cfg beside the
 * application, then LoadOptions (UEFI Shell arguments, a Boot#### entry,
 * QEMU's -append).
 */
#ifndef EFI_SOURCES_H
#define EFI_SOURCES_H

#include "core/options/options.h"
#include "efi/firmware.h"

#define SOURCES_FILE     "memblock.cfg"
#define SOURCES_FILE_MAX ((size_t)64 * 1024)
#define SOURCES_MAX      2

struct sources {
	struct option_source list[SOURCES_MAX];
	void *text[SOURCES_MAX];
	size_t cnt;
	size_t junk; /* bytes of LoadOptions that are no text, ignored */
};

/* Always to be closed. On failure (one sentence in err) ret holds what could
 * be read all the same, so that sources_word() can be asked. No file, no file
 * system and no LoadOptions are no failures. */
size_t sources_open(struct sources *ret, const struct firmware *fw,
		    const struct sink *err);
void sources_close(struct sources *sources, const struct firmware *fw);

/* The last word name=value that has a value, NULL without one. For frame= and
 * exit=, which count even where another word is wrong. */
const char *sources_word(const struct sources *sources, const char *name);

#endif
