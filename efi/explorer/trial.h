/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map converted with words that were typed: mem=, memmap=, profile=.
 */
#ifndef EFI_EXPLORER_TRIAL_H
#define EFI_EXPLORER_TRIAL_H

#include "core/convert/convert.h"
#include "efi/config/cmdline.h"

#define TRIAL_TEXT 128

/* It must not be moved. All zero: none. */
struct trial {
	const struct firmware *fw;
	struct options options;
	char text[TRIAL_TEXT]; /* the words */
	void *lists;           /* of the options */
	struct conversion conversion;
	void *space; /* of the conversion */
	size_t space_pages;
};

/* Converts capture with the options of cmdline, of which words replaces those
 * of the same name. Returns false, with nothing held and one sentence in err,
 * when a word is wrong, or without memory. */
bool trial_make(struct trial *ret, const struct firmware *fw,
		const struct cmdline *cmdline, const struct capture *capture,
		const char *words, const struct sink *err);
/* Frees the conversion, but keeps the options. */
void trial_forget_map(struct trial *trial);
void trial_free(struct trial *trial);

#endif
