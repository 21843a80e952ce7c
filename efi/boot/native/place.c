/* SPDX-License-Identifier: BSD-2-Clause */
/* The kernel: plan and place. */
#include "efi/boot/native/state.h"

#include "arch.h"
#include "efi/arch/cpu.h"
#include "efi/boot/entropy.h"
#include "efi/boot/native/rules.h"
#include "efi/boot/refuse.h"

#define LARGE_PAGE ((uint64_t)2 << 20)

/* A PIE that was linked at 0 runs where kernels usually do. */
static uint64_t virtual_base(const struct elf_plan *plan)
{
	return plan->is_pie && plan->base == 0 ? CPU_PIE_ADDRESS : plan->base;
}

/* The addresses from CPU_PIE_ADDRESS on; a kernel that fills them stays. */
#define SLIDES ((uint64_t)1 << 31)

static struct fw_status slide(struct boot *boot, const struct elf_plan *plan,
			      struct mbt_kernel *kernel)
{
	uint64_t step = phys_max(plan->align, LARGE_PAGE), random, base;

	if (!boot->options->kaslr)
		return FW_SUCCESS;
	if (!plan->is_pie) {
		print(boot->err,
		      "%s cannot be moved by kaslr=on: not a PIE; link it with "
		      "-static-pie.\n",
		      boot->options->kernel);
		return FW_LOAD_ERROR;
	}
	if (kernel->size > SLIDES - step)
		return FW_SUCCESS;
	if (!boot_entropy(boot->fw, &random, 1)) {
		print_str(boot->err, "kaslr=on needs random numbers, which "
				     "neither the firmware nor the processor "
				     "has; remove it.\n");
		return FW_UNSUPPORTED;
	}
	base = CPU_PIE_ADDRESS +
	       random % ((SLIDES - kernel->size) / step) * step;
	kernel->slide = base - kernel->virt_base;
	kernel->virt_base = base;
	return FW_SUCCESS;
}

/* kernel->phys_base is not known yet. */
static struct fw_status plan_addresses(struct boot *boot,
				       const struct elf_plan *plan,
				       struct mbt_kernel *kernel)
{
	struct fw_status status;

	kernel->size = plan->size;
	kernel->virt_base = virtual_base(plan);
	status = slide(boot, plan, kernel);
	kernel->load_bias = kernel->virt_base - plan->base;
	kernel->entry = plan->entry + kernel->load_bias;
	return status;
}

struct fw_status native_plan(struct boot *boot, struct reader *file)
{
	struct native *native = boot->state;
	const struct mbt_kernel *kernel = &native->kernel;
	struct elf_error error;
	struct fw_status status;

	if (!elf_plan(&native->plan, file, &ARCH_ELF, &error) ||
	    !native_check(&native->plan, &error))
		return boot_refuse_elf(boot, &error);
	status = plan_addresses(boot, &native->plan, &native->kernel);
	if (fw_failed(status))
		return status;
	cpu_paging(&native->paging);
	if (!paging_canonical(&native->paging, kernel->virt_base,
			      kernel->size)) {
		boot_begin_refusal(boot);
		print(boot->err,
		      "its addresses from 0x%jx on, 0x%jx bytes, are not valid "
		      "on this processor; link it at 0xffffffff80000000.\n",
		      (uintmax_t)kernel->virt_base, (uintmax_t)kernel->size);
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
	struct fw_status status = crash_take(boot, &request, &native->plan,
					     file, kernel, &kernel->phys_base);
	struct elf_error error;
	void *memory = (void *)(uintptr_t)kernel->phys_base;

	if (fw_failed(status))
		return status;
	if (!elf_load(&native->plan, file, memory, kernel->virt_base, &error))
		return boot_refuse_elf(boot, &error);
	cpu_sync_caches(memory, (size_t)kernel->size);
	if (native->plan.tail.at)
		native->crash = crash_place(boot, file, &native->plan, kernel);
	return FW_SUCCESS;
}
