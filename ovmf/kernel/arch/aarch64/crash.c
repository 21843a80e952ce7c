/* SPDX-License-Identifier: BSD-2-Clause */
/* Crashes of a kernel that are due to instructions. */
#include "ovmf/kernel/crash.h"

#include "ovmf/kernel/machine.h"

/* The result is 0: no exception. */
static void divide(void)
{
	crash_zero = 12345 / crash_zero;
	machine_end(3);
}

static void opcode(void)
{
	__asm__ volatile("udf #0");
}

/* There is no double fault. A stack pointer that is not valid when an exception
 * comes is the nearest to one. */
static void double_fault(void)
{
	__asm__ volatile("mov sp, %0\n\tudf #0"
			 :
			 : "r"(crash_zero + 1)
			 : "memory");
}

static void interrupt(void)
{
	__asm__ volatile("svc #0");
}

static uint64_t odd[2];

static void misaligned(void)
{
	uint64_t status;

	__asm__ volatile("ldxr %0, [%1]"
			 : "=r"(status)
			 : "r"((uintptr_t)odd + 1)
			 : "memory");
}

const struct crash_kind crash_kinds_arch[] = {
	{ "divide", divide },       { "opcode", opcode },
	{ "double", double_fault }, { "interrupt", interrupt },
	{ "align", misaligned },    { 0 },
};
