/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The name under which everything about a machine is saved.
 */
#ifndef EFI_OUTPUT_SAVE_NAME_H
#define EFI_OUTPUT_SAVE_NAME_H

#include "core/firmware/smbios.h"

/* Bytes of the longest name, with its NUL. */
#define SAVE_NAME_SIZE 64
/* The largest number. */
#define SAVE_NUMBERS 999

/* Writes "PRODUCT_BIOS-VERSION_NUMBER", such as "PowerEdge-R630_2.4.3_001", of
 * letters, digits and "-._" only, which any file system accepts. smbios may be
 * NULL; what is not known is left out, and a machine without a product is
 * "machine". */
void save_name(char ret[SAVE_NAME_SIZE], const struct smbios *smbios,
	       unsigned int number);

#endif
