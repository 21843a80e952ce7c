/* SPDX-License-Identifier: BSD-2-Clause */
/* What is booted: it says that it was entered and ends the machine. */
#include "ovmf/bench/line.h"
#include "ovmf/kernel/machine.h"

_Noreturn void payload(void);

_Noreturn void payload(void)
{
	line_write("payload", 0);
	machine_end(0);
}
