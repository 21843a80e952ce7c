/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command line of Linux: what follows --, and before it what the kernel has
 * to know of our options.
 */
#ifndef EFI_BOOT_LINUX_CMDLINE_H
#define EFI_BOOT_LINUX_CMDLINE_H

#include "core/options/options.h"

/*
 * Prints it, in UTF-8 without a line end.
 *
 * mem= is forwarded in any case: KASLR goes by it, and so does memory that is
 * plugged in later. With edited, the kernel is passed a map that already has
 * our edits, and mem= covers what memmap= has put above the cap after it; else
 * it has to make them as well: memmap= and add_efi_memmap are forwarded as they
 * were written.
 */
void linux_cmdline(const struct sink *out, const struct options *options,
		   bool edited);

/* Whether Linux on the architecture, whose profile is own, can be told the
 * options. False: one sentence is in err. */
bool linux_cmdline_check(const struct options *options, enum profile own,
			 const struct sink *err);

/* Whether a word of that name, as "mem", is among the kernel's own arguments.
 */
bool linux_cmdline_has(const struct options *options, const char *name);

#endif
