/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pieces that more than one format prints.
 */
#ifndef CORE_REPORT_PARTS_H
#define CORE_REPORT_PARTS_H

#include "core/report/report.h"

/* [base, last], in Linux's way: 0x and 16 digits, the last byte included. */
#define RANGE_FORMAT           "0x%016jx-0x%016jx"
#define RANGE_ARGS(base, size) (uintmax_t)(base), (uintmax_t)((base) + (size)-1)

/* "2.7", "2.3.1" of EFI_TABLE_HEADER.Revision. */
void print_uefi_revision(const struct sink *out, uint32_t revision);

/* Each attribute bit's name with between between them; unknown bits in hex. */
void print_attributes(const struct sink *out, uint64_t attribute,
		      const char *between);

/* What became of the descriptor: a fate_name(), or "skipped". */
const char *classification_word(const struct conversion *conversion,
				size_t descriptor);

/* calls(ctx, doubt) for each bit, in order. */
#define for_each_anomaly(anomalies, bit)                                 \
	for (unsigned int bit = 1; bit < 1u << ANOMALY_COUNT; bit <<= 1) \
		if ((anomalies)&bit)

/* A row of the text format: range and size, without a line end. */
void print_row(const struct sink *out, phys_addr_t base, phys_addr_t size);

/* "module initrd": the owner, and the name where there is one. */
void print_reservation(const struct sink *out,
		       const struct conversion *conversion,
		       const struct reservation *reservation);

/* core/report/excluded.c: physmap without memory, and why. */
void print_excluded(const struct sink *out,
		    const struct conversion *conversion);

/* core/report/totals.c: the firmware's types, and what all comes to. */
void print_type_table(const struct sink *out,
		      const struct conversion *conversion);
void print_totals(const struct sink *out, const struct conversion *conversion);

/* core/report/rounding.c: what page-size= changes. */
void print_rounding(const struct sink *out,
		    const struct conversion *conversion);

/* core/report/nodes.c: nothing where there is no SRAT. */
void print_nodes(const struct sink *out, const struct numa *numa);

/* Memory that is neither reserved nor NOMAP. */
struct free_total {
	phys_addr_t size;
	phys_addr_t largest_base;
	phys_addr_t largest_size;
};
struct free_total count_free(const struct memblock *mb);

#endif
