/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What changed between two maps. Ranges are matched by what they are (a type,
 * an owner) and where they lie, not by their position in a list: a range that
 * moved is one change.
 */
#ifndef CORE_DIFF_DIFF_H
#define CORE_DIFF_DIFF_H

#include "core/convert/conversion.h"

/* What ranges are compared by. */
enum diff_level {
	DIFF_SETS,  /* whether they are in the set memory */
	DIFF_E820,  /* the type of their E820 entry */
	DIFF_USE,   /* the type of their descriptor; loader, boot services and
		     * free memory are one: memory that a kernel may use */
	DIFF_TYPES, /* the type of their descriptor */
	DIFF_LEVELS,
};

enum diff_kind {
	DIFF_KIND_MEMORY, /* number: MEMBLOCK_NOMAP or MEMBLOCK_NONE */
	DIFF_KIND_E820,   /* number: the E820 type */
	DIFF_KIND_USABLE, /* memory that a kernel may use */
	DIFF_KIND_SOFT_RESERVED,
	DIFF_KIND_TYPE,  /* number: the EFI type */
	DIFF_KIND_OWNER, /* number: enum owner, and above it a checksum of the
			  * name of the object; only owners of loader ranges */
};

/* What a range is. */
struct diff_class {
	enum diff_kind kind;
	uint32_t number;
};

/* A range with everything of its class that touches it. */
struct diff_entry {
	struct range range;
	struct diff_class class;
	const char *name; /* of the owner's object, or "" */
};

struct diff_side {
	const struct conversion *conversion;
	struct diff_entry *entries; /* by class and base, disjoint per class */
	size_t cnt;
};

enum diff_what {
	DIFF_MOVED,   /* to another base, with the same size */
	DIFF_GROWN,   /* at one or both ends */
	DIFF_SHRUNK,  /* at one or both ends */
	DIFF_RESIZED, /* moved, with another size */
	DIFF_SPLIT,   /* one range is several */
	DIFF_JOINED,  /* several ranges are one */
	DIFF_GONE,
	DIFF_NEW,
	DIFF_ATTRIBUTES, /* the same type, but other attributes */
	DIFF_WHAT_COUNT,
};
/* "moved", "grown", ... */
const char *diff_what_name(enum diff_what what);

struct diff_change {
	enum diff_what what;
	struct diff_class class;
	/* The ranges before and after: entries of sides[0] and sides[1]. Only
	 * DIFF_SPLIT and DIFF_JOINED have more than one in a side. */
	size_t first[2], cnt[2];
	/* DIFF_ATTRIBUTES, which has no entries. */
	struct range range;
	uint64_t attributes[2];
};

struct diff {
	enum diff_level level;
	struct diff_side sides[2]; /* before and after */
	/* Attributes that a side does not hold: they are not compared. */
	uint64_t attr_unknown[2];
	/* By address, those of attributes last. */
	struct diff_change *changes;
	size_t cnt;
};

/* The level at which two maps can be compared: DIFF_SETS if one of them was
 * made from sets, DIFF_E820 if one was made from E820 entries, else DIFF_USE.
 */
enum diff_level diff_level_of(const struct conversion *before,
			      const struct conversion *after);

/* Bytes of space that diff() needs at most. */
size_t diff_space(const struct conversion *before,
		  const struct conversion *after);

/*
 * Compares two conversions. space, len bytes, is 16-byte aligned and holds the
 * arrays of *ret, which is valid as long as space and the conversions are. The
 * cost is n log n. CORE_ENOSPC, with *ret unchanged: len is below diff_space().
 */
int diff(struct diff *ret, const struct conversion *before,
	 const struct conversion *after, enum diff_level level, void *space,
	 size_t len);

/* Bytes of each class in both sides, in the order of the classes. *at starts as
 * { 0, 0 }. Returns false when there are no more. */
struct diff_total {
	struct diff_class class;
	const char *name;
	uint64_t bytes[2];
	size_t ranges[2];
};
bool diff_next_total(const struct diff *diff, size_t at[2],
		     struct diff_total *ret);

#endif
