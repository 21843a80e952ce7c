/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/demand.h"

#include "ovmf/kernel/machine.h"

const struct sink out = { .write = machine_write };

_Noreturn void fail(const char *what)
{
	print(&out, "kernel: %s\n", what);
	machine_end(1);
}

void demand(bool right, const char *what)
{
	if (!right)
		fail(what);
}
