/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The result of a conversion (core/convert/convert.h): the three sets, and why
 * they are as they are. Each descriptor has a classification, each reserved
 * range an owner, each range of RAM that is not in memory a reason.
 */
#ifndef CORE_CONVERT_CONVERSION_H
#define CORE_CONVERT_CONVERSION_H

#include "core/base/range.h"
#include "core/convert/policy.h"
#include "core/convert/settings.h"
#include "core/firmware/capture.h"
#include "core/firmware/e820.h"
#include "core/memblock/memblock.h"
#include "core/numa/numa.h"

/* Bits: what is wrong with a descriptor, and what was done about it. Names and
 * texts are in core/convert/anomalies.def. */
enum anomaly {
	ANOMALY_EMPTY = 1 << 0,      /* 0 pages: skipped */
	ANOMALY_WRAPS = 1 << 1,      /* extends beyond 2^64: skipped */
	ANOMALY_TOP = 1 << 2,        /* ends at 2^64: last page left out */
	ANOMALY_MISALIGNED = 1 << 3, /* starts inside a page: memory shrinks to
				      * whole pages, all else grows */
	ANOMALY_OVERLAP = 1 << 4,    /* shares bytes with a lower one */
	ANOMALY_TYPE = 1 << 5,       /* type that UEFI does not define */
	ANOMALY_NOT_WB = 1 << 6,     /* usable type that is not write-back */
	ANOMALY_RUNTIME = 1 << 7,    /* usable type with RUNTIME: reserved */
	ANOMALY_NO_RUNTIME = 1 << 8, /* runtime type without RUNTIME */
	ANOMALY_COUNT = 9,
};

/* Of one bit: its name in machine formats ("overlap"), and a phrase that
 * follows "the descriptor " ("overlaps a lower descriptor: ..."). */
const char *anomaly_name(enum anomaly anomaly);
const char *anomaly_text(enum anomaly anomaly);

struct classification {
	uint8_t rule;       /* index in policy_rows() of the profile */
	uint8_t type_group; /* efi_type_group() of its type */
	uint16_t anomalies; /* bits of enum anomaly */
};

/* Returns true when the descriptor is in no set because of its range. */
static inline bool classification_skipped(
	const struct classification *classification)
{
	return classification->anomalies & (ANOMALY_EMPTY | ANOMALY_WRAPS);
}

#define NO_LOADER_RANGE UINT32_MAX

/* A range that is reserved, and for whom. */
struct reservation {
	struct range range;
	enum owner owner;
	/* Index in the capture's loader_ranges, or NO_LOADER_RANGE. */
	uint32_t loader_range;
};

/* What the firmware says of a range that may be in physmap but not in memory.
 * Where descriptors overlap the last of these that applies counts. */
enum excluded_reason {
	EXCLUDED_NOT_WB = 1,    /* memory by type, but not write-back */
	EXCLUDED_TYPE,          /* not memory by type */
	EXCLUDED_SOFT_RESERVED, /* special purpose memory, for a driver */
};

struct excluded_range {
	struct range range;
	enum excluded_reason reason;
	uint32_t type_group; /* EXCLUDED_TYPE: efi_type_group() of the type */
};

/* What page-size= changes in a range, compared with pages of 4 KiB. */
enum rounding_change {
	ROUNDING_LOST = 1, /* memory whose page is not memory throughout */
	ROUNDING_NOMAP,    /* memory that becomes NOMAP with its page */
	ROUNDING_GROWN,    /* not memory, but NOMAP with its page */
};

struct rounding_piece {
	struct range range;
	enum rounding_change change;
};

struct rounding {
	struct rounding_piece *pieces; /* sorted and disjoint */
	size_t cnt;
	phys_addr_t lost;  /* bytes that are no longer memory, or NOMAP now */
	phys_addr_t nomap; /* bytes that have become NOMAP */
	/* Linux takes pages that are memory in part as a whole: the bytes of
	 * them that are not memory. */
	phys_addr_t linux_adds;
};

/* The first piece that ends above addr; NULL where there is none. */
const struct rounding_piece *rounding_from(const struct rounding *rounding,
					   phys_addr_t addr);

struct conversion {
	const struct capture *capture;
	const struct convert_settings *settings;
	struct memblock mb;
	struct numa numa; /* what the capture's SRAT and SLIT made */

	/* The E820 table, sorted and disjoint: that of the firmware, and (x86)
	 * the same after mem= and memmap=, from which memory is made. Without
	 * edits both are one array. */
	struct e820_table firmware_e820;
	struct e820_table e820;

	/* All reservations, by base and then by owner, loader ranges last.
	 * Those of one owner are disjoint and joined where they touch, except
	 * loader ranges; different owners may overlap. */
	struct reservation *reservations;
	size_t reservation_cnt;
	/* The same with one owner for each page, the one with the longest
	 * lifetime: sorted, disjoint, and together exactly the reserved set. */
	struct reservation *page_owners;
	size_t page_owner_cnt;

	struct classification *classifications; /* one for each descriptor */
	/* Indices of the descriptors that are not skipped, by address. */
	uint32_t *order;
	size_t order_cnt;
	size_t anomalous; /* descriptors with anomalies */
	size_t descents;  /* places where the map does not ascend */

	/* What convert_next_excluded() returns where descriptors overlap, or
	 * NULL. */
	struct excluded_range *excluded;
	size_t excluded_cnt;

	phys_addr_t uncapped;     /* bytes of memory without mem= */
	struct rounding rounding; /* before mem= */
	/* Linux on x86 adds the EFI map to the E820 table a second time, and
	 * then takes no memory that is not write-back. */
	bool second_pass;
};

/* The rule that applied to a descriptor, which is an index in the map. */
const struct policy_row *convert_rule(const struct conversion *conversion,
				      size_t descriptor);

/* The range of a descriptor that counts, in bytes: all of it, except the last
 * page when it ends at 2^64. Size 0 when it is skipped. */
struct range convert_range(const struct conversion *conversion,
			   size_t descriptor);

/*
 * What the firmware says of physmap where that is not plain memory, in
 * ascending order and disjoint; neighbours may be alike. *at starts as 0.
 * Returns false when there are no more.
 */
bool convert_next_excluded(const struct conversion *conversion, size_t *at,
			   struct excluded_range *ret);

/* The name of the reservation's loader range, "" where it has none. */
const char *reservation_name(const struct conversion *conversion,
			     const struct reservation *reservation);

#endif
