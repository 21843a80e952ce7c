/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * First everything is placed and built that the kernel will need, then the
 * table is published, then boot services are left. From there on nothing is
 * allocated: the final map is read, converted and written into memory that
 * was set aside.
 */
#include "efi/boot/native/handoff.h"

#include "arch.h"
#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/uefi/facts.h"
#include "efi/uefi/exit_boot_services.h"
#include "efi/boot/mappings.h"
#include "efi/boot/serial.h"

#define STACK_SIZE (64 * 1024)

/* The firmware's map has grown since it was read, by two descriptors for each
 * range that was placed apart from others, and may still grow: room for a
 * quarter and so many more. Linux has 32 to spare since 6.13; 8 were too
 * few. */
#define MAP_SLACK 64

static const uint8_t guid[16] = MBT_GUID_BYTES;

struct handoff {
	struct load *load;
	struct mbt_framebuffer framebuffers[FACTS_FRAMEBUFFERS];
	struct mbt_cpu cpu;
	struct table_facts facts;
	struct serial_port serial;
	phys_addr_t trampoline;
	phys_addr_t table;
	size_t table_size;
	/* For the final map and its conversion. */
	void *map;
	size_t map_room;
	void *space;
	size_t space_len;
};

static void *at(phys_addr_t address)
{
	return (void *)(uintptr_t)address;
}

/* --- what the kernel finds ------------------------------------------- */

static void find_serial(struct handoff *h)
{
	const struct acpi_bytes spcr = acpi_find(h->facts.rsdp, "SPCR");

	h->serial = spcr_port(&spcr);
	if (h->serial.kind == SERIAL_NONE || h->serial.kind == SERIAL_OTHER)
		h->serial = serial_at(ARCH_SERIAL_PORT);
}

static void gather_facts(struct handoff *h)
{
	struct load *load = h->load;
	struct table_facts *facts = &h->facts;

	facts_read(facts, load->fw);
	find_serial(h);
	facts->framebuffer_cnt = facts_framebuffers(h->framebuffers, load->fw);
	facts->framebuffers = h->framebuffers;
	facts->final = true;
	facts->cmdline = load->options->report.arguments;
	facts->modules = load->modules;
	facts->module_cnt = load->module_cnt;
	facts->cpu = &h->cpu;
	facts->kernel = &load->kernel;
	facts->kernel_path = load->options->kernel;
}

static phys_addr_t place(struct handoff *h, uint64_t size, enum owner owner)
{
	return place_take(&h->load->place, size, PAGE_SIZE_4K, owner, NULL);
}

static struct fw_status place_stack_and_trampoline(struct handoff *h)
{
	const uint64_t size = PAGE_SIZE_4K + STACK_SIZE;
	phys_addr_t base = place(h, size, OWNER_STACK);

	h->trampoline = base ? place(h, PAGE_SIZE_4K, OWNER_LOADER) : 0;
	if (!h->trampoline)
		return target_oom(h->load, "The stack", size, 0);
	h->cpu.guard_base = base;
	h->cpu.stack_base = base + PAGE_SIZE_4K;
	h->cpu.stack_size = STACK_SIZE;
	cpu_trampoline_make(at(h->trampoline));
	return FW_SUCCESS;
}

static struct fw_status build_page_tables(struct handoff *h)
{
	const struct mappings mappings = {
		.conversion = &h->load->machine.conversion,
		.plan = &h->load->plan,
		.kernel_phys = h->load->kernel.phys_base,
		.kernel_virt = h->load->kernel.virt_base,
		.framebuffers = h->framebuffers,
		.framebuffer_cnt = h->facts.framebuffer_cnt,
		.guard = h->cpu.guard_base,
		.serial = &h->serial,
		.trampoline = h->trampoline,
	};
	struct paging paging;
	phys_addr_t base;
	uint64_t size;

	paging_measure(&paging, &h->load->cpu);
	mappings_make(&paging, &mappings);
	size = paging.need * PAGE_SIZE_4K;
	base = place(h, size, OWNER_PAGE_TABLES);
	if (!base)
		return target_oom(h->load, "The set of page tables", size, 0);
	paging_begin(&paging, &h->load->cpu, at(base), base, paging.need);
	mappings_make(&paging, &mappings);
	cpu_sync_caches(at(base), (size_t)size);
	h->cpu.page_table = base;
	h->cpu.levels = h->load->cpu.levels;
	h->cpu.flags = cpu_flags();
	h->cpu.direct_map = CPU_DIRECT_MAP;
	h->cpu.direct_size = mappings_direct_size(&h->load->machine.conversion);
	return FW_SUCCESS;
}

/* --- what is set aside for later ------------------------------------- */

static size_t descriptors_at_most(const struct handoff *h)
{
	return h->map_room / h->load->machine.capture.map.desc_size;
}

static struct fw_status set_aside(struct handoff *h)
{
	struct load *load = h->load;
	const struct efimap *map = &load->machine.capture.map;
	size_t more = MAP_SLACK + 2 * load->place.loader_range_max;
	size_t pages =
		fw_pages_for(map->size + map->size / 4 + more * map->desc_size);

	h->map_room = pages * PAGE_SIZE_4K;
	/* Those that are still to come have no size and no name yet. */
	load->machine.capture.loader_ranges = load->place.loader_ranges;
	load->machine.capture.loader_range_cnt = load->place.loader_range_max;
	h->space_len = convert_space_for(&load->machine.capture,
					 &load->options->settings,
					 descriptors_at_most(h));
	h->map = fw_pages(load->fw, pages);
	h->space = h->space_len ? fw_pages(load->fw, fw_pages_for(h->space_len))
				: NULL;
	if (h->map && h->space)
		return FW_SUCCESS;
	return loader_oom(load, "The final memory map",
			  h->map_room + h->space_len);
}

/* What is placed is in no conversion yet: each range takes less than what one
 * more descriptor would. */
static struct fw_status place_table(struct handoff *h)
{
	const struct boot_map *machine = &h->load->machine;
	size_t more = descriptors_at_most(h) -
		      efimap_count(&machine->capture.map) +
		      h->load->place.loader_range_max;

	h->table_size = table_space(&machine->conversion, &h->facts, more);
	h->table = h->table_size ? place(h, h->table_size, OWNER_TABLE) : 0;
	if (!h->table)
		return target_oom(h->load, "The table", h->table_size, 0);
	h->table_size = (size_t)align_up(h->table_size, PAGE_SIZE_4K);
	/* No table yet for whoever looks now. */
	memset(at(h->table), 0, sizeof(struct mbt_header));
	return FW_SUCCESS;
}

static struct fw_status publish(struct handoff *h)
{
	struct fw_status status = fw_publish(h->load->fw, guid, at(h->table));

	if (fw_failed(status)) {
		print_str(h->load->err, "The table cannot be published: ");
		print_status(h->load->err, status);
		print_str(h->load->err, "; restart the machine.\n");
	}
	return status;
}

static struct fw_status prepare(struct handoff *h)
{
	struct fw_status status;

	gather_facts(h);
	status = place_stack_and_trampoline(h);
	if (!fw_failed(status))
		status = build_page_tables(h);
	if (!fw_failed(status))
		status = set_aside(h);
	if (!fw_failed(status))
		status = place_table(h);
	return fw_failed(status) ? status : publish(h);
}

static void take_back(struct handoff *h)
{
	const struct firmware *fw = h->load->fw;

	fw_free_pages(fw, h->map, fw_pages_for(h->map_room));
	fw_free_pages(fw, h->space, fw_pages_for(h->space_len));
}

/* --- without a firmware ---------------------------------------------- */

static _Noreturn void give_up(struct handoff *h, const char *why)
{
	const struct sink line = serial_sink(&h->serial);

	print(&line, "memblock.efi: %s; the machine stops, restart it.\n", why);
	cpu_stop();
}

static void write_table(struct handoff *h, const struct efimap *map)
{
	struct load *load = h->load;
	struct capture capture = load->machine.capture;
	struct conversion conversion;
	size_t used;
	int error;

	capture.map = *map;
	/* Both are but memory now. */
	capture.image.size = 0;
	capture.map_buffer.size = 0;
	capture.loader_range_cnt = load->place.loader_range_cnt;
	error = convert(&conversion, &capture, &load->options->settings,
			h->space, h->space_len);
	if (error)
		give_up(h, "the final memory map cannot be converted");
	error = table_write(at(h->table), h->table_size, h->table, &conversion,
			    &h->facts, &used);
	if (error)
		give_up(h, "the final memory map does not fit into the table");
}

static _Noreturn void enter(const struct handoff *h)
{
	const struct cpu_entry entry = {
		.page_table = h->cpu.page_table,
		.stack = h->cpu.stack_base + h->cpu.stack_size,
		.entry = h->load->kernel.entry,
		.table = h->table,
		.magic = MBT_MAGIC,
	};

	cpu_enter(at(h->trampoline), &entry);
}

/* --- the point of no return ------------------------------------------ */

static struct fw_status leave(struct handoff *h)
{
	const struct firmware *fw = h->load->fw;
	struct efimap map;
	bool begun;
	struct fw_status status =
		fw_exit_boot_services(fw, h->map, h->map_room, &map, &begun);

	if (!fw_failed(status)) {
		write_table(h, &map);
		enter(h);
	}
	if (begun)
		give_up(h, "ExitBootServices failed again and again");
	print_str(h->load->err, "The final memory map cannot be read: ");
	print_status(h->load->err, status);
	print_str(h->load->err, "; restart the machine and try again.\n");
	fw_publish(fw, guid, NULL);
	return status;
}

struct fw_status handoff(struct load *load)
{
	struct handoff h = { .load = load };
	struct fw_status status = prepare(&h);

	if (!fw_failed(status))
		status = leave(&h);
	take_back(&h);
	return status;
}
