/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Words, numbers and rows that more than one file of this folder prints.
 */
#ifndef CORE_REPORT_PARTS_H
#define CORE_REPORT_PARTS_H

#include "core/report/report.h"

/* A range as Linux prints it: 0x and 16 digits, the last byte included. size
 * must not be 0. */
#define RANGE_FORMAT           "0x%016jx-0x%016jx"
#define RANGE_ARGS(base, size) (uintmax_t)(base), (uintmax_t)((base) + (size)-1)

/* The revision of an EFI_TABLE_HEADER as the UEFI specification writes it:
 * "2.7", "2.3.1". */
void print_uefi_revision(const struct sink *out, uint32_t revision);

/* The names of the bits in attribute, separated by separator; bits without a
 * name follow as one hexadecimal number. Prints nothing for 0. */
void print_attributes(const struct sink *out, uint64_t attribute,
		      const char *separator);

/* The use that the conversion makes of a descriptor: disposition_name() of its
 * rule, or "skipped". descriptor counts from 0. */
const char *classification_word(const struct conversion *conversion,
				size_t descriptor);

/* Runs the statement that follows for each bit that is set in anomalies, from
 * the lowest, with the bit in the variable called bit. */
#define for_each_anomaly(anomalies, bit)                                 \
	for (unsigned int bit = 1; bit < 1u << ANOMALY_COUNT; bit <<= 1) \
		if ((anomalies)&bit)

/* The start of a row of format=text: range and size. The caller ends the
 * line. */
void print_row(const struct sink *out, phys_addr_t base, phys_addr_t size);

/* The name of a memory type, with its number if UEFI does not define it:
 * "LoaderData", "OEM 0x70000001". */
void print_efi_type(const struct sink *out, uint32_t type);

/* The attributes that format=text prints after a descriptor, NULL-ended, and
 * all of them: those that set it apart from others of its type, but not how it
 * can be cached or protected. Abbreviated as in Linux's log. */
struct descriptor_mark {
	uint64_t bit;
	const char *name;
};
extern const struct descriptor_mark descriptor_marks[];
#define DESCRIPTOR_MARKS                                           \
	(EFI_ATTR_RUNTIME | EFI_ATTR_MORE_RELIABLE | EFI_ATTR_SP | \
	 EFI_ATTR_NV | EFI_ATTR_HOT_PLUGGABLE)

/* The start of a row for a descriptor: its index, range, size and type. It must
 * not be skipped. The caller ends the line. */
void print_index_row(const struct sink *out,
		     const struct conversion *conversion, size_t index);

/* "  MIRROR" for each flag of a region that has a name here. */
void print_region_flags(const struct sink *out, uint32_t flags);

/* The name of an E820 type as Linux logs it: "usable", "persistent (type 7)",
 * "type 20". */
void print_e820_type(const struct sink *out, uint32_t type);

/* The owner of a reservation, and the name of the object if it has one,
 * escaped: "module initrd". */
void print_reservation(const struct sink *out,
		       const struct conversion *conversion,
		       const struct reservation *reservation);

/* Memory that is neither reserved nor NOMAP, in bytes. Without any, all are
 * 0. */
struct free_total {
	phys_addr_t size;
	phys_addr_t largest_base;
	phys_addr_t largest_size;
};
struct free_total count_free(const struct memblock *mb);

/* mem= leaves NOMAP that lies above it in memory, as Linux's does
 * (memblock_cap_memory_range()): how many bytes. 0 without mem=. */
phys_addr_t nomap_above_cap(const struct conversion *conversion);

#endif
