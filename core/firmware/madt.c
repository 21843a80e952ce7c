/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/madt.h"

#include "core/base/bytes.h"

/* Offsets in the entries of processors (ACPI 6.5, 5.2.12.2, 5.2.12.12 and
 * 5.2.12.14). */
static const struct layout {
	uint8_t type, size, uid, uid_size, id, id_size, flags;
} layouts[] = {
	{ 0, 8, 2, 1, 3, 1, 4 },     /* local APIC */
	{ 9, 16, 12, 4, 4, 4, 8 },   /* local x2APIC */
	{ 11, 76, 8, 4, 68, 8, 12 }, /* CPU interface of a GIC */
};

#define ENABLED 1u

/* Whether the entry is a processor that is enabled. */
static bool read_processor(struct madt_processor *ret,
			   const struct acpi_entry *entry)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++) {
		const struct layout *l = &layouts[i];
		const uint8_t *bytes = entry->bytes;

		if (bytes[0] != l->type || entry->size < l->size)
			continue;
		ret->uid = (uint32_t)get_le(bytes + l->uid, l->uid_size);
		ret->id = get_le(bytes + l->id, l->id_size);
		return bytes[l->flags] & ENABLED;
	}
	return false;
}

static bool next(struct madt_processor *ret, const struct acpi_bytes *madt,
		 size_t *at)
{
	struct acpi_entry entry;

	while (acpi_next_entry(&entry, madt, at, 1))
		if (read_processor(ret, &entry))
			return true;
	return false;
}

/* Whether the table has a processor with the ID. */
static bool lists(const struct acpi_bytes *madt, uint64_t id)
{
	struct madt_processor p;

	for (size_t at = MADT_ENTRIES; next(&p, madt, &at);)
		if (p.id == id)
			return true;
	return false;
}

bool madt_next_processor(struct madt_processor *ret,
			 const struct acpi_bytes *madt, size_t *at)
{
	if (*at == 0)
		*at = MADT_ENTRIES;
	while (next(ret, madt, at)) {
		/* It ends in this entry, which is not read then. */
		const struct acpi_bytes before = { madt->bytes, *at - 1 };

		if (!lists(&before, ret->id))
			return true;
	}
	return false;
}
