/* SPDX-License-Identifier: BSD-2-Clause */
/* The memory map, and how each of its rows is mapped. */
#include "ovmf/kernel/limine/probe.h"

#include "core/base/bytes.h"

#define GIB    UINT64_C(0x40000000)
#define MIB_64 UINT64_C(0x4000000)

struct row {
	uint64_t base, size, type;
};

static size_t row_count(void)
{
	return answer(&memmap, 0);
}

static const struct row *row_at(size_t i)
{
	return ((const struct row *const *)answer(&memmap, 1))[i];
}

static const struct row *row_of(uint64_t phys)
{
	for (size_t i = 0; i < row_count(); i++)
		if (phys >= row_at(i)->base &&
		    phys - row_at(i)->base < row_at(i)->size)
			return row_at(i);
	return NULL;
}

bool memory_has_type(uint64_t base, uint64_t size, uint64_t type)
{
	const struct row *row = row_of(base);

	return row && row->type == type && base + size <= row->base + row->size;
}

static uint64_t bytes_of(uint64_t type)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < row_count(); i++)
		if (row_at(i)->type == type)
			sum += row_at(i)->size;
	return sum;
}

/* All memory that is free for a kernel by the firmware's own map. */
static uint64_t firmware_memory(void)
{
	const uint8_t *map = (const uint8_t *)answer(&efi_memmap, 0);
	uint64_t size = answer(&efi_memmap, 1), step = answer(&efi_memmap, 2);
	uint64_t sum = 0;

	expect(answer(&efi_memmap, 3) == 1, "the firmware's map is version 1");
	expect(step >= 40 && size % step == 0, "its descriptors have a size");
	for (uint64_t at = 0; step && at < size; at += step) {
		uint64_t type = get_le(map + at, 4);

		if ((type >= 1 && type <= 4) || type == 7)
			sum += get_le(map + at + 24, 8) * PAGE;
	}
	return sum;
}

void check_rows(void)
{
	uint64_t end = 0;

	for (size_t i = 0; i < row_count(); i++) {
		const struct row *row = row_at(i);

		say("row %jx-%jx:%u\n", (uintmax_t)row->base,
		    (uintmax_t)(row->base + row->size), (unsigned)row->type);
		expect(row->base >= end, "rows ascend and do not overlap");
		expect(row->size > 0, "no row is empty");
		expect(row->type != 8 || asked_revision >= 4,
		       "type 8 is of base revision 4");
		if (row->type == 0 || row->type == 5)
			expect(row->base % PAGE == 0 && row->size % PAGE == 0,
			       "usable rows have whole pages");
		end = row->base + row->size;
	}
	expect(asked_revision > 2 || !memory_has_type(0, 1, 0),
	       "page 0 is not usable up to base revision 2");
	say("usable %jx, reclaimable %jx, kernel %jx, mapped %jx; by the "
	    "firmware's map %jx\n",
	    (uintmax_t)bytes_of(0), (uintmax_t)bytes_of(5),
	    (uintmax_t)bytes_of(6), (uintmax_t)bytes_of(8),
	    (uintmax_t)firmware_memory());
}

/* --- mappings ---------------------------------------------------------- */

/* By base revision and type ("Memory Layout at Entry"). */
static bool is_mapped(uint64_t type)
{
	static const uint16_t types[] = { 0x1ff, 0x0ed, 0x0ed, 0x0e1,
					  0x1ed, 0x1ed, 0x1ed };

	return types[asked_revision] >> type & 1;
}

static void check_page(uint64_t phys, bool mapped, bool combining,
		       uint64_t offset, const char *what)
{
	struct mapping m = machine_mapping(offset + phys);

	expect(m.valid == mapped, what);
	if (!m.valid || !mapped)
		return;
	expect(m.phys == phys && m.writable && m.executable && !m.user,
	       "the direct map may be read, written and executed");
	expect(!m.other && m.combining == combining,
	       "its memory type is that of the specification");
}

/* Up to base revision 2 the first 4 GiB are mapped, whatever is there: only a
 * part of a row that goes beyond them. */
static bool page_is_mapped(const struct row *row, uint64_t at)
{
	return is_mapped(row->type) || (asked_revision <= 2 && at < 4 * GIB);
}

static void check_row(const struct row *row)
{
	uint64_t first = row->base & ~(PAGE - 1);
	uint64_t last = (row->base + row->size - 1) & ~(PAGE - 1);
	uint64_t offset = answer(&hhdm, 0);
	bool mapped = page_is_mapped(row, first);

	/* A page at an end may be shared with a row that is mapped. */
	if (!mapped &&
	    (first != row->base || (row->base + row->size) % PAGE != 0))
		return;
	check_page(first, mapped, row->type == 7, offset,
		   "a row is mapped as the base revision says");
	check_page(last, page_is_mapped(row, last), row->type == 7, offset,
		   "a row is mapped to its end");
	for (uint64_t at = first; at < last; at += MIB_64)
		check_page(at, page_is_mapped(row, at), row->type == 7, offset,
			   "a row is mapped throughout");
	if (asked_revision == 0 && first > 0)
		check_page(first, true, row->type == 7, 0,
			   "base revision 0 has an identity map");
}

void check_mappings(void)
{
	uint64_t offset = answer(&hhdm, 0);

	say("direct map at %jx\n", (uintmax_t)offset);
	expect(offset % GIB == 0, "the direct map begins at a GiB");
	for (size_t i = 0; i < row_count(); i++)
		check_row(row_at(i));
	/* The interrupt controller, or a hole: in no row. */
	if (row_of(0xfee00000) == NULL)
		check_page(
			0xfee00000, asked_revision <= 2, false, offset,
			"holes below 4 GiB are mapped up to base revision 2");
	if (asked_revision == 0)
		expect(!machine_mapping(0).valid, "address 0 is not mapped");
	if (asked_revision > 0)
		expect(machine_lower_half_empty(), "there is no identity map");
}
