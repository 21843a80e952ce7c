/* SPDX-License-Identifier: BSD-2-Clause */
/* prefetchnta 0x68636e62(%rsp), which changes nothing. For C and assembler. */
#ifndef OVMF_BENCH_ARCH_X86_64_MARKER_H
#define OVMF_BENCH_ARCH_X86_64_MARKER_H

#define MARKER 0x0f, 0x18, 0x84, 0x24, 0x62, 0x6e, 0x63, 0x68

#endif
