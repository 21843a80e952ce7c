/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map of the machine that the program runs on.
 */
#ifndef TOOLS_MACHINE_H
#define TOOLS_MACHINE_H

#include "tools/mapfile.h"

/*
 * Reads the map of this machine from the first of these that has one: EFI rows
 * in the kernel's log, /sys/firmware/memmap, E820 rows in the log, memblock in
 * debugfs, /proc/iomem, /sys/firmware/efi/runtime-map. A note says which one;
 * where none has a map, a message says why for each. root precedes their paths:
 * "" but in tests.
 */
enum import_result machine_load(struct mapfile *ret, const char *root,
				const struct import_choice *choice,
				const struct sink *messages);

#endif
