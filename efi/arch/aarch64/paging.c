/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries of AArch64 with granules of 4 KiB: Arm ARM, D8.3. Level 1 here is
 * level 3 there. The kinds of memory are indexes into the MAIR that gate.S
 * sets. Nothing is for EL0.
 */
#include "efi/boot/paging.h"

#define VALID     (UINT64_C(1) << 0)
#define NO_BLOCK  (UINT64_C(1) << 1) /* a table, or a page of level 1 */
#define KIND(n)   ((uint64_t)(n) << 2)
#define READ_ONLY (UINT64_C(1) << 7)
#define SHARED    (UINT64_C(3) << 8) /* inner */
#define ACCESSED  (UINT64_C(1) << 10)
#define PXN       (UINT64_C(1) << 53)
#define UXN       (UINT64_C(1) << 54)

#define ALL (VALID | SHARED | ACCESSED | UXN)

const struct paging_format paging_aarch64 = {
	.address = UINT64_C(0x0000fffffffff000),
	.valid = VALID,
	.table = VALID | NO_BLOCK,
	.page = ALL | NO_BLOCK,
	.large = ALL,
	.leaf = NO_BLOCK,
	.read_only = READ_ONLY,
	.no_execute = PXN,
	.combine = KIND(1),
	.large_combine = KIND(1),
	.device = KIND(2),
};
