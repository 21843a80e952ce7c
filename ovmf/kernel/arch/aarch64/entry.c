/* SPDX-License-Identifier: BSD-2-Clause */
/* An entry of a translation table (Arm ARM, D8.3). */
#include "ovmf/kernel/machine.h"

#define VALID     (UINT64_C(1) << 0)
#define NOT_BLOCK (UINT64_C(1) << 1)
#define ADDRESS   UINT64_C(0x0000fffffffff000)
/* Of a block or page. */
#define READ_ONLY (UINT64_C(1) << 7)
#define PXN       (UINT64_C(1) << 53)
/* Of a table: what is below it. */
#define TABLE_READ_ONLY (UINT64_C(1) << 62)
#define TABLE_PXN       (UINT64_C(1) << 59)

struct machine_entry machine_read_entry(uint64_t entry, unsigned int level)
{
	bool table = level > 1 && entry & NOT_BLOCK;

	return (struct machine_entry){
		.present = entry & VALID,
		.table = table,
		.address = entry & ADDRESS,
		.rights = { !(entry & (table ? TABLE_READ_ONLY : READ_ONLY)),
			    !(entry & (table ? TABLE_PXN : PXN)) },
	};
}
