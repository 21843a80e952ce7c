/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The places that options come from, while their words are collected.
 */
#ifndef EFI_CONFIG_SOURCES_H
#define EFI_CONFIG_SOURCES_H

#include "core/options/parse.h"
#include "efi/uefi/firmware.h"

#define SOURCES_MAX 2

/* Bytes of the UTF-8 of any path, with a NUL. */
#define CMDLINE_PATH 780

struct sources {
	const struct firmware *fw;
	const struct sink *err;
	struct option_source list[SOURCES_MAX + 1];
	void *text[SOURCES_MAX]; /* what the words lie in, of fw_alloc() */
	size_t cnt;
	/* Why memblock.cfg could not be asked for, if it could not. */
	struct fw_status server;
	bool over_http; /* likewise: HTTP boot, which has no files */
	char *file;     /* path of memblock.cfg, CMDLINE_PATH bytes */
	bool second; /* there is another one in the root, which is not read */
};

/* Adds the words of text[len], which is kept in any case. flags are those of
 * words_split(). When it fails the words are split all the same. */
struct fw_status sources_add(struct sources *sources, const char *name,
			     char *text, size_t len, int flags);

#endif
