/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Paths on a volume as EFI_FILE_PROTOCOL.Open() takes them (UEFI 2.10, 13.5):
 * from the root, in UTF-16, separated by backslashes.
 */
#ifndef EFI_UEFI_PATH_H
#define EFI_UEFI_PATH_H

#include "core/base/types.h"

/* UTF-16 units including the NUL. The longest name on FAT has 255. */
#define PATH_MAX_UNITS 260

enum path_fault {
	PATH_GOOD,
	PATH_EMPTY,     /* no name, or none after the last \ */
	PATH_LONG,      /* more than PATH_MAX_UNITS - 1 units */
	PATH_VOLUME,    /* has a colon: fs0:\name */
	PATH_CHARACTER, /* one of * ? " < > | or a control character */
	PATH_DOTS,      /* a folder . or .. */
	PATH_FAULT_COUNT,
};

/* Converts the path that a user wrote, in UTF-8, with \ or /, and with or
 * without a leading one. ret is only filled when PATH_GOOD is returned. */
enum path_fault path_from_user(uint16_t ret[PATH_MAX_UNITS], const char *user);
/* A clause with the remedy. */
const char *path_fault_text(enum path_fault fault);

/* Replaces the last component by name (ASCII). False: too long. */
bool path_beside(uint16_t ret[PATH_MAX_UNITS], const uint16_t *path,
		 const char *name);

/* The last component. */
const uint16_t *path_name(const uint16_t *path);
/* Compares as FAT does: ASCII letters match in either case. */
bool path_equal(const uint16_t *a, const uint16_t *b);

#endif
