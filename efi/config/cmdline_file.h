/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memblock.cfg, from the volume or the server that memblock.efi came from: from
 * the folder of the program, otherwise from the root of the volume.
 */
#ifndef EFI_CONFIG_CMDLINE_FILE_H
#define EFI_CONFIG_CMDLINE_FILE_H

#include "efi/config/sources.h"

#define CMDLINE_FILE     "memblock.cfg"
#define CMDLINE_FILE_MAX ((size_t)64 * 1024) /* bytes */

/* Adds the file as a source, and its path to sources->file. That there is none
 * is not a failure. */
struct fw_status cmdline_add_file(struct sources *sources);

#endif
