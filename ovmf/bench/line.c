/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/bench/line.h"

#include "ovmf/kernel/machine.h"

static void write_text(const char *text)
{
	for (; *text; text++)
		machine_write(0, text, 1);
}

void line_write(const char *word, uint64_t value)
{
	write_text("\nbench-boot ");
	write_text(word);
	write_text(" ");
	for (int shift = 60; shift >= 0; shift -= 4)
		machine_write(0, &"0123456789abcdef"[value >> shift & 15], 1);
	write_text("\n");
}
