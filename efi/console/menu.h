/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A choice among the entries of memblock.cfg, in three lines on all consoles:
 * the entries, the keys, and the one that is selected.
 */
#ifndef EFI_CONSOLE_MENU_H
#define EFI_CONSOLE_MENU_H

#include "core/options/sections.h"
#include "efi/uefi/console.h"

/* No key was pressed in time. */
#define MENU_TIMEOUT SIZE_MAX

/*
 * Returns the number of the entry that was chosen; 0: the menu was left by Esc,
 * or keys cannot be read. selected is the first one, from 1 to cnt. After
 * seconds without a key, unless CONSOLE_FOREVER, happens what then says:
 * "boot".
 */
size_t menu_choose(struct console *console, const struct sections *entries,
		   size_t cnt, size_t selected, unsigned int seconds,
		   const char *then);

#endif
