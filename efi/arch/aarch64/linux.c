/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/arch/linux.h"

const struct arch_linux arch_linux = {
	.machine = 0xaa64,
	.reserve_by_type = true,
};
