/* SPDX-License-Identifier: BSD-2-Clause */
/* Error messages. */
#include "efi/boot/multiboot/header.h"

#include "core/text/phrase.h"

/* %s: the value, then the limit. */
static const char *const phrases[MULTIBOOT_FAULT_COUNT] = {
	[MULTIBOOT_GOOD] = "its Multiboot header is sound",
	[MULTIBOOT_ARCHITECTURE] =
		"its Multiboot2 header is for architecture %s; x86 is 0",
	[MULTIBOOT_LENGTH] = "its Multiboot header has %s bytes, of which only "
			     "%s lie where a loader looks for them",
	[MULTIBOOT_TAG_SIZE] =
		"tag %s of its Multiboot2 header has the size %s",
	[MULTIBOOT_TAG_TYPE] = "its Multiboot2 header requires tag %s, which "
			       "is not known here",
	[MULTIBOOT_REQUEST] = "its Multiboot2 header requires information of "
			      "type %s, which is not known here",
	[MULTIBOOT_FLAG] = "its Multiboot header requires the flags %s, which "
			   "are not known here",
	[MULTIBOOT_NO_ENTRY] =
		"its Multiboot2 header has addresses, but no entry address",
	[MULTIBOOT_ADDRESSES] =
		"the addresses %s and %s of its Multiboot header are not in "
		"order",
	[MULTIBOOT_ALIGN] = "the alignment %s of its Multiboot2 header is not "
			    "a power of two",
	[MULTIBOOT_TEXT] = "it needs a console in EGA text mode, which UEFI "
			   "does not have; give its Multiboot2 header a "
			   "framebuffer tag",
};

static bool is_hex(enum multiboot_fault fault)
{
	return fault == MULTIBOOT_FLAG || fault == MULTIBOOT_ADDRESSES ||
	       fault == MULTIBOOT_ALIGN;
}

void multiboot_explain(const struct sink *out,
		       const struct multiboot_error *error)
{
	bool hex = is_hex(error->fault);
	char rooms[2][PHRASE_NUMBER];
	const char *const numbers[] = {
		phrase_number(rooms[0], error->value, hex),
		phrase_number(rooms[1], error->limit, hex),
	};

	print_phrase(out, phrases[error->fault], numbers);
}
