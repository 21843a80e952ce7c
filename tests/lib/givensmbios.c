/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givensmbios.h"

#include <stdlib.h>
#include <string.h>

static uint8_t table[4096];
static size_t table_len;

int given_smbios(void **state)
{
	(void)state;
	memset(table, 0, sizeof(table));
	table_len = 0;
	return 0;
}

void smbios_add_item(unsigned int type, const char *fields, const char *strings,
		     size_t len)
{
	uint8_t *item = table + table_len;
	size_t at = 4;
	char *end;

	item[0] = (uint8_t)type;
	while (*fields) {
		if (*fields == '@')
			at = strtoul(fields + 1, &end, 10);
		else
			item[at++] = (uint8_t)strtoul(fields, &end, 10);
		fields = end + (*end != '\0');
		item[1] = (uint8_t)(at > item[1] ? at : item[1]);
	}
	item[1] = item[1] < 4 ? 4 : item[1];
	memcpy(item + item[1], strings, len);
	table_len += item[1] + len + (len > 0 ? 1 : 2);
}

struct acpi_bytes smbios_given(void)
{
	return (struct acpi_bytes){ table, table_len };
}
