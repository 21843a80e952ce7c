/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of sources.h have of each other: sources.c, and
 * sources_file.c for memblock.cfg.
 */
#ifndef EFI_SOURCES_PARTS_H
#define EFI_SOURCES_PARTS_H

#include "efi/sources.h"

/* One more source, of text[len]. Takes text over, also when it fails. */
size_t sources_add_words(struct sources *sources, const char *name, char *text,
			 size_t len, int flags, const struct sink *err);

/* Says that reading name takes so much memory. */
size_t sources_no_memory(const struct sink *err, const char *name,
			 size_t size);

/* memblock.cfg, where there is one. */
size_t sources_add_file(struct sources *sources, const struct firmware *fw,
			const struct sink *err);

#endif
