/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * In this order: the map, the sizes of all files, the kernel (which decides
 * where nothing else may lie), modules, reserve_mem=.
 */
#include "efi/boot/native/load_internal.h"

#include "arch.h"
#include "efi/arch/cpu.h"
#include "efi/uefi/facts.h"

/* What is placed beside modules and reserve_mem=: kernel, gate, stack, page
 * tables, table. */
#define PLACES 5

/* --- sentences ------------------------------------------------------- */

struct fw_status target_oom(const struct load *load, const char *what,
			    uint64_t size, uint64_t align)
{
	bool capped = load->options->settings.mem != MEM_NONE;
	char room[3][HUMAN_SIZE];

	print(load->err, "%s needs %s of memory", what,
	      human_size(room[0], size));
	if (align > PAGE_SIZE_4K)
		print(load->err, " at a multiple of %s",
		      human_size(room[1], align));
	print(load->err, ", the largest free range %shas %s; %s.\n",
	      capped ? "below mem= " : "",
	      human_size(room[2], place_largest(&load->place)),
	      capped ? "raise mem=" : "give the machine more memory");
	return FW_OUT_OF_RESOURCES;
}

struct fw_status loader_oom(const struct load *load, const char *what,
			    uint64_t size)
{
	print(load->err,
	      "%s takes %ju bytes of memory, which AllocatePages "
	      "did not give; free memory by unloading drivers or "
	      "applications.\n",
	      what, (uintmax_t)size);
	return FW_OUT_OF_RESOURCES;
}

static struct fw_status refuse_kernel(const struct load *load,
				      const struct elf_trouble *trouble)
{
	print(load->err, "%s cannot be loaded: ", load->options->kernel);
	elf_explain(load->err, trouble);
	print_str(load->err, ".\n");
	return FW_LOAD_ERROR;
}

/* Firmware verifies programs of its own kind (UEFI 2.10, chapter 32), and an
 * ELF file is none. A signed program that starts what nobody has signed would
 * open for all what Secure Boot keeps shut. */
static struct fw_status check_trust(const struct load *load)
{
	if (!facts_secure_boot(load->fw))
		return FW_SUCCESS;
	print(load->err,
	      "%s is not loaded: Secure Boot is on, and an ELF "
	      "file has no signature to check; switch Secure Boot off in the "
	      "firmware's setup.\n",
	      load->options->kernel);
	return FW_SECURITY_VIOLATION;
}

/* --- the machine ----------------------------------------------------- */

static struct fw_status read_machine(struct load *load)
{
	struct fw_status status =
		boot_map_read(&load->machine, load->fw, load->err);

	return fw_failed(status)
		       ? status
		       : boot_map_convert(&load->machine,
					  &load->options->settings, load->err);
}

static struct fw_status begin_places(struct load *load)
{
	size_t cnt = PLACES + load->module_cnt + load->options->reserve_mem_cnt;

	if (place_begin(&load->place, load->fw, &load->machine.conversion, cnt))
		return FW_SUCCESS;
	return loader_oom(load, "Finding places in memory",
			  cnt * sizeof(struct loader_range));
}

/* --- the kernel ------------------------------------------------------ */

/* A PIE that was linked at 0 runs where kernels usually do. */
static uint64_t virtual_base(const struct elf_plan *plan)
{
	return plan->movable && plan->base == 0 ? CPU_PIE_ADDRESS : plan->base;
}

static struct fw_status place_kernel(struct load *load)
{
	const struct elf_plan *plan = &load->plan;
	struct mbt_kernel *kernel = &load->kernel;

	kernel->size = plan->size;
	kernel->virt_base = virtual_base(plan);
	kernel->load_bias = kernel->virt_base - plan->base;
	kernel->entry = plan->entry + kernel->load_bias;
	if (!paging_canonical(&load->cpu, kernel->virt_base, plan->size)) {
		print(load->err,
		      "%s cannot be loaded: its addresses from "
		      "0x%jx on, 0x%jx bytes, are none that this processor "
		      "has; link it at 0xffffffff80000000.\n",
		      load->options->kernel, (uintmax_t)kernel->virt_base,
		      (uintmax_t)plan->size);
		return FW_LOAD_ERROR;
	}
	place_avoid(&load->place, kernel->virt_base, plan->size);
	kernel->phys_base = place_take(&load->place, plan->size, plan->align,
				       OWNER_KERNEL, NULL);
	return kernel->phys_base ? FW_SUCCESS
				 : target_oom(load, load->options->kernel,
					      plan->size, plan->align);
}

static struct fw_status load_file(struct load *load, const void *file,
				  size_t size)
{
	struct elf_trouble trouble;
	struct fw_status status;

	if (!elf_plan(&load->plan, file, size, &ARCH_ELF, &trouble))
		return refuse_kernel(load, &trouble);
	status = place_kernel(load);
	if (fw_failed(status))
		return status;
	if (!elf_load(&load->plan, file,
		      (void *)(uintptr_t)load->kernel.phys_base,
		      load->kernel.virt_base, &trouble))
		return refuse_kernel(load, &trouble);
	cpu_sync_caches((void *)(uintptr_t)load->kernel.phys_base,
			(size_t)load->plan.size);
	return FW_SUCCESS;
}

static struct fw_status load_kernel(struct load *load, struct fetch *fetch,
				    uint64_t size)
{
	size_t pages = fw_pages_for((size_t)size);
	struct fw_status status;
	void *file = fw_pages(load->fw, pages);

	if (!file)
		return loader_oom(load, load->options->kernel, size);
	status = fetch_read(fetch, load->options->kernel, file, size);
	if (!fw_failed(status))
		status = load_file(load, file, (size_t)size);
	fw_free_pages(load->fw, file, pages);
	return status;
}

/* --- all of it ------------------------------------------------------- */

static void announce(const struct load *load, uint64_t kernel, uint64_t modules)
{
	phys_addr_t memory = load->machine.conversion.mb.memory.total_size;
	char room[3][HUMAN_SIZE];

	print(load->say, "Loading %s (%s)", load->options->kernel,
	      human_size(room[0], kernel));
	if (load->module_cnt)
		print(load->say, " and %zu module%s (%s)", load->module_cnt,
		      load->module_cnt == 1 ? "" : "s",
		      human_size(room[1], modules));
	print(load->say, ", %s of memory\n", human_size(room[2], memory));
}

static struct fw_status read_files(struct load *load, struct fetch *fetch)
{
	uint64_t size = 0, total = 0;
	struct fw_status status =
		fetch_size(fetch, load->options->kernel, &size);

	if (!fw_failed(status))
		status = load_size_modules(load, fetch, &total);
	if (fw_failed(status))
		return status;
	announce(load, size, total);
	status = load_kernel(load, fetch, size);
	return fw_failed(status) ? status : load_read_modules(load, fetch);
}

static struct fw_status prepare(struct load *load)
{
	struct fw_status status = check_trust(load);

	if (!fw_failed(status))
		status = load_list_modules(load);
	if (!fw_failed(status))
		status = read_machine(load);
	return fw_failed(status) ? status : begin_places(load);
}

struct fw_status load_all(struct load *ret, const struct firmware *fw,
			  const struct options *options, const struct sink *say,
			  const struct sink *err)
{
	struct fetch fetch;
	struct fw_status status;

	*ret = (struct load){
		.fw = fw, .options = options, .say = say, .err = err
	};
	cpu_paging(&ret->cpu);
	status = prepare(ret);
	if (fw_failed(status))
		return status;
	status = fetch_open(&fetch, fw, say, err);
	if (!fw_failed(status))
		status = read_files(ret, &fetch);
	fetch_close(&fetch);
	return fw_failed(status) ? status : load_reserve(ret);
}

void load_end(struct load *load)
{
	place_end(&load->place);
	fw_free(load->fw, load->modules);
	boot_map_release(&load->machine);
}
