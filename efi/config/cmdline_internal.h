/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What cmdline.c and cmdline_file.c, for memblock.cfg, share.
 */
#ifndef EFI_CONFIG_CMDLINE_INTERNAL_H
#define EFI_CONFIG_CMDLINE_INTERNAL_H

#include "core/options/parse.h"
#include "efi/config/cmdline.h"

/* While the words are being collected. */
struct sources {
	struct cmdline *cmdline; /* keeps each source's text */
	const struct firmware *fw;
	const struct sink *err;
	struct option_source list[CMDLINE_MAX];
};

/* One more source, of text[len]. Takes text over, also when it fails. */
struct fw_status sources_add(struct sources *sources, const char *name,
			     char *text, size_t len, int flags);

/* Says that reading name takes so many bytes of memory. */
struct fw_status sources_no_memory(const struct sources *sources,
				   const char *name, size_t size);

/* memblock.cfg, where there is one. */
struct fw_status sources_add_file(struct sources *sources);

#endif
