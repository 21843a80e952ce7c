/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Long texts, which memblock.efi has compressed, and unpacks when one of them
 * is first needed: a kernel that boots without messages needs none. mk/texts.c
 * writes them.
 */
#ifndef EFI_TEXTS_TEXTS_H
#define EFI_TEXTS_TEXTS_H

#include "efi/uefi/firmware.h"

/* Where memory for the texts comes from. texts_close() frees it. */
void texts_open(const struct firmware *fw);
void texts_close(void);

/* The text at an offset of what mk/texts.c writes; empty strings when there is
 * no memory. */
const char *texts_at(size_t offset);

#endif
