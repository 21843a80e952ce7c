/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The bytes are little-endian and unaligned, so they are read one by one.
 */
#include "core/firmware/srat.h"

#include "core/base/bytes.h"

#define REVISION     8
#define SRAT_ENTRIES 48
#define SLIT_MATRIX  44
#define LOCAL        10

/* The offset of each field of an entry; the domain of SRAT_LOCAL_APIC is split.
 */
struct layout {
	uint8_t type;
	uint8_t size; /* the minimum */
	uint8_t domain;
	uint8_t flags;
};

enum { SRAT_LOCAL_APIC = 0, SRAT_MEMORY = 1 };

static const struct layout layouts[] = {
	{ SRAT_LOCAL_APIC, SRAT_LEAST_SIZE, 2, 4 },
	{ SRAT_MEMORY, SRAT_MEMORY_SIZE, 2, 28 },
	{ 2, 24, 4, 12 }, /* processor by x2APIC */
	{ 3, 18, 2, 10 }, /* processor by GICC */
	{ 5, 32, 4, 24 }, /* generic initiator */
	{ 7, 20, 4, 12 }, /* processor by RINTC */
};

static uint32_t get32(const uint8_t *at)
{
	return (uint32_t)get_le(at, 4);
}

static uint64_t get64(const uint8_t *at)
{
	return get_le(at, 8);
}

/* --- the SRAT ---------------------------------------------------------- */

static const struct layout *layout_of(uint8_t type)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++)
		if (layouts[i].type == type)
			return &layouts[i];
	return NULL;
}

/* Entries of unknown type may have any length of at least 2. */
static bool is_entry(const uint8_t *entry, size_t left)
{
	const struct layout *layout;

	if (left < 2 || entry[1] < 2 || entry[1] > left)
		return false;
	layout = layout_of(entry[0]);
	return layout == NULL || entry[1] >= layout->size;
}

enum acpi_fault srat_check(const struct acpi_bytes *srat)
{
	enum acpi_fault fault = acpi_check(srat, "SRAT", SRAT_ENTRIES);
	size_t at = SRAT_ENTRIES;

	while (fault == ACPI_GOOD && at < srat->len) {
		if (!is_entry(srat->bytes + at, srat->len - at))
			fault = ACPI_ENTRY;
		else
			at += srat->bytes[at + 1];
	}
	return fault;
}

/* Before revision 2, a domain had 8 bits and the other bytes are undefined.
 * Linux applies this to the two types that old. */
static uint32_t domain_of(const struct acpi_bytes *srat, const uint8_t *entry,
			  const struct layout *layout)
{
	uint32_t domain = get32(entry + layout->domain);
	bool old = srat->bytes[REVISION] < 2;

	if (layout->type == SRAT_LOCAL_APIC)
		domain = (get32(entry + 8) & ~UINT32_C(0xff)) | entry[2];
	else if (layout->type != SRAT_MEMORY)
		old = false;
	return old ? domain & 0xff : domain;
}

static struct srat_entry read_entry(const struct acpi_bytes *srat,
				    const uint8_t *entry,
				    const struct layout *layout)
{
	struct srat_entry ret = {
		.memory = layout->type == SRAT_MEMORY,
		.domain = domain_of(srat, entry, layout),
		.flags = get32(entry + layout->flags),
	};

	if (ret.memory) {
		ret.base = get64(entry + 8);
		ret.size = get64(entry + 16);
	}
	return ret;
}

bool srat_next(const struct acpi_bytes *srat, size_t *at,
	       struct srat_entry *ret)
{
	size_t next = *at ? *at : SRAT_ENTRIES;

	while (next < srat->len) {
		const uint8_t *entry = srat->bytes + next;
		const struct layout *layout = layout_of(entry[0]);

		next += entry[1];
		if (layout && get32(entry + layout->flags) & SRAT_ENABLED) {
			*ret = read_entry(srat, entry, layout);
			*at = next;
			return true;
		}
	}
	return false;
}

/* --- the SLIT ---------------------------------------------------------- */

/* Linux checks the same (drivers/acpi/numa slit_valid). */
static bool is_distance(const struct acpi_bytes *slit, size_t from, size_t to)
{
	unsigned int distance = slit_distance(slit, from, to);

	return from == to ? distance == LOCAL : distance > LOCAL;
}

/* Whether the table, of at least SLIT_MATRIX bytes, has the whole matrix. */
static bool has_matrix(const struct acpi_bytes *slit)
{
	uint64_t cnt = get64(slit->bytes + ACPI_HEADER_SIZE);

	return cnt <= UINT32_MAX && cnt * cnt <= slit->len - SLIT_MATRIX;
}

enum acpi_fault slit_check(const struct acpi_bytes *slit)
{
	enum acpi_fault fault = acpi_check(slit, "SLIT", SLIT_MATRIX);
	size_t cnt;

	if (fault != ACPI_GOOD)
		return fault;
	if (!has_matrix(slit))
		return ACPI_MATRIX;
	cnt = slit_domains(slit);
	for (size_t from = 0; from < cnt; from++)
		for (size_t to = 0; to < cnt; to++)
			if (!is_distance(slit, from, to))
				return ACPI_DISTANCE;
	return ACPI_GOOD;
}

size_t slit_domains(const struct acpi_bytes *slit)
{
	return slit->bytes ? (size_t)get64(slit->bytes + ACPI_HEADER_SIZE) : 0;
}

unsigned int slit_distance(const struct acpi_bytes *slit, size_t from,
			   size_t to)
{
	return slit->bytes[SLIT_MATRIX + slit_domains(slit) * from + to];
}
