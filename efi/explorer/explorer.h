/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The explorer on the consoles of the machine: feeds it keys, draws it, and
 * does what the firmware has to do (core/screen/explorer.h).
 */
#ifndef EFI_EXPLORER_EXPLORER_H
#define EFI_EXPLORER_EXPLORER_H

#include "efi/boot/boot_map.h"
#include "efi/config/cmdline.h"
#include "efi/explorer/panes.h"

/*
 * Whether the options leave it to the explorer to show the map, and nothing
 * says that a script started us: no kernel=, format=, save=, save-raw=,
 * save-all, timeout=, frame=, pause=off, exit=poweroff or exit=reset, and no
 * script of the UEFI Shell. view= decides otherwise.
 */
bool explorer_is_due(const struct firmware *fw, const struct options *options);

/*
 * Runs until the user leaves. map has been converted; it stays the caller's.
 * Returns false, and leaves the consoles as they are, when there is no memory
 * or keys cannot be read: the caller then shows a report. say receives the
 * progress of a kernel's boot.
 */
struct explorer_start {
	const struct options *options;
	struct cmdline *cmdline; /* that the options are of */
	const struct boot_map *map;
	const struct sink *say;
};
bool explorer_run(struct panes *panes, const struct explorer_start *start);

#endif
