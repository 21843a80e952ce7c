/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_BENCH_LINE_H
#define OVMF_BENCH_LINE_H

#include <stdint.h>

/* Writes "bench-boot WORD 16 hexadecimal digits" to the serial port. */
void line_write(const char *word, uint64_t value);

#endif
