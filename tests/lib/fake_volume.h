/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A fake firmware (tests/lib/fake_efi.h) with one volume that has only the
 * application in \EFI\BOOT, and the messages to the user.
 */
#ifndef TESTS_LIB_FAKE_VOLUME_H
#define TESTS_LIB_FAKE_VOLUME_H

#include "core/text/print.h"
#include "tests/lib/fake_efi.h"

extern struct firmware fw;
extern struct sink err; /* writes to said */
extern char said[1024];

/* A set-up, also to restart within a test; fake_end() is the tear-down. */
int given_volume(void **state);
void forget_said(void);

#endif
