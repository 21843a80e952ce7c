/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/boot/limine/requests.h"

/* Numbers are the value, then the limit (core/text/phrase.h). */
static const char *const phrases[LIMINE_FAULT_COUNT] = {
	[LIMINE_GOOD] = "its requests are sound",
	[LIMINE_NEW] = "it asks for base revision %u of the Limine protocol; "
		       "the newest that is known here is %u",
	[LIMINE_TAGS] = "it has two base revision tags, at %x and %x",
	[LIMINE_TWICE] = "it has two requests of one kind, at %x and %x",
	[LIMINE_CUT] = "its request at %x goes beyond its image",
	[LIMINE_POINTER] = "its section " LIMINE_SECTION " points to %x, where "
			   "it has no request",
};

const char *limine_phrase(enum limine_fault fault)
{
	return phrases[fault];
}
