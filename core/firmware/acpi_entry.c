/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/acpi_entry.h"

#include "core/base/bytes.h"

bool acpi_next_entry(struct acpi_entry *ret, const struct acpi_bytes *table,
		     size_t *at, size_t width)
{
	size_t left = table->bytes && *at < table->len ? table->len - *at : 0;

	if (left < 2 * width)
		return false;
	ret->bytes = table->bytes + *at;
	ret->size = (size_t)get_le(ret->bytes + width, width);
	if (ret->size < 2 * width || ret->size > left)
		return false;
	*at += ret->size;
	return true;
}
