/* SPDX-License-Identifier: BSD-2-Clause */
/* What an exception of aarch64 means, and how its registers are called. */
#include "core/crash/crash.h"

/* Of an abort's syndrome. */
#define ISS_STATUS  0x3f
#define ISS_WRITE   (1u << 6)
#define EC_SHIFT    26
#define EC_DATA     0x24
#define EC_FETCH    0x20
#define ALIGNMENT   0x21
#define PERMISSION  0x0c
#define TRANSLATION 0x08 /* and access flag, below this */

static const char *arm_words(unsigned int class)
{
	static const struct {
		uint8_t class;
		const char *words;
	} rows[] = {
		{ 0x00, "executed an undefined instruction" },
		{ 0x07, "used floating point while that is disabled" },
		{ 0x0e, "is in an illegal execution state" },
		{ 0x15, "executed SVC, and there is no handler" },
		{ 0x18, "accessed a system register that it may not access" },
		{ 0x22, "jumped to an address that is not aligned" },
		{ 0x26, "has a stack pointer that is not aligned" },
		{ 0x3c, "executed a breakpoint" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].class == class)
			return rows[i].words;
	return NULL;
}

static enum crash_reason arm_reason(unsigned int status)
{
	if (status == ALIGNMENT)
		return CRASH_MISALIGNED;
	if (status >= PERMISSION + 4u)
		return CRASH_BUS;
	return status >= PERMISSION ? CRASH_FORBIDDEN : CRASH_UNMAPPED;
}

static struct crash_cause cause(const struct crash_cpu *cpu)
{
	static const char *const others[] = {
		NULL,
		"received an interrupt without a handler",
		"received a fast interrupt without a handler",
		"received a system error, an error of the hardware",
	};
	unsigned int class = cpu->code >> EC_SHIFT & 0x3f;
	struct crash_cause ret = { .words = others[cpu->vector % 4] };

	if (ret.words)
		return ret;
	/* The lowest bit says from which level. */
	if ((class & ~1u) == EC_DATA || (class & ~1u) == EC_FETCH) {
		ret.reason = arm_reason(cpu->code & ISS_STATUS);
		ret.access = cpu->code & ISS_WRITE ? CRASH_WRITE : CRASH_READ;
		if ((class & ~1u) == EC_FETCH)
			ret.access = CRASH_EXECUTE;
	} else {
		ret.words = arm_words(class);
	}
	return ret;
}

static void print_vector(const struct sink *out, const struct crash_cpu *cpu)
{
	print(out, "Vector %u, ESR 0x%jx", (unsigned int)cpu->vector,
	      (uintmax_t)cpu->code);
}

const struct crash_arch crash_aarch64 = {
	.cause = cause,
	.print_vector = print_vector,
	.pc = "ELR",
	.address = "FAR",
	.flags = "SPSR",
	.names = "X0 X1 X2 X3 X4 X5 X6 X7 X8 X9 X10X11X12X13X14X15X16X17X18X19"
		 "X20X21X22X23X24X25X26X27X28X29X30",
	.registers = 31,
	.frame = 29,
};
