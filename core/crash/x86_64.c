/* SPDX-License-Identifier: BSD-2-Clause */
/* What an exception of x86_64 means, and how its registers are called. */
#include "core/crash/crash.h"

enum { VECTOR_GP = 13, VECTOR_PF = 14 };
/* The error code of a page fault. */
enum { PF_PRESENT = 1 << 0, PF_WRITE = 1 << 1, PF_FETCH = 1 << 4 };
/* That of others: the fault is in an entry of the IDT. */
enum { CODE_IDT = 1 << 1 };

static const char *x86_words(uint32_t vector)
{
	static const char *const words[] = {
		[0] = "divided by zero, or a quotient was too large",
		[1] = "caused a debug exception",
		[2] = "received a non-maskable interrupt",
		[3] = "executed a breakpoint",
		[6] = "executed an undefined instruction",
		[7] = "used floating point while that is disabled",
		[8] = "caused a double fault: the handler of an exception "
		      "could not be entered",
		[10] = "used an invalid task state segment",
		[11] = "used a segment or gate that is not present",
		[12] = "used a stack address that is not canonical",
		[13] = "violated a rule of the processor",
		[16] = "caused a floating-point exception",
		[17] = "accessed an address that is not aligned",
		[18] = "received a machine check, an error of the hardware",
		[19] = "caused a floating-point exception",
	};

	return vector < sizeof(words) / sizeof(*words) ? words[vector] : NULL;
}

static struct crash_cause x86_page_fault(uint64_t code)
{
	struct crash_cause cause = {
		.reason = code & PF_PRESENT ? CRASH_FORBIDDEN : CRASH_UNMAPPED,
	};

	if (code & PF_FETCH)
		cause.access = CRASH_EXECUTE;
	else if (code & PF_WRITE)
		cause.access = CRASH_WRITE;
	return cause;
}

static struct crash_cause cause(const struct crash_cpu *cpu)
{
	if (cpu->vector == VECTOR_PF)
		return x86_page_fault(cpu->code);
	if (cpu->vector == VECTOR_GP && cpu->code == 0)
		return (struct crash_cause){ .reason = CRASH_ADDRESS };
	if (cpu->vector == VECTOR_GP && cpu->code & CODE_IDT)
		return (struct crash_cause){
			.words = "received an interrupt without a handler",
		};
	return (struct crash_cause){ .words = x86_words(cpu->vector) };
}

/* Vectors 8, 10 to 14, 17 and 21 (SDM volume 3, 6.13). */
static bool has_code(uint32_t vector)
{
	return vector < 32 && 0x227d00u >> vector & 1;
}

/* SDM volume 3, table 6-1. */
static void print_vector(const struct sink *out, const struct crash_cpu *cpu)
{
	static const char mnemonics[] =
		"DEDBNMBPOFBRUDNMDF  TSNPSSGPPF  MFACMCXMVECP";

	print(out, "Exception %u", (unsigned int)cpu->vector);
	if (cpu->vector < sizeof(mnemonics) / 2)
		print(out, " (#%.2s)", mnemonics + (size_t)2 * cpu->vector);
	if (has_code(cpu->vector))
		print(out, ", error code 0x%jx", (uintmax_t)cpu->code);
}

const struct crash_arch crash_x86_64 = {
	.cause = cause,
	.print_vector = print_vector,
	.pc = "RIP",
	.address = "CR2",
	.flags = "RFLAGS",
	.names = "RAXRBXRCXRDXRSIRDIRBPRSPR8 R9 R10R11R12R13R14R15",
	.registers = 16,
	.frame = 6,
	.stack_has_link = true,
};
