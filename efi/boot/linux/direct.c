/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The direct road: what is placed before boot services end. All of it lies
 * below the cap.
 */
#include "efi/boot/linux/direct.h"

#include "arch.h"
#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/arch/linux.h"
#include "efi/boot/paging.h"
#include "efi/uefi/random.h"

#define FIRST_4G ((phys_addr_t)1 << 32)

static void *at(phys_addr_t address)
{
	return (void *)(uintptr_t)address;
}

/* Where a kernel that cannot be above 4 GiB has to have everything. */
static phys_addr_t end_for(const struct linux_state *linux, phys_addr_t end)
{
	return linux->image.xload_flags & LINUX_XLF_ABOVE_4G ? 0 : end;
}

/* Where memory below an address is full, the stub may do with another one. */
static const char *remedy(const struct linux_state *linux, phys_addr_t end)
{
	struct linux_error error;

	if (end == 0)
		return NULL;
	return linux_check_stub(&linux->image, &error) ? "use road=stub"
						       : "use a newer kernel";
}

static struct fw_status take(struct boot *boot, const char *what, uint64_t size,
			     enum owner owner, phys_addr_t *ret)
{
	phys_addr_t end = end_for(boot->state, FIRST_4G);
	const struct placement_request request = {
		.what = what,
		.remedy = remedy(boot->state, end),
		.size = size,
		.end = end,
		.owner = owner,
	};

	return placement_take(&boot->placement, &request, ret);
}

/* --- the kernel and its initrd ------------------------------------------- */

/* It unpacks itself in place, so that it needs init_size bytes: at any address
 * from pref_address on if it is relocatable, else exactly there. */
static struct fw_status place_kernel(struct boot *boot, struct reader *file)
{
	struct linux_state *linux = boot->state;
	const struct linux_image *image = &linux->image;
	phys_addr_t end =
		image->relocatable
			? end_for(linux, FIRST_4G)
			: image->pref_address +
				  align_up(image->init_size, PAGE_SIZE_4K);
	const struct placement_request request = {
		.what = boot->options->kernel,
		.remedy = remedy(linux, end),
		.size = image->init_size,
		.align = image->alignment,
		.min = image->pref_address,
		.lowest = true,
		.end = end,
		.owner = OWNER_KERNEL,
	};
	struct fw_status status = placement_take(&boot->placement, &request,
						 &linux->direct.kernel);

	if (fw_failed(status))
		return status;
	return reader_read(file, image->setup_size, at(linux->direct.kernel),
			   image->size - image->setup_size);
}

static struct fw_status place_initrd(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct table_module *initrd = &linux->direct.initrd;
	phys_addr_t end = end_for(linux, linux->image.initrd_end);
	const struct placement_request request = {
		.what = "The initrd",
		.remedy = remedy(linux, end),
		.size = linux_initrd_size(boot),
		.end = end,
		.owner = OWNER_MODULE,
		.name = "initrd",
	};
	struct fw_status status;

	if (boot->module_cnt == 0)
		return FW_SUCCESS;
	status = placement_take(&boot->placement, &request, &initrd->base);
	if (fw_failed(status))
		return status;
	initrd->size = request.size;
	initrd->name = request.name;
	initrd->path = boot->modules[0].path;
	return linux_initrd_read(boot, at(initrd->base));
}

struct fw_status linux_direct_place(struct boot *boot, struct reader *file)
{
	struct fw_status status = place_kernel(boot, file);

	return fw_failed(status) ? status : place_initrd(boot);
}

/* --- what it is told ----------------------------------------------------- */

static void add_facts(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct linux_direct *direct = &linux->direct;

	direct->facts = (struct mbt_kernel){
		.phys_base = direct->kernel,
		.size = linux->image.init_size,
		.virt_base = direct->kernel,
		.entry = direct->kernel + LINUX_ENTRY_64,
	};
	boot->facts.final = true;
	boot->facts.kernel = &direct->facts;
	boot->facts.cmdline = linux->cmdline;
	boot->facts.modules = &direct->initrd;
	boot->facts.module_cnt = direct->initrd.size ? 1 : 0;
}

/* Descriptors that may yet be added to the map that was converted. */
static size_t more_descriptors(const struct boot *boot)
{
	return boot->final.descriptors - efimap_count(&boot->map.capture.map) +
	       boot->placement.range_max;
}

/* The page, the command line, the nodes and the EFI map, in this order. */
static void lay_out(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct linux_direct *direct = &linux->direct;
	size_t rows =
		boot->map.conversion.e820.cnt + 2 * more_descriptors(boot);

	direct->seed_at = align_up(LINUX_PARAMS_SIZE + linux->cmdline_size, 16);
	direct->ext_at = direct->seed_at + LINUX_SETUP_HEADER + LINUX_SEED_SIZE;
	direct->ext_room = linux_e820_ext_size(rows);
	direct->map_at = align_up(direct->ext_at + direct->ext_room, 16);
	direct->map_room = linux_efi_map_room(
		boot->final.descriptors, boot->map.capture.map.desc_size, rows);
}

static struct fw_status place_params(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct linux_direct *direct = &linux->direct;
	struct fw_status status;
	uint8_t *seed;

	lay_out(boot);
	status = take(boot, "The description of the machine",
		      direct->map_at + direct->map_room, OWNER_CMDLINE,
		      &direct->params);
	if (fw_failed(status))
		return status;
	memcpy((char *)at(direct->params) + LINUX_PARAMS_SIZE, linux->cmdline,
	       linux->cmdline_size);
	seed = (uint8_t *)at(direct->params) + direct->seed_at;
	direct->has_seed =
		fw_random(boot->fw, seed + LINUX_SETUP_HEADER, LINUX_SEED_SIZE);
	direct->has_edid = facts_edid(direct->edid, boot->fw);
	return FW_SUCCESS;
}

/* The table is the data of a node of setup_data. It begins with a page, and the
 * node's header is the end of the page before. */
static struct fw_status place_table(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct linux_direct *direct = &linux->direct;
	size_t size = table_space(&boot->map.conversion, &boot->facts,
				  more_descriptors(boot));
	phys_addr_t base = 0;
	struct fw_status status = take(boot, "The table", PAGE_SIZE_4K + size,
				       OWNER_TABLE, &base);

	direct->table_node = base + PAGE_SIZE_4K - LINUX_SETUP_HEADER;
	direct->table_room = (size_t)align_up(size, PAGE_SIZE_4K);
	return status;
}

/* --- how it is entered --------------------------------------------------- */

static struct fw_status place_trampoline(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	struct fw_status status = take(boot, "The trampoline", PAGE_SIZE_4K,
				       OWNER_LOADER, &linux->direct.trampoline);

	if (!fw_failed(status))
		cpu_linux_trampoline_make(at(linux->direct.trampoline));
	return status;
}

/* Every address below 4 GiB, and what was placed above. The memory types are
 * those of the MTRRs. */
static void map_identity(struct paging *paging, const struct boot *boot)
{
	const uint64_t large = UINT64_C(1) << 21;
	const unsigned int all = PAGING_READ | PAGING_WRITE | PAGING_EXECUTE;

	paging_map(paging, 0, 0, FIRST_4G, all);
	for (size_t i = 0; i < boot->placement.range_cnt; i++) {
		const struct loader_range *range = &boot->placement.ranges[i];
		uint64_t base = align_down(range->base, large);
		uint64_t end = align_up(range->base + range->size, large);

		if (base >= FIRST_4G)
			paging_map(paging, base, base, end - base, all);
	}
}

/* The tables may themselves be above 4 GiB: room for mapping them is added. */
#define TABLES_MORE 4

static struct fw_status build_page_tables(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	phys_addr_t *root = &linux->direct.page_table;
	struct paging_cpu cpu;
	struct paging paging;
	struct fw_status status;

	cpu_paging(&cpu);
	paging_measure(&paging, &cpu);
	map_identity(&paging, boot);
	status = take(boot, "The set of page tables",
		      (paging.need + TABLES_MORE) * PAGE_SIZE_4K,
		      OWNER_PAGE_TABLES, root);
	if (fw_failed(status))
		return status;
	paging_begin(&paging, &cpu, at(*root), *root,
		     paging.need + TABLES_MORE);
	map_identity(&paging, boot);
	return FW_SUCCESS;
}

struct fw_status linux_direct_describe(struct boot *boot)
{
	struct fw_status status = linux_reserve(boot);

	add_facts(boot);
	if (!fw_failed(status))
		status = place_trampoline(boot);
	if (!fw_failed(status))
		status = final_map_set_aside(
			&boot->final, &boot->map, &boot->placement,
			&boot->options->settings, boot->err);
	if (!fw_failed(status))
		status = place_params(boot);
	if (!fw_failed(status))
		status = place_table(boot);
	return fw_failed(status) ? status : build_page_tables(boot);
}
