/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Paths on a volume: from its root, UTF-16, parted by backslashes, as
 * EFI_FILE_PROTOCOL.Open() takes them (UEFI 2.10, 13.5).
 */
#ifndef EFI_UEFI_PATH_H
#define EFI_UEFI_PATH_H

#include "core/base/types.h"

/* Units with the NUL. FAT's longest name is 255. */
#define PATH_MAX_UNITS 260

enum path_fault {
	PATH_GOOD,
	PATH_EMPTY,     /* no name at all, or none behind the last \ */
	PATH_LONG,      /* more than PATH_MAX_UNITS - 1 units */
	PATH_VOLUME,    /* has a colon: fs0:\name */
	PATH_CHARACTER, /* one of * ? " < > | or a control character */
	PATH_DOTS,      /* a folder . or .. */
};

/* Of a user's PATH, in UTF-8, with \ or / and with or without one in front.
 * ret is filled only where PATH_GOOD is returned. */
enum path_fault path_from_user(uint16_t ret[PATH_MAX_UNITS], const char *user);
/* As a phrase with its remedy. */
const char *path_fault_text(enum path_fault fault);

/* Puts name (ASCII) in place of the last component. False: no room. */
bool path_beside(uint16_t ret[PATH_MAX_UNITS], const uint16_t *path,
		 const char *name);

/* The last component. */
const uint16_t *path_name(const uint16_t *path);
/* As FAT compares: ASCII letters in either case are equal. */
bool path_equal(const uint16_t *a, const uint16_t *b);

#endif
