/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is said about a kernel that has crashed before it installed exception
 * handlers of its own: the cause in words, the owner of the address, registers
 * and a stack trace. Everything is computed from values; the only memory that
 * is read are the table, the symbols and, through a function, the stack.
 */
#ifndef CORE_CRASH_CRASH_H
#define CORE_CRASH_CRASH_H

#include "core/handoff/table.h"
#include "core/text/print.h"

/* General registers: RAX RBX RCX RDX RSI RDI RBP RSP R8 to R15 on x86_64, X0 to
 * X30 on aarch64. */
#define CRASH_REGISTERS 31

/* What the processor says about an exception. */
struct crash_cpu {
	uint64_t pc;        /* RIP, ELR_EL1 */
	uint64_t sp;        /* RSP, SP of the level */
	uint64_t address;   /* CR2, FAR_EL1 */
	uint64_t code;      /* error code, ESR_EL1 */
	uint64_t flags;     /* RFLAGS, SPSR_EL1 */
	uint32_t vector;    /* number of the exception, of the vector */
	uint64_t processor; /* its ID, as struct mbt_processor has it */
	uint64_t general[CRASH_REGISTERS];
};

/* --- the cause ------------------------------------------------------------ */

enum crash_access {
	CRASH_READ,
	CRASH_WRITE,
	CRASH_EXECUTE,
};

enum crash_reason {
	CRASH_OTHER,   /* no address is concerned: see words */
	CRASH_ADDRESS, /* #GP without a code: probably not canonical */
	/* From here on it is an access to an address. */
	CRASH_UNMAPPED,   /* the page tables have no page there */
	CRASH_FORBIDDEN,  /* they have, but without the right */
	CRASH_MISALIGNED, /* address is not a multiple of what it must be */
	CRASH_BUS,        /* nothing answers */
};

struct crash_cause {
	enum crash_reason reason;
	enum crash_access access;
	/* A predicate, for CRASH_OTHER; NULL: nothing more is known. */
	const char *words;
};

struct crash_arch {
	/* Decodes vector and code: Intel SDM volume 3, 6.15; Arm ARM,
	 * D17.2.37. */
	struct crash_cause (*cause)(const struct crash_cpu *cpu);
	/* Prints them: "Exception 14 (#PF), error code 0x3". */
	void (*print_vector)(const struct sink *out,
			     const struct crash_cpu *cpu);
	/* Names of pc, address and flags. */
	const char *pc, *address, *flags;
	const char *names;   /* of general registers, 3 characters each */
	size_t registers;    /* how many there are */
	unsigned int frame;  /* the one that is the frame pointer */
	bool stack_has_link; /* a call pushes the return address; else it is in
			      * the last register */
};
extern const struct crash_arch crash_x86_64, crash_aarch64;

/* --- what is known -------------------------------------------------------- */

/* A segment of the kernel as it is mapped. */
struct crash_segment {
	uint64_t base, end; /* virtual addresses */
	bool write, execute;
};

/* An Elf64_Sym (System V ABI, "Symbol Table"). */
struct crash_symbol {
	uint32_t name; /* offset into the strings */
	uint8_t info;  /* the type is in bits 0 to 3 */
	uint8_t other;
	uint16_t section; /* 0: not defined here */
	uint64_t value;
	uint64_t size; /* 0: not known */
};
_Static_assert(sizeof(struct crash_symbol) == 24, "Elf64_Sym");

#define CRASH_SEGMENTS 32
#define CRASH_PATH     64

/* What is known of kernel and machine before the kernel is entered. */
struct crash_facts {
	const struct crash_arch *arch;
	char path[CRASH_PATH];
	struct mbt_kernel kernel;
	struct mbt_cpu cpu;
	/* Stacks with a guard page below each, stack_step bytes apart: that of
	 * cpu, then those of other processors. */
	size_t stack_cnt;
	uint64_t stack_step;
	size_t segment_cnt;
	struct crash_segment segments[CRASH_SEGMENTS];
	uint64_t returned; /* the instruction that a kernel gets to which
			    * returns from its entry point */
	/* Of the file, in any order. The last byte of the strings is a NUL. */
	const struct crash_symbol *symbols;
	size_t symbol_cnt;
	const char *strings;
	size_t strings_size; /* bytes; 0 without symbols */
};

struct crash {
	const struct crash_facts *facts;
	const struct crash_cpu *cpu;
	const void *table; /* NULL when it is not valid any more */
	bool clock;        /* whether entered_us is known */
	uint64_t entered_us;
	/* Reads 8 bytes at an address that crash_find() calls readable; NULL:
	 * the stack is not looked at. */
	uint64_t (*read)(void *ctx, uint64_t address);
	void *read_ctx;
};

/* --- addresses ------------------------------------------------------------ */

enum crash_owner {
	CRASH_NOWHERE,       /* no page of the loader's page tables */
	CRASH_NOT_CANONICAL, /* an address that no page tables can map */
	CRASH_NULL_PAGE,     /* the first 4 KiB */
	CRASH_GUARD,         /* the page below a stack */
	CRASH_DEVICES,       /* below 4 GiB, not RAM */
	/* From here on it can be read. */
	CRASH_SEGMENT,  /* of the kernel */
	CRASH_RESERVED, /* a region of MBT_RESERVED */
	CRASH_FREE,     /* of MBT_MEMORY */
	CRASH_RAM,      /* other RAM */
};

struct crash_place {
	enum crash_owner owner;
	const struct crash_segment *segment; /* of CRASH_SEGMENT */
	struct mbt_region region;            /* of CRASH_RESERVED */
};

/* What is at an address, which is virtual by the loader's page tables. */
struct crash_place crash_find(const struct crash *crash, uint64_t address);

static inline bool crash_readable(const struct crash_place *place)
{
	return place->owner >= CRASH_SEGMENT;
}

/* A phrase: "kernel text, main+0x12", "the page below the stack". */
void crash_print_place(const struct sink *out, const struct crash *crash,
		       uint64_t address);

/* Prints name+0xOFFSET of an address in a segment of the kernel; false, and
 * nothing, without a symbol for it. */
bool crash_print_symbol(const struct sink *out, const struct crash_facts *facts,
			uint64_t address);

/* --- the screen ----------------------------------------------------------- */

/* The first line, and how the last one begins: scripts wait for them. */
#define CRASH_BEGIN "memblock.efi: the kernel crashed"
#define CRASH_END   "Press a key to restart the machine"

/* Seconds until the machine restarts without a key. */
#define CRASH_SECONDS 60

/* All of it, in lines of less than 80 columns except for long names. */
void crash_print(const struct sink *out, const struct crash *crash);

/* The last line. */
void crash_print_end(const struct sink *out);

#endif
