/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of sources.h have of each other: sources.c, and
 * sources_file.c for memblock.cfg.
 */
#ifndef EFI_CONFIG_CMDLINE_INTERNAL_H
#define EFI_CONFIG_CMDLINE_INTERNAL_H

#include "efi/config/cmdline.h"

/* One more source, of text[len]. Takes text over, also when it fails. */
struct fw_status cmdline_add_words(struct cmdline *sources, const char *name,
				   char *text, size_t len, int flags,
				   const struct sink *err);

/* Says that reading name takes so much memory. */
struct fw_status cmdline_no_memory(const struct sink *err, const char *name,
				   size_t size);

/* memblock.cfg, where there is one. */
struct fw_status cmdline_add_file(struct cmdline *sources,
				  const struct firmware *fw,
				  const struct sink *err);

#endif
