/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entries of x86-64: Intel SDM volume 3, 4.5; AMD APM volume 2, 5.3. Device
 * memory needs no bit, since the MTRRs make it uncached.
 */
#include "efi/arch/paging_format.h"

#define PRESENT    (UINT64_C(1) << 0)
#define WRITABLE   (UINT64_C(1) << 1)
#define LARGE      (UINT64_C(1) << 7) /* of levels 2 and 3 */
#define PWT        (UINT64_C(1) << 3)
#define PAT_SMALL  (UINT64_C(1) << 7) /* of level 1: PAT entry 4 */
#define PAT_LARGE  (UINT64_C(1) << 12)
#define NO_EXECUTE (UINT64_C(1) << 63)

const struct paging_format paging_x86_64 = {
	.address = UINT64_C(0x000ffffffffff000),
	.valid = PRESENT,
	.table = PRESENT | WRITABLE,
	.page = PRESENT,
	.large = PRESENT | LARGE,
	.leaf = LARGE,
	.writable = WRITABLE,
	.no_execute = NO_EXECUTE,
	.wc = PAT_SMALL,
	.large_wc = PAT_LARGE,
};

/* Write-combining is PAT entry 5 there. */
const struct paging_format paging_x86_64_limine = {
	.address = UINT64_C(0x000ffffffffff000),
	.valid = PRESENT,
	.table = PRESENT | WRITABLE,
	.page = PRESENT,
	.large = PRESENT | LARGE,
	.leaf = LARGE,
	.writable = WRITABLE,
	.no_execute = NO_EXECUTE,
	.wc = PAT_SMALL | PWT,
	.large_wc = PAT_LARGE | PWT,
};
