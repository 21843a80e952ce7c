/* SPDX-License-Identifier: BSD-2-Clause */
/* An entry of a page table (SDM volume 3, 4.5). */
#include "ovmf/kernel/machine.h"

#define PRESENT    (UINT64_C(1) << 0)
#define WRITABLE   (UINT64_C(1) << 1)
#define LARGE      (UINT64_C(1) << 7)
#define NO_EXECUTE (UINT64_C(1) << 63)
#define ADDRESS    UINT64_C(0x000ffffffffff000)

struct machine_entry machine_read_entry(uint64_t entry, unsigned int level)
{
	return (struct machine_entry){
		.present = entry & PRESENT,
		.table = level > 1 && !(entry & LARGE),
		.address = entry & ADDRESS,
		.rights = { entry & WRITABLE, !(entry & NO_EXECUTE) },
	};
}
