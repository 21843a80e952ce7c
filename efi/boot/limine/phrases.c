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
	[LIMINE_NO_REQUEST] =
		"its image has no request of the Limine protocol; "
		"leave out protocol=",
	[LIMINE_LOW] = "a Limine kernel runs at 0xffffffff80000000 or above; "
		       "link it there, or as a static PIE",
	[LIMINE_ENTRY] = "its entry point %x is not in its image, which begins "
			 "at %x",
	[LIMINE_MODES] =
		"its paging mode request has no mode that is known here",
	[LIMINE_LEVELS] = "it needs page tables of 5 levels, which this "
			  "processor does not have",
	[LIMINE_LIST] = "its module request points outside its image",
	[LIMINE_MANY] = "it names %u internal modules; %u are possible",
	[LIMINE_PACKED] =
		"is to be decompressed, which is not supported; store "
		"it as it is",
	[LIMINE_HASH] = "has a hash, which is not verified here; leave it out",
	[LIMINE_PATH] = "has a path that is too long",
};

const char *limine_phrase(enum limine_fault fault)
{
	return phrases[fault];
}
