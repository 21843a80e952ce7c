/* SPDX-License-Identifier: BSD-2-Clause */
/* What is booted: it says when it was entered and ends the machine. */
#include "ovmf/bench/line.h"
#include "ovmf/kernel/machine.h"

_Noreturn void payload(uint64_t ticks);

_Noreturn void payload(uint64_t ticks)
{
	line_write("payload", ticks);
	machine_end(0);
}
