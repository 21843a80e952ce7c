/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An SMBIOS structure table from text.
 */
#ifndef TESTS_LIB_GIVENSMBIOS_H
#define TESTS_LIB_GIVENSMBIOS_H

#include "core/firmware/acpi.h"

/* An empty table; a set-up. */
int given_smbios(void **state);

/* Adds a structure: fields such as "@12:0,2 @18:26", each a list of bytes at an
 * offset, and a literal of strings, each with a NUL. */
#define smbios_add(type, fields, strings) \
	smbios_add_item(type, fields, strings, sizeof(strings) - 1)
void smbios_add_item(unsigned int type, const char *fields, const char *strings,
		     size_t len);

struct acpi_bytes smbios_given(void);

#endif
