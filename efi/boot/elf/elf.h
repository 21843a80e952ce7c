/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ELF64 files: first a plan of what goes where, then the loading into memory
 * that the caller found. Nothing here depends on page tables or a boot
 * protocol, and nothing in a file is trusted.
 *
 * ET_EXEC and static PIE (ET_DYN with relative relocations only, as RELA or
 * RELR) are accepted. All segments lie in one piece of memory, as far from
 * each other as their virtual addresses are.
 */
#ifndef EFI_BOOT_ELF_ELF_H
#define EFI_BOOT_ELF_ELF_H

#include "core/text/print.h"
#include "efi/boot/reader.h"

/* The processor that a file is made for. */
struct elf_machine {
	uint16_t number;   /* e_machine */
	uint32_t relative; /* the relocation type that adds the load bias */
};
extern const struct elf_machine elf_x86_64, elf_aarch64;

/* p_flags */
#define ELF_EXECUTE 1u
#define ELF_WRITE   2u
#define ELF_READ    4u

#define ELF_SEGMENTS  32
#define ELF_ALIGN_MAX ((uint64_t)1 << 30)

enum elf_fault {
	ELF_GOOD,
	ELF_UNREADABLE, /* reader_read() failed; value is the status's code */
	ELF_SHORT,
	ELF_MAGIC,
	ELF_CLASS,
	ELF_BYTE_ORDER,
	ELF_VERSION,
	ELF_TYPE,
	ELF_MACHINE,
	ELF_HEADER_SIZE,  /* of program headers */
	ELF_HEADER_COUNT, /* none, or 65535 */
	ELF_HEADER_PLACE,
	ELF_INTERPRETER,
	ELF_NO_SEGMENT,
	ELF_MANY_SEGMENTS,
	ELF_SEGMENT_BYTES, /* beyond the file */
	ELF_SEGMENT_SIZES, /* more in the file than in memory */
	ELF_SEGMENT_WRAPS,
	ELF_SEGMENT_ALIGN,
	/* Only of protocols that check it: */
	ELF_SEGMENT_RIGHTS, /* writable and executable */
	ELF_SEGMENT_MEETS,  /* shares a page with another one */
	ELF_ENTRY,          /* not in an executable segment */
	/* Only of images at physical addresses: */
	ELF_SEGMENT_HIGH,     /* ends above 4 GiB */
	ELF_SEGMENT_OVERLAPS, /* the one of program header limit */
	ELF_STAGED, /* the firmware uses value to limit, and goes on doing so */
	ELF_LIBRARY,
	ELF_DYNAMIC,
	ELF_RELOCATIONS, /* the table does not lie in a segment */
	ELF_RELOCATION_TYPE,
	ELF_RELOCATION_PLACE, /* what it changes does not lie in a segment */
	ELF_FAULT_COUNT,
};

struct elf_error {
	enum elf_fault fault;
	uint32_t index; /* of the program header or relocation */
	uint64_t value; /* what is wrong */
	uint64_t limit; /* what it exceeds or differs from */
};

struct elf_segment {
	uint64_t vaddr; /* as linked */
	uint64_t memory_size;
	uint64_t offset;
	uint64_t file_size;
	uint32_t p_flags; /* ELF_READ ... */
	uint32_t index;   /* of its program header */
};

/* A table in a segment, as linked; size 0 without one. */
struct elf_table {
	uint64_t vaddr;
	uint64_t size;
};

/* The end of the file, from begin on, which elf_load() puts to memory + at. */
struct elf_tail {
	uint64_t begin;
	uint64_t size; /* 0: it is not loaded */
	uint64_t at;   /* at least the size of the plan */
};

struct elf_plan {
	uint32_t relative; /* struct elf_machine's */
	bool is_pie;       /* ET_DYN: base is only preferred */
	uint64_t base;     /* multiple of align, at or below all segments */
	uint64_t size;     /* bytes of memory from base on, whole pages */
	uint64_t align;    /* of base and of the memory; at least 4 KiB */
	uint64_t entry;
	uint64_t stack; /* bytes that ld -z stack-size= asks for, or 0 */
	struct elf_table dynamic; /* of a PIE */
	/* Set by the caller, and only where no segment overlaps another one. */
	struct elf_tail tail;
	size_t segment_cnt;
	struct elf_segment segments[ELF_SEGMENTS]; /* by vaddr */
};

static inline uint64_t elf_segment_end(const struct elf_segment *segment)
{
	return segment->vaddr + segment->memory_size;
}

/* Whether the file is an ELF file at all. */
bool elf_recognise(const struct reader *file);

/* False: ret is unchanged, error says why. */
bool elf_plan(struct elf_plan *ret, struct reader *file,
	      const struct elf_machine *machine, struct elf_error *error);

/*
 * Fills all of memory[plan->size] as the kernel finds it when it runs with
 * base at virt (plan->base for ET_EXEC). file is the one that was planned;
 * each segment is read straight into its place. With plan->tail the memory goes
 * on to the end of that, and what lies between is undefined.
 * False: error says why, and the contents of memory are undefined.
 */
bool elf_load(const struct elf_plan *plan, struct reader *file, void *memory,
	      uint64_t virt, struct elf_error *error);

/* A phrase without a full stop: "it is made for AArch64, not for x86-64". Not
 * for ELF_UNREADABLE, which the reader has explained. */
void elf_explain(const struct sink *out, const struct elf_error *error);
/* It for print_phrase(). */
const char *elf_phrase(enum elf_fault fault);

#endif
