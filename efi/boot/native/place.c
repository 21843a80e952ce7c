/* SPDX-License-Identifier: BSD-2-Clause */
/* The kernel: plan and place. */
#include "efi/boot/native/state.h"

#include "arch.h"
#include "efi/arch/cpu.h"
#include "efi/boot/native/rules.h"

#define LARGE_PAGE ((uint64_t)2 << 20)

static struct fw_status refuse(const struct boot *boot,
			       const struct elf_error *error)
{
	if (error->fault == ELF_UNREADABLE)
		return FW_STATUS((size_t)error->value);
	print(boot->err, "%s cannot be loaded: ", boot->options->kernel);
	elf_explain(boot->err, error);
	print_str(boot->err, ".\n");
	return FW_LOAD_ERROR;
}

/* A PIE that was linked at 0 runs where kernels usually do. */
static uint64_t virtual_base(const struct elf_plan *plan)
{
	return plan->is_pie && plan->base == 0 ? CPU_PIE_ADDRESS : plan->base;
}

/* kernel->phys_base is not known yet. */
static void plan_addresses(struct mbt_kernel *kernel,
			   const struct elf_plan *plan)
{
	kernel->size = plan->size;
	kernel->virt_base = virtual_base(plan);
	kernel->load_bias = kernel->virt_base - plan->base;
	kernel->entry = plan->entry + kernel->load_bias;
}

struct fw_status native_plan(struct boot *boot, struct reader *file)
{
	struct native *native = boot->state;
	const struct mbt_kernel *kernel = &native->kernel;
	struct elf_error error;

	if (!elf_plan(&native->plan, file, &ARCH_ELF, &error) ||
	    !native_check(&native->plan, &error))
		return refuse(boot, &error);
	plan_addresses(&native->kernel, &native->plan);
	cpu_paging(&native->paging);
	if (!paging_canonical(&native->paging, kernel->virt_base,
			      kernel->size)) {
		print(boot->err,
		      "%s cannot be loaded: its addresses from "
		      "0x%jx on, 0x%jx bytes, are not valid on this processor; "
		      "link it at 0xffffffff80000000.\n",
		      boot->options->kernel, (uintmax_t)kernel->virt_base,
		      (uintmax_t)kernel->size);
		return FW_LOAD_ERROR;
	}
	placement_avoid(&boot->placement, kernel->virt_base, kernel->size);
	return FW_SUCCESS;
}

/* Where addresses match modulo 2 MiB, large pages map the kernel. */
static uint64_t large_pages(const struct mbt_kernel *kernel)
{
	return kernel->size >= LARGE_PAGE && kernel->virt_base % LARGE_PAGE == 0
		       ? LARGE_PAGE
		       : 0;
}

struct fw_status native_place(struct boot *boot, struct reader *file)
{
	struct native *native = boot->state;
	struct mbt_kernel *kernel = &native->kernel;
	const struct placement_request request = {
		.what = boot->options->kernel,
		.size = kernel->size,
		.align = native->plan.align,
		.better_align = large_pages(kernel),
		.owner = OWNER_KERNEL,
	};
	struct fw_status status =
		placement_take(&boot->placement, &request, &kernel->phys_base);
	struct elf_error error;
	void *memory = (void *)(uintptr_t)kernel->phys_base;

	if (fw_failed(status))
		return status;
	if (!elf_load(&native->plan, file, memory, kernel->virt_base, &error))
		return refuse(boot, &error);
	cpu_sync_caches(memory, (size_t)kernel->size);
	return crash_place(&native->crash, boot, file, &native->plan, kernel);
}
