/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of the readers of the SRAT and the SLIT. The rest of a table, of any
 * length, is modelled by as many of its bytes as an entry can have: its length
 * is one byte.
 */
#include "core/base/bytes.c"
#include "core/firmware/srat.c"
#include "tests/prove/cbmc/any.h"

#define ENTRY_MAX 255

/* The header of an SRAT of any revision. */
static struct acpi_bytes any_header(void)
{
	return (struct acpi_bytes){ any_bytes(SRAT_ENTRIES), SRAT_ENTRIES };
}

/* An entry that is_entry() accepts has at least one byte and not more than are
 * left, so that the walks of srat_check() and srat_next() end, and can be
 * read. */
void srat_entry(void)
{
	struct acpi_bytes srat = any_header();
	size_t left = nondet_size();
	const struct layout *layout;
	uint8_t *entry;

	ASSUME(left >= 1 && left <= ENTRY_MAX);
	entry = any_bytes(left);
	if (!is_entry(entry, left))
		return;
	PROVE(entry[1] >= 2 && entry[1] <= left);
	layout = layout_of(entry[0]);
	if (layout)
		read_entry(&srat, entry, layout);
}

/* A longer rest of the table accepts the same entries. */
void srat_longer_rest(void)
{
	size_t left = nondet_size();
	uint8_t *entry = any_bytes(ENTRY_MAX);

	ASSUME(left > ENTRY_MAX);
	PROVE(is_entry(entry, left) == is_entry(entry, ENTRY_MAX));
}

/* Every distance of a SLIT of up to 1 MiB is read in its matrix, which
 * slit_check() has found in the table. */
void slit_place(void)
{
	size_t len = nondet_size(), from = nondet_size(), to = nondet_size();
	struct acpi_bytes slit;

	ASSUME(len >= SLIT_MATRIX && len <= ACPI_TABLE_MAX);
	slit = (struct acpi_bytes){ any_bytes(len), len };
	ASSUME(has_matrix(&slit));
	PROVE(slit_domains(&slit) <= 1024);
	ASSUME(from < slit_domains(&slit) && to < slit_domains(&slit));
	slit_distance(&slit, from, to);
}
