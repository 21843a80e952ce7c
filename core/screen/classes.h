/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What memory is used for, in a few classes that a screen can show: each has a
 * letter and a colour.
 *
 * The letter is always there, so that nothing depends on colours. They were
 * chosen so that each pair differs for normal, protanope, deuteranope and
 * tritanope eyes (CIE76 of at least 29 among those of text, 16 among those of
 * pixels, after the palette of Okabe and Ito).
 */
#ifndef CORE_SCREEN_CLASSES_H
#define CORE_SCREEN_CLASSES_H

#include "core/convert/conversion.h"

/* Where descriptors overlap, the one with the larger number is shown. */
enum memory_class {
	CLASS_HOLE, /* no descriptor */
	CLASS_FREE,
	CLASS_BOOT,
	CLASS_LOADER,
	CLASS_PERSISTENT,
	CLASS_ACPI,
	CLASS_NVS,
	CLASS_RUNTIME,
	CLASS_UNACCEPTED,
	CLASS_RESERVED,
	CLASS_MMIO,
	CLASS_UNUSABLE,
	CLASS_COUNT,
};

struct class_look {
	char mark;
	uint8_t colour; /* a foreground on black, see core/screen/cells.h */
	uint32_t pixel; /* 0xRRGGBB */
	const char *name;
};

const struct class_look *class_look(enum memory_class class);

/* Of a descriptor, which is an index in the map. */
enum memory_class class_of(const struct conversion *conversion,
			   size_t descriptor);

/* A range of the address space, of one class. */
struct span {
	struct range range;
	enum memory_class class;
};

/* How many keyed ranges and spans n descriptors need at most. */
#define SPANS_SCRATCH(n) (3 * (n))
#define SPANS_MAX(n)     (4 * (n) + 1)

/*
 * The address space from 0 to the end of the last descriptor: sorted, disjoint,
 * without gaps, neighbours of different classes. ret has room for SPANS_MAX,
 * scratch for SPANS_SCRATCH of the descriptors that are not skipped. Returns
 * the number of spans.
 */
size_t spans_make(struct span *ret, const struct conversion *conversion,
		  struct keyed_range *scratch);

#endif
