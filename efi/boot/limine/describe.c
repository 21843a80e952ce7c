/* SPDX-License-Identifier: BSD-2-Clause */
/* What the kernel finds: a stack, the trampoline, page tables, and room for the
 * responses; and the entry. */
#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/arch/limine.h"
#include "efi/boot/entropy.h"
#include "efi/boot/limine/state.h"
#include "efi/boot/processors.h"
#include "efi/uefi/time.h"

/* Bytes of responses for a row: the entry and a pointer to it. */
#define ROW_SIZE 32

static void *at(phys_addr_t address)
{
	return (void *)(uintptr_t)address;
}

static struct fw_status take(struct boot *boot, const char *what, uint64_t size,
			     phys_addr_t end, enum owner owner,
			     phys_addr_t *ret)
{
	const struct placement_request request = {
		.what = what,
		.size = size,
		.end = end,
		.owner = owner,
	};

	return placement_take(&boot->placement, &request, ret);
}

/* --- facts ------------------------------------------------------------- */

static void measure_counter(struct boot *boot)
{
	struct limine *limine = boot->state;

	if (!limine_asks(limine, LIMINE_TSC_FREQUENCY) &&
	    !limine_asks(limine, LIMINE_PERFORMANCE) &&
	    !limine_asks(limine, LIMINE_MP))
		return;
	limine->counter_rate = processors_counter_rate(boot->fw);
}

static void find_cpus(struct boot *boot)
{
	struct limine *limine = boot->state;
	uint64_t rsdp = boot->facts.rsdp;

	limine->tables = (struct cpu_limine_tables){
		.madt = acpi_find(rsdp, "APIC"),
		.dmar = acpi_find(rsdp, "DMAR"),
		.ivrs = acpi_find(rsdp, "IVRS"),
		.fadt = acpi_find(rsdp, "FACP"),
	};
	limine->settings = (struct cpu_limine_settings){
		.revision = limine->requests.revision,
		.keep_iommu = limine_asks(limine, LIMINE_KEEP_IOMMU),
		.mp = limine_asks(limine, LIMINE_MP),
		.x2apic = limine_asks(limine, LIMINE_MP) &&
			  (limine_field(&limine->requests, &limine->image,
					LIMINE_MP, 0) &
			   1),
	};
	limine->cpu_cnt = limine->settings.mp
				  ? processors_count(&limine->tables.madt)
				  : 1;
}

static void draw_entropy(struct boot *boot)
{
	struct limine *limine = boot->state;

	if (!limine_asks(limine, LIMINE_ENTROPY))
		return;
	limine->entropy_cnt =
		(size_t)phys_min(limine_field(&limine->requests, &limine->image,
					      LIMINE_ENTROPY, 0),
				 LIMINE_ENTROPY_MAX);
	limine->has_entropy =
		boot_entropy(boot->fw, limine->entropy, limine->entropy_cnt);
}

static void gather(struct boot *boot)
{
	struct limine *limine = boot->state;
	struct limine_memmap *memmap = &limine->memmap;

	if (limine_asks(limine, LIMINE_DATE_AT_BOOT))
		limine->has_date = fw_time(boot->fw, &limine->date);
	if (limine_asks(limine, LIMINE_FRAMEBUFFER))
		limine->has_edid = facts_edid(limine->edid, boot->fw);
	if (limine_asks(limine, LIMINE_TPM_LOG))
		limine->tpm_log =
			devices_tpm_log(boot->fw, &boot->map.capture.map,
					&limine->tpm_log_format);
	draw_entropy(boot);
	measure_counter(boot);
	find_cpus(boot);
	*memmap = (struct limine_memmap){
		.revision = limine->requests.revision,
		.framebuffers = boot->framebuffers,
		.framebuffer_cnt = boot->facts.framebuffer_cnt,
	};
	memmap->table_cnt =
		limine_tables(NULL, 0, &boot->facts, memmap->revision);
}

/* --- the responses ----------------------------------------------------- */

static size_t padded(size_t size)
{
	return (size_t)align_up(size, 16);
}

/* One range: the responses, the firmware's map, the rows, the firmware's
 * tables, and the scratch memory of the rows. */
static struct fw_status place_info(struct boot *boot)
{
	struct limine *limine = boot->state;
	struct limine_memmap *memmap = &limine->memmap;
	size_t scratch = limine_memmap_room(memmap, &boot->map.conversion,
					    boot->final.descriptors,
					    boot->placement.range_max);
	size_t rows = padded(memmap->max * sizeof(*limine->rows.entries));
	size_t tables = padded(memmap->table_cnt * sizeof(*memmap->tables));
	struct fw_status status;
	uint8_t *memory;

	limine->info_size =
		padded(limine_measure(boot) + memmap->max * ROW_SIZE +
		       boot->final.map_pages * PAGE_SIZE_4K);
	status = take(boot, "The information for the kernel",
		      limine->info_size + rows + tables + scratch, 0,
		      OWNER_TABLE, &limine->info);
	if (fw_failed(status))
		return status;
	memory = (uint8_t *)at(limine->info) + limine->info_size;
	limine->rows.entries = (void *)memory;
	memmap->tables = (void *)(memory + rows);
	memmap->scratch = memory + rows + tables;
	limine_tables(memmap->tables, memmap->table_cnt, &boot->facts,
		      memmap->revision);
	return FW_SUCCESS;
}

/* --- stack, page tables, trampoline ------------------------------------ */

/* By the map as it is now: until boot services end, only the owners of memory
 * change, and of those only reserve_mem= takes away a mapping. */
static struct fw_status make_tables(struct boot *boot)
{
	struct limine *limine = boot->state;
	struct paging paging;
	struct fw_status status;

	limine->memmap.ranges = boot->placement.ranges;
	limine->memmap.range_cnt = boot->placement.range_cnt;
	limine_memmap_make(&limine->rows, &limine->memmap,
			   &boot->map.conversion);
	limine->memmap.range_cnt = 0;
	paging_measure(&paging, &limine->paging);
	limine_map(&paging, limine, &limine->rows);
	status =
		take(boot, "The set of page tables", paging.need * PAGE_SIZE_4K,
		     cpu_limine_limit, OWNER_PAGE_TABLES, &limine->page_table);
	if (fw_failed(status))
		return status;
	paging_begin(&paging, &limine->paging, at(limine->page_table),
		     limine->page_table, paging.need);
	limine_map(&paging, limine, &limine->rows);
	cpu_sync_caches(at(limine->page_table), paging.room * PAGE_SIZE_4K);
	return FW_SUCCESS;
}

static struct fw_status place_trampoline(struct boot *boot)
{
	struct limine *limine = boot->state;

	return take(boot, "The trampoline", CPU_LIMINE_TRAMPOLINE,
		    cpu_limine_limit, OWNER_LOADER, &limine->trampoline);
}

static struct fw_status place_cpu(struct boot *boot)
{
	struct limine *limine = boot->state;
	const struct cpu_limine cpu = {
		.page_table = limine->page_table,
		.hhdm = limine->hhdm,
		.levels = limine->paging.levels,
		.revision = limine->requests.revision,
	};

	cpu_limine_make(at(limine->trampoline), &cpu);
	if (limine->cpu_cnt > 1 && cpu_low_page)
		limine->low_page = fw_low_page(boot->fw);
	return take(boot, "A stack for each processor",
		    limine->stack_size * limine->cpu_cnt, 0, OWNER_STACK,
		    &limine->stack);
}

struct fw_status limine_describe(struct boot *boot)
{
	struct fw_status status =
		final_map_set_aside(&boot->final, &boot->map, &boot->placement,
				    &boot->options->settings, boot->err);

	if (fw_failed(status))
		return status;
	gather(boot);
	status = place_info(boot);
	if (!fw_failed(status))
		status = place_trampoline(boot);
	if (!fw_failed(status))
		status = make_tables(boot);
	return fw_failed(status) ? status : place_cpu(boot);
}

/* --- entering ---------------------------------------------------------- */

struct fw_status limine_enter(struct boot *boot)
{
	struct limine *limine = boot->state;
	struct conversion conversion;
	struct capture capture;
	struct fw_status status = final_map_leave(
		&boot->final, &boot->serial, boot->err, &capture, &conversion);

	if (fw_failed(status))
		return status;
	limine_memmap_make(&limine->rows, &limine->memmap, &conversion);
	cpu_limine_silence(&limine->tables, &limine->settings);
	limine_respond(boot, &capture.map);
	cpu_sync_caches(limine->image.memory, limine->image.size);
	cpu_limine_enter(at(limine->trampoline), limine->entry,
			 limine->hhdm + limine->stack + limine->stack_size);
}

void limine_release(struct boot *boot)
{
	struct limine *limine = boot->state;

	fw_free(boot->fw, limine->internals);
	fw_free_pages(boot->fw, limine->low_page, 1);
}
