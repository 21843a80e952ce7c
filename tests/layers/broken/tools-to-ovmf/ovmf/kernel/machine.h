/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef OVMF_KERNEL_MACHINE_H
#define OVMF_KERNEL_MACHINE_H

#endif
