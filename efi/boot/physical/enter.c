/* SPDX-License-Identifier: BSD-2-Clause */
/* The code that copies and enters, its stack and its page tables. */
#include "efi/arch/cpu.h"
#include "efi/boot/paging.h"
#include "efi/boot/physical/physical.h"

#define STACK_SIZE (16 * 1024)

static void *at(phys_addr_t address)
{
	return (void *)(uintptr_t)address;
}

static bool map_all(struct paging *paging)
{
	return paging_map(paging, 0, 0, PHYSICAL_LIMIT,
			  PAGING_READ | PAGING_WRITE | PAGING_EXECUTE);
}

static struct fw_status make_tables(struct boot *boot,
				    struct physical *physical)
{
	struct placement_request request = {
		.what = "The set of page tables",
		.owner = OWNER_PAGE_TABLES,
	};
	struct paging_cpu cpu;
	struct paging paging;
	struct fw_status status;

	cpu_paging(&cpu);
	paging_measure(&paging, &cpu);
	map_all(&paging);
	request.size = paging.need * PAGE_SIZE_4K;
	status = placement_take(&boot->placement, &request,
				&physical->page_table);
	if (fw_failed(status))
		return status;
	paging_begin(&paging, &cpu, at(physical->page_table),
		     physical->page_table, paging.need);
	map_all(&paging);
	return FW_SUCCESS;
}

struct fw_status physical_describe(struct boot *boot, struct physical *physical)
{
	struct placement_request request = {
		.what = "The trampoline",
		.size = PAGE_SIZE_4K + STACK_SIZE,
		.owner = OWNER_LOADER,
	};
	struct fw_status status =
		physical_take_low(boot, &request, &physical->trampoline);

	if (fw_failed(status))
		return status;
	cpu_trampoline_32_make(at(physical->trampoline));
	return make_tables(boot, physical);
}

_Noreturn void physical_enter(const struct physical *physical, uint32_t eax,
			      uint32_t ebx)
{
	const struct cpu_entry_32 entry = {
		.page_table = physical->page_table,
		.entry = physical_address(physical, physical->image.entry),
		.eax = eax,
		.ebx = ebx,
		.stack = (uint32_t)physical->trampoline + PAGE_SIZE_4K +
			 STACK_SIZE,
	};

	cpu_enter_32(at(physical->trampoline), &entry, physical->copies,
		     physical->copy_cnt);
}
