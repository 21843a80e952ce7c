/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What help prints.
 */
#ifndef EFI_TEXTS_HELP_H
#define EFI_TEXTS_HELP_H

#include "core/text/print.h"

void help_print(const struct sink *out);

#endif
