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
	uint16_t rule;      /* which of the profile's policy_rows() decided */
	uint16_t anomalies; /* of enum doubt */
};

/* Nothing of the descriptor could be used. */
static inline bool classification_skipped(
	const struct classification *classification)
{
	return classification->anomalies & (ANOMALY_EMPTY | ANOMALY_WRAPS);
}

#define NO_LOADER_RANGE UINT32_MAX

/* Why a range of physmap may be missing in memory. */
enum excluded_why {
	EXCLUDED_CUT = 1, /* memory by type: the user or Linux's rules cut it */
	EXCLUDED_NOT_WB,  /* the same, but it is not write-back */
	EXCLUDED_TYPE,    /* plus efi_type_group() */
	EXCLUDED_SOFT =
		EXCLUDED_TYPE + EFI_TYPE_GROUPS, /* waits for a driver */
};

/* What page-size= changes, against pages of 4 KiB. */
enum round_what {
	ROUND_LOST = 1, /* memory: its page is not memory throughout */
	ROUND_NOMAP,    /* memory that becomes NOMAP with its page */
	ROUND_GROWN,    /* no memory, but NOMAP with its page */
};

struct rounding {
	/* type is an enum round_what; sorted and disjoint. */
	struct span *pieces;
	size_t cnt;
	phys_addr_t lost;  /* memory that is none any more, or NOMAP */
	phys_addr_t nomap; /* NOMAP that was none */
	/* Linux, which lets memory grow too, has lost what became NOMAP and
	 * takes the other pages whole: bytes of them that are no memory. */
	phys_addr_t linux_adds;
	struct span *room;
};
/* The first piece that ends behind an address; NULL without. */
const struct span *rounding_from(const struct rounding *rounding,
				 phys_addr_t at);

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
	/* Who holds what is reserved: type is an enum owner, index that of
	 * the capture's held or CLAIM_NOT_HELD. Sorted by base, neighbours of
	 * one owner joined; owners may overlap each other. */
	struct span *reservations;
	size_t reservation_cnt;
	/* The same with one owner for each page, the one who holds it for
	 * longest: disjoint, and together exactly the reserved set. */
	struct span *page_owners;
	size_t page_owner_cnt;
	struct classification *classifications; /* one for each descriptor */
	/* Which descriptors are not skipped, in the order of addresses. */
	uint32_t *map;
	size_t map_cnt;
	struct span *excluded;    /* room for convert_excluded() */
	size_t anomalous;         /* verdicts with doubts */
	size_t descents;          /* places where the map does not ascend */
	phys_addr_t uncapped;     /* memory's size without mem= */
	struct rounding rounding; /* before mem= */
	/* Linux on x86 adds the EFI map to the E820 table once more, and then
	 * takes no memory that is not write-back. */
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

/* What of a descriptor counts: all of it, but for its last page when it ends
 * at 2^64. Size 0 when it is skipped. */
struct span convert_range(const struct conversion *conversion,
			  size_t descriptor);

/*
 * What firmware says of physmap: type is an enum kept_why, the largest where
 * descriptors overlap. Sorted and disjoint, ret_cnt of them, in conversion's
 * own room. Made when asked for, because only a report wants to know.
 */
const struct span *convert_excluded(const struct conversion *conversion,
				    size_t *ret_cnt);

/* The name that a claim was given, "" without. */
const char *reservation_name(const struct conversion *conversion,
			     const struct span *reservation);

/*
 * space is 16-byte aligned and holds all arrays of *ret, which lives as long
 * as space, capture and settings do. CORE_EFORMAT when efimap_check() finds a
 * fault, CORE_ENOSPC when len is below convert_space(), CORE_EINVAL when an
 * amount of memory in settings is below a page.
 */
int convert(struct conversion *ret, const struct capture *capture,
	    const struct convert_settings *settings, void *space, size_t len);

#endif
