/* SPDX-License-Identifier: BSD-2-Clause */
/* The payload: reports that it was entered and exits QEMU. */
#include "ovmf/bench/line.h"
#include "ovmf/kernel/machine.h"

_Noreturn void payload(void);

_Noreturn void payload(void)
{
	line_write("payload", 0);
	machine_end(0);
}
