/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The classes of differences from Linux. docs/memblock-api.md, "What differs
 * from Linux", describes each of them under the same name; make check compares
 * the two lists.
 */
#ifndef TESTS_DIFFERENTIAL_CLASSES_H
#define TESTS_DIFFERENTIAL_CLASSES_H

#include "tests/differential/side.h"

#define DIFF_CLASSES(CLASS)                 \
	CLASS(SIZE_0, "size-0")             \
	CLASS(WRAP, "wrap")                 \
	CLASS(ALLOC_0, "alloc-0")           \
	CLASS(ALIGNMENT, "alignment")       \
	CLASS(EMPTY_WINDOW, "empty-window") \
	CLASS(END_1, "end-1")               \
	CLASS(UNKNOWN_NODE, "unknown-node") \
	CLASS(FIND_FLAGS, "find-flags")     \
	CLASS(NO_NODE, "no-node")           \
	CLASS(FULL, "full")                 \
	CLASS(GROWTH, "growth")             \
	CLASS(ONE_SET, "one-set")           \
	CLASS(PHYSMEM, "physmem")           \
	CLASS(ERROR, "error")               \
	CLASS(FREE_EXACT, "free-exact")     \
	CLASS(MARK_MIRROR, "mark-mirror")   \
	CLASS(LIMIT_0, "limit-0")           \
	CLASS(CAP_TOP, "cap-top")           \
	CLASS(CAP_NOMAP, "cap-nomap")       \
	CLASS(TRIM_TOTAL, "trim-total")     \
	CLASS(LAST_PAGE, "last-page")       \
	CLASS(LARGE_FRAME, "large-frame")   \
	CLASS(EMPTY_RANGE, "empty-range")   \
	CLASS(EMPTY_WALK, "empty-walk")     \
	CLASS(WALK_CHANGES, "walk-changes") \
	CLASS(REGION_TOP, "region-top")     \
	CLASS(EMPTY_END, "empty-end")       \
	CLASS(ESTIMATE, "estimate")

enum diff_class {
	DIFF_EQUAL,
#define DIFF_CLASS(id, name) CLASS_##id,
	DIFF_CLASSES(DIFF_CLASS)
#undef DIFF_CLASS
		DIFF_UNLISTED, /* and so a fault */
	DIFF_CLASS_COUNT
};

extern const char *const diff_class_names[DIFF_CLASS_COUNT];

/* One call on both sides: the common state before, and what each has after. */
struct diff_trial {
	struct diff_call call;
	struct diff_state before;
	struct diff_state ours, linux_;
	struct diff_result mine, theirs;
};

/* Whether sides differ, and in which class. A difference is of a class only if
 * it is exactly what the document says; Linux is run again on the state before
 * where that tells what ours has to be. */
enum diff_class diff_judge(const struct diff_trial *trial);

#endif
