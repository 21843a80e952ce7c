/* SPDX-License-Identifier: BSD-2-Clause */
/* Error messages. */
#include "efi/boot/elf/elf.h"

#include "core/text/phrase.h"
#include "efi/boot/elf/elf_format.h"

/* Each %s is a number: the index if INDEXED, the value, the limit. */
enum style { PLAIN, INDEXED = 1, HEX = 2 };

static const struct {
	unsigned int style;
	const char *phrase;
} phrases[ELF_FAULT_COUNT] = {
	[ELF_GOOD] = { PLAIN, "it is sound" },
	[ELF_UNREADABLE] = { PLAIN, "it cannot be read" },
	[ELF_SHORT] = { PLAIN, "it has %s bytes; an ELF header has %s" },
	[ELF_MAGIC] = { PLAIN, "not an ELF file" },
	[ELF_CLASS] = { PLAIN, "its ELF class is %s; a 64-bit kernel has 2" },
	[ELF_BYTE_ORDER] = { PLAIN,
			     "its byte order is %s, little endian is 1" },
	[ELF_VERSION] = { PLAIN, "its ELF version is %s, not 1" },
	[ELF_TYPE] = { PLAIN,
		       "its ELF type is %s; a kernel is linked as an executable"
		       " (2) or a static PIE (3)" },
	[ELF_HEADER_SIZE] = { PLAIN,
			      "its program headers have %s bytes, not %s" },
	[ELF_HEADER_COUNT] = { PLAIN, "it has %s program headers; 1 to 65534 "
				      "are possible" },
	[ELF_HEADER_PLACE] = { PLAIN,
			       "its program headers at byte %s go beyond its %s"
			       " bytes: is it truncated?" },
	[ELF_INTERPRETER] = { INDEXED,
			      "program header %s names an interpreter; link"
			      " with -static" },
	[ELF_NO_SEGMENT] = { PLAIN,
			     "none of its %s program headers is a segment to"
			     " load" },
	[ELF_MANY_SEGMENTS] = { PLAIN,
				"it has %s segments to load or more; %s are"
				" possible" },
	[ELF_SEGMENT_BYTES] = { INDEXED,
				"segment %s at byte %s goes beyond the file's"
				" %s bytes: is it truncated?" },
	[ELF_SEGMENT_SIZES] = { INDEXED | HEX,
				"segment %s has %s bytes in the file, but %s in"
				" memory" },
	[ELF_SEGMENT_WRAPS] = { INDEXED | HEX,
				"segment %s at %s with %s bytes goes beyond the"
				" end of all addresses" },
	[ELF_SEGMENT_ALIGN] = { INDEXED | HEX,
				"segment %s is aligned to %s, which is not a"
				" power of two up to %s" },
	[ELF_SEGMENT_RIGHTS] = { INDEXED | HEX,
				 "segment %s at %s is writable and executable;"
				 " separate code from data" },
	[ELF_SEGMENT_MEETS] = { INDEXED | HEX,
				"segment %s at %s shares a page with segment"
				" %s; link with -z separate-code" },
	[ELF_ENTRY] = { HEX,
			"its entry %s is not in an executable segment; set it"
			" with ENTRY() or -e" },
	[ELF_SEGMENT_HIGH] = { INDEXED | HEX,
			       "segment %s at the physical address %s with %s "
			       "bytes ends above 4 GiB" },
	[ELF_SEGMENT_OVERLAPS] = { INDEXED | HEX,
				   "segment %s at the physical address %s "
				   "overlaps segment %s" },
	[ELF_LIBRARY] = { PLAIN,
			  "it needs a shared library; link with -static" },
	[ELF_DYNAMIC] = { HEX,
			  "its dynamic section has the tag %s with %s, which a"
			  " static PIE does not have" },
	[ELF_RELOCATIONS] = { HEX, "its relocations at %s with %s bytes do not "
				   "lie in"
				   " a segment" },
	[ELF_RELOCATION_TYPE] = { INDEXED | HEX, "relocation %s is of type %s; "
						 "a static PIE has"
						 " relative ones only" },
	[ELF_RELOCATION_PLACE] = { INDEXED | HEX,
				   "relocation %s changes %s, which is not in a"
				   " segment" },
};

static const char *machine_name(uint64_t machine)
{
	switch (machine) {
	case EM_X86_64:
		return "x86-64";
	case EM_AARCH64:
		return "AArch64";
	case EM_386:
		return "the 32-bit i386";
	case EM_RISCV:
		return "RISC-V";
	default:
		return NULL;
	}
}

static void explain_machine(const struct sink *out,
			    const struct elf_error *error)
{
	const char *name = machine_name(error->value);

	if (name)
		print(out, "it is made for %s", name);
	else
		print(out, "it is made for machine %ju",
		      (uintmax_t)error->value);
	print(out, ", not for %s", machine_name(error->limit));
}

void elf_explain(const struct sink *out, const struct elf_error *error)
{
	unsigned int style = phrases[error->fault].style;
	char rooms[3][PHRASE_NUMBER];
	const char *numbers[3] = {
		phrase_number(rooms[0], error->index, false),
		phrase_number(rooms[1], error->value, style & HEX),
		phrase_number(rooms[2], error->limit, style & HEX),
	};

	if (error->fault == ELF_MACHINE)
		explain_machine(out, error);
	else
		print_phrase(out, phrases[error->fault].phrase,
			     numbers + (style & INDEXED ? 0 : 1));
}
