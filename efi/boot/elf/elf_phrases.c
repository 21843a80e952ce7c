/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/boot/elf/elf.h"

/* %i is the index, the other numbers are the value, then the limit
 * (core/text/phrase.h). */
static const char *const phrases[ELF_FAULT_COUNT] = {
	[ELF_GOOD] = "it is sound",
	[ELF_UNREADABLE] = "it cannot be read",
	[ELF_SHORT] = "it has %u bytes; an ELF header has %u",
	[ELF_MAGIC] = "not an ELF file",
	[ELF_CLASS] = "its ELF class is %u; a 64-bit kernel has 2",
	[ELF_BYTE_ORDER] = "its byte order is %u, little endian is 1",
	[ELF_VERSION] = "its ELF version is %u, not 1",
	[ELF_TYPE] = "its ELF type is %u; a kernel is linked as an executable "
		     "(2) or a static PIE (3)",
	[ELF_HEADER_SIZE] = "its program headers have %u bytes, not %u",
	[ELF_HEADER_COUNT] =
		"it has %u program headers; 1 to 65534 are possible",
	[ELF_HEADER_PLACE] = "its program headers at byte %u go beyond its %u "
			     "bytes; copy it again",
	[ELF_INTERPRETER] =
		"program header %i names an interpreter; link with -static",
	[ELF_NO_SEGMENT] =
		"none of its %u program headers is a segment to load",
	[ELF_MANY_SEGMENTS] =
		"it has %u segments to load or more; %u are possible",
	[ELF_SEGMENT_BYTES] = "segment %i at byte %u goes beyond the file's %u "
			      "bytes; copy it again",
	[ELF_SEGMENT_SIZES] =
		"segment %i has %x bytes in the file, but %x in memory",
	[ELF_SEGMENT_WRAPS] = "segment %i at %x with %x bytes goes beyond the "
			      "end of all addresses",
	[ELF_SEGMENT_ALIGN] = "segment %i is aligned to %x, which is not a "
			      "power of two up to %x",
	[ELF_SEGMENT_RIGHTS] = "segment %i at %x is writable and executable; "
			       "separate code from data",
	[ELF_SEGMENT_MEETS] = "segment %i at %x shares a page with segment %u; "
			      "link with -z separate-code",
	[ELF_ENTRY] = "its entry %x is not in an executable segment; set it "
		      "with ENTRY() or -e",
	[ELF_SEGMENT_HIGH] = "segment %i at the physical address %x with %x "
			     "bytes ends above 4 GiB",
	[ELF_SEGMENT_OVERLAPS] =
		"segment %i at the physical address %x overlaps segment %u",
	[ELF_STAGED] =
		"it keeps boot services, and the firmware uses memory in "
		"%x-%x, for which it is linked; make it relocatable",
	[ELF_LIBRARY] = "it needs a shared library; link with -static",
	[ELF_DYNAMIC] = "its dynamic section has the tag %x with %x, which a "
			"static PIE does not have",
	[ELF_RELOCATIONS] =
		"its relocations at %x with %x bytes do not lie in a segment",
	[ELF_RELOCATION_TYPE] = "relocation %i is of type %x; a static PIE has "
				"relative ones only",
	[ELF_RELOCATION_PLACE] =
		"relocation %i changes %x, which is not in a segment",
};

const char *elf_phrase(enum elf_fault fault)
{
	return phrases[fault];
}
