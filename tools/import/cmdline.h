/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line of a kernel, as a log has it.
 */
#ifndef TOOLS_IMPORT_CMDLINE_H
#define TOOLS_IMPORT_CMDLINE_H

#include "core/text/words.h"

/* Makes the options in text that change the map a row of words, in place: mem=,
 * memmap=, efi= and add_efi_memmap. */
void cmdline_words(struct words *ret, char *text);

#endif
