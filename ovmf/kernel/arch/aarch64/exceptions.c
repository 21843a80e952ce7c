/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Prints the cause of an exception. start.S has the vectors.
 */
#include "ovmf/kernel/machine.h"

#include "core/text/print.h"

_Noreturn void machine_exception(unsigned int number, uint64_t esr,
				 uint64_t elr, uint64_t far);

static const struct sink out = { .write = machine_write };

#define ESR_WRITE (1u << 6) /* of data aborts */

/* ESR_EL1, bits 31 to 26 (Arm ARM D17.2.37). */
static const char *synchronous(uint64_t esr)
{
	switch (esr >> 26 & 0x3f) {
	case 0x00:
		return "an undefined instruction";
	case 0x20:
	case 0x21:
		return "an instruction fetch that is not allowed";
	case 0x22:
		return "a misaligned PC";
	case 0x24:
	case 0x25:
		return esr & ESR_WRITE ? "a write that is not allowed"
				       : "a read that is not allowed";
	case 0x26:
		return "a misaligned SP";
	default:
		return "an exception";
	}
}

static const char *reason(unsigned int number, uint64_t esr)
{
	static const char *const others[] = {
		NULL,
		"an interrupt",
		"a fast interrupt",
		"a system error",
	};

	return number % 4 ? others[number % 4] : synchronous(esr);
}

_Noreturn void machine_exception(unsigned int number, uint64_t esr,
				 uint64_t elr, uint64_t far)
{
	if (machine_tells())
		print(&out,
		      "kernel: %s: instruction at 0x%jx, address 0x%jx, "
		      "ESR 0x%jx\n",
		      reason(number, esr), (uintmax_t)elr, (uintmax_t)far,
		      (uintmax_t)esr);
	machine_end(3);
}
