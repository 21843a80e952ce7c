/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A firmware (tests/lib/fake_efi.h) whose one volume holds the application in
 * \EFI\BOOT and nothing else; and what is said to the user.
 */
#ifndef TESTS_LIB_FAKE_VOLUME_H
#define TESTS_LIB_FAKE_VOLUME_H

#include "core/text/print.h"
#include "tests/lib/fake_efi.h"

extern struct firmware fw;
extern struct sink err; /* into said */
extern char said[1024];

/* For the begin of a test, and to start anew within one; fake_end() ends. */
int given_volume(void **state);
void forget_said(void);

#endif
