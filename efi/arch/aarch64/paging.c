/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries of AArch64 with granules of 4 KiB: Arm ARM, D8.3, where level 1 is
 * called level 3. The memory types are indexes into the MAIR that trampoline.S
 * sets. EL0 has access to nothing.
 */
#include "efi/arch/paging_format.h"

#define VALID     (UINT64_C(1) << 0)
#define NOT_BLOCK (UINT64_C(1) << 1) /* a table, or a page of level 1 */
#define TYPE(n)   ((uint64_t)(n) << 2)
#define READ_ONLY (UINT64_C(1) << 7)
#define SHARED    (UINT64_C(3) << 8) /* inner */
#define ACCESSED  (UINT64_C(1) << 10)
#define PXN       (UINT64_C(1) << 53)
#define UXN       (UINT64_C(1) << 54)

#define ALL (VALID | SHARED | ACCESSED | UXN)

const struct paging_format paging_aarch64 = {
	.address = UINT64_C(0x0000fffffffff000),
	.valid = VALID,
	.table = VALID | NOT_BLOCK,
	.page = ALL | NOT_BLOCK,
	.large = ALL,
	.leaf = NOT_BLOCK,
	.read_only = READ_ONLY,
	.no_execute = PXN,
	.wc = TYPE(1),
	.large_wc = TYPE(1),
	.device = TYPE(2),
};
