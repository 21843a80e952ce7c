/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/boot/multiboot/header.h"

/* Numbers are the value, then the limit (core/text/phrase.h). */
static const char *const phrases[MULTIBOOT_FAULT_COUNT] = {
	[MULTIBOOT_GOOD] = "its Multiboot header is sound",
	[MULTIBOOT_ARCHITECTURE] =
		"its Multiboot2 header is for architecture %u; x86 is 0",
	[MULTIBOOT_LENGTH] = "its Multiboot header has %u bytes, of which only "
			     "%u lie where a loader looks for them",
	[MULTIBOOT_TAG_SIZE] =
		"tag %u of its Multiboot2 header has the size %u",
	[MULTIBOOT_TAG_TYPE] = "its Multiboot2 header requires tag %u, which "
			       "is not known here",
	[MULTIBOOT_REQUEST] = "its Multiboot2 header requires information of "
			      "type %u, which is not known here",
	[MULTIBOOT_FLAG] = "its Multiboot header requires the flags %x, which "
			   "are not known here",
	[MULTIBOOT_NO_ENTRY] =
		"its Multiboot2 header has addresses, but no entry address",
	[MULTIBOOT_ADDRESSES] =
		"the addresses %x and %x of its Multiboot header are not in "
		"order",
	[MULTIBOOT_ALIGN] = "the alignment %x of its Multiboot2 header is not "
			    "a power of two",
	[MULTIBOOT_TEXT] = "it needs a console in EGA text mode, which UEFI "
			   "does not have; give its Multiboot2 header a "
			   "framebuffer tag",
	[MULTIBOOT_SERVICES] =
		"it keeps boot services and reads the firmware's own memory "
		"map, so that mem=, memmap= and reserve_mem= have no effect on "
		"it; leave them out",
};

const char *multiboot_phrase(enum multiboot_fault fault)
{
	return phrases[fault];
}
