/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Descriptors into the three sets, by the rules of a profile
 * (docs/conversion.md; the table is in core/convert/policy.c).
 *
 * Nothing is silent: each descriptor gets a verdict, each reserved range a
 * claim that names its owner. A doubtful descriptor makes less memory, never
 * none. The cost is linear for sorted descriptors (and for the few ascending
 * runs that EDK2 gives), n log n for any order.
 */
#ifndef CORE_CONVERT_CONVERT_H
#define CORE_CONVERT_CONVERT_H

#include "core/base/range.h"
#include "core/firmware/capture.h"
#include "core/firmware/e820.h"
#include "core/memblock/memblock.h"
#include "core/convert/numa.h"
#include "core/convert/settings.h"
#include "core/convert/policy.h"

/* Bits: what is doubtful about a descriptor, and what was done about it. */
enum anomaly {
	ANOMALY_EMPTY = 1 << 0,      /* 0 pages: skipped */
	ANOMALY_WRAPS = 1 << 1,      /* goes beyond 2^64: skipped */
	ANOMALY_TOP = 1 << 2,        /* ends at 2^64: last page left out */
	ANOMALY_MISALIGNED = 1 << 3, /* start is no multiple of 4 KiB: memory
				      * shrinks inwards, all else grows */
	ANOMALY_OVERLAP = 1 << 4,    /* shares bytes with an earlier one */
	ANOMALY_TYPE = 1 << 5,       /* type that UEFI does not define */
	ANOMALY_NOT_WB = 1 << 6,     /* usable type that cannot be cached WB */
	ANOMALY_RUNTIME = 1 << 7,    /* usable type with RUNTIME: reserved */
	ANOMALY_NO_RUNTIME = 1 << 8, /* runtime type without RUNTIME */
	ANOMALY_COUNT = 9,
};
/* For one bit: a word for machines ("overlap"), a sentence for people. */
const char *anomaly_name(enum anomaly anomaly);
const char *anomaly_text(enum anomaly anomaly);

struct classification {
	uint8_t rule;       /* which of the profile's policy_rows() decided */
	uint8_t type_group; /* efi_type_group() of its type */
	uint16_t anomalies; /* of enum anomaly */
};

/* Nothing of the descriptor could be used. */
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
	/* Which of the capture's loader_ranges it is, or NO_LOADER_RANGE. */
	uint32_t loader_range;
};

/* What firmware says of a range that may be in physmap but not in memory.
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
	struct numa numa; /* what became of the capture's SRAT and SLIT */
	/* The E820 table, sorted and disjoint: what the firmware says, and
	 * (x86 alone) the same after mem= and memmap=, from which memory was
	 * made. Without edits both are one array. */
	struct e820_table firmware_e820;
	struct e820_table e820;
	/* All reservations, by base and then by owner, loader ranges last.
	 * Those of one owner are disjoint and joined where they touch, except
	 * loader ranges; owners may overlap each other. */
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
	/* What firmware says of physmap where it is not plain memory: sorted
	 * and disjoint. */
	struct excluded_range *excluded;
	size_t excluded_cnt;
	size_t anomalous;         /* descriptors with anomalies */
	size_t descents;          /* places where the map does not ascend */
	phys_addr_t uncapped;     /* bytes of memory without mem= */
	struct rounding rounding; /* before mem= */
	/* Linux on x86 adds the EFI map to the E820 table a second time, and
	 * then takes no memory that is not write-back. */
	bool second_pass;
};

/* Bytes of space that convert() needs; 0 when that exceeds SIZE_MAX, or might.
 * For a map with a fault it is a little: convert() then says so. */
size_t convert_space(const struct capture *capture,
		     const struct convert_settings *settings);

/*
 * The same for a map that is not read yet, of any content and up to so many
 * descriptors: a loader sets this much aside before it leaves boot services.
 * Of capture held_cnt and acpi alone count; its map may be empty.
 */
size_t convert_space_for(const struct capture *capture,
			 const struct convert_settings *settings,
			 size_t descriptors);

/* The rule that decided about a descriptor. */
const struct policy_row *convert_rule(const struct conversion *conversion,
				      size_t descriptor);

/* The range of a descriptor that counts: all of it, except the last page when
 * it ends at 2^64. Size 0 when it is skipped. */
struct range convert_range(const struct conversion *conversion,
			   size_t descriptor);

/* The name of the reservation's loader range, "" where it has none. */
const char *reservation_name(const struct conversion *conversion,
			     const struct reservation *reservation);

/*
 * space is 16-byte aligned and holds all arrays of *ret, which lives as long
 * as space, capture and settings do. CORE_EFORMAT when efimap_check() finds a
 * fault, CORE_ENOSPC when len is below convert_space(), CORE_EINVAL when an
 * amount of memory in settings is below a page.
 */
int convert(struct conversion *ret, const struct capture *capture,
	    const struct convert_settings *settings, void *space, size_t len);

#endif
