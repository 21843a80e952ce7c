/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the kernel finds: a stack, the trampoline, page tables, and room for
 * the table, which is published while it is still empty.
 */
#include "efi/boot/native/state.h"

#include "core/base/cstring.h"
#include "efi/arch/cpu.h"
#include "efi/boot/mappings.h"

/* The least, and what no machine has, be it for many processors. */
#define STACK_MIN UINT64_C(0x10000)
#define STACK_MAX ((uint64_t)1 << 45)

static void *at(phys_addr_t address)
{
	return (void *)(uintptr_t)address;
}

static struct fw_status take(struct boot *boot, const char *what, uint64_t size,
			     enum owner owner, phys_addr_t *ret)
{
	const struct placement_request request = {
		.what = what,
		.size = size,
		.owner = owner,
	};

	return placement_take(&boot->placement, &request, ret);
}

/* --- stack and page tables --------------------------------------------- */

static void choose_stack(struct native *native)
{
	uint64_t wish =
		phys_min(phys_max(native->plan.stack, STACK_MIN), STACK_MAX);

	native->cpu.stack_size = align_up(wish, PAGE_SIZE_4K);
}

/* The room in which each other processor explains its crash, the guard page and
 * the stack of each, and a trampoline for each, in one allocation: every one
 * takes thousands of the firmware's instructions. */
static struct fw_status place_stacks_and_trampolines(struct boot *boot)
{
	struct native *native = boot->state;
	struct mbt_cpu *cpu = &native->cpu;
	size_t cnt = native->stack_cnt;
	uint64_t rooms = native->crash ? (cnt - 1) * CPU_CRASH_ROOM : 0;
	uint64_t all = rooms + cnt * native_stack_step(native);
	const struct placement_request request = {
		.what = "The stack",
		.size = all + cnt * PAGE_SIZE_4K,
		.align = rooms ? CPU_CRASH_ROOM : 0,
		.owner = OWNER_STACK,
		.code = true,
	};
	struct fw_status status =
		placement_take(&boot->placement, &request, &native->rooms);

	if (fw_failed(status))
		return status;
	placement_split(&boot->placement, all, OWNER_LOADER, NULL);
	cpu->guard_base = native->rooms + rooms;
	cpu->stack_base = cpu->guard_base + PAGE_SIZE_4K;
	native->trampoline = native->rooms + all;
	cpu_trampoline_make(at(native->trampoline));
	return FW_SUCCESS;
}

static struct fw_status build_page_tables(struct boot *boot)
{
	struct native *native = boot->state;
	struct mbt_cpu *cpu = &native->cpu;
	struct mappings mappings = {
		.conversion = &boot->map.conversion,
		.plan = &native->plan,
		.kernel_phys = native->kernel.phys_base,
		.kernel_virt = native->kernel.virt_base,
		.framebuffers = boot->framebuffers,
		.framebuffer_cnt = boot->facts.framebuffer_cnt,
		.guard = cpu->guard_base,
		.guard_step = native_stack_step(native),
		.guard_cnt = native->stack_cnt,
		.serial = &boot->serial,
		.trampoline = native->trampoline,
		.trampoline_cnt = native->stack_cnt,
	};
	const struct acpi_bytes memattr =
		facts_memattr(boot->fw, &boot->map.capture.map);
	struct paging paging;
	struct fw_status status;

	mappings.memattr = memattr_read(&memattr);
	if (native->crash) {
		mappings.image = crash_image(boot);
		mappings.code = cpu_crash_code();
	}
	paging_measure(&paging, &native->paging);
	mappings_make(&paging, &mappings);
	status =
		take(boot, "The set of page tables", paging.need * PAGE_SIZE_4K,
		     OWNER_PAGE_TABLES, &cpu->page_table);
	if (fw_failed(status))
		return status;
	paging_begin(&paging, &native->paging, at(cpu->page_table),
		     cpu->page_table, paging.need);
	mappings_make(&paging, &mappings);
	cpu_sync_caches(at(cpu->page_table), paging.room * PAGE_SIZE_4K);
	cpu->levels = native->paging.levels;
	cpu->flags = cpu_flags();
	cpu->direct_map = CPU_DIRECT_MAP;
	cpu->direct_size = mappings_direct_size(&boot->map.conversion);
	if (native->crash)
		crash_install(native->crash, boot, at(native->trampoline), cpu,
			      native->stack_cnt, native_stack_step(native));
	return FW_SUCCESS;
}

/* --- the table --------------------------------------------------------- */

/* The symbols that explain a crash. */
static void add_symbols(struct boot *boot)
{
	struct native *native = boot->state;
	const struct crash_facts *crash;

	if (!native->crash)
		return;
	crash = &native->crash->facts;
	if (crash->strings_size == 0)
		return;
	native->symbols = (struct mbt_symbols){
		.base = (uintptr_t)crash->symbols,
		.size = crash->symbol_cnt * sizeof(*crash->symbols),
		.strings = (uintptr_t)crash->strings,
		.strings_size = crash->strings_size,
	};
	boot->facts.symbols = &native->symbols;
}

static void add_facts(struct boot *boot)
{
	const struct native *native = boot->state;

	boot->facts.final = true;
	boot->facts.cpu = &native->cpu;
	boot->facts.kernel = &native->kernel;
	add_symbols(boot);
}

/* The ranges that were taken are in no conversion yet: each needs less room
 * than one more descriptor. */
static struct fw_status place_table(struct boot *boot)
{
	struct native *native = boot->state;
	size_t more = boot->final.descriptors -
		      efimap_count(&boot->map.capture.map) +
		      boot->placement.range_max;
	size_t size = table_space(&boot->map.conversion, &boot->facts, more);
	struct fw_status status =
		take(boot, "The table", size, OWNER_TABLE, &native->table);

	if (fw_failed(status))
		return status;
	native->table_size = (size_t)align_up(size, PAGE_SIZE_4K);
	/* Not a table yet for anyone who looks at it. */
	memset(at(native->table), 0, sizeof(struct mbt_header));
	return FW_SUCCESS;
}

static struct fw_status publish(const struct boot *boot)
{
	static const uint8_t guid[16] = MBT_GUID_BYTES;
	const struct native *native = boot->state;
	struct fw_status status = fw_publish(boot->fw, guid, at(native->table));

	if (fw_failed(status)) {
		print_str(boot->err, "The table cannot be published: ");
		print_status(boot->err, status);
		print_str(boot->err, "; restart the machine.\n");
	}
	return status;
}

struct fw_status native_describe(struct boot *boot)
{
	struct native *native = boot->state;
	struct fw_status status;

	add_facts(boot);
	status = native_find_processors(boot);
	choose_stack(native);
	if (!fw_failed(status))
		status = place_stacks_and_trampolines(boot);
	if (!fw_failed(status))
		status = build_page_tables(boot);
	if (!fw_failed(status))
		status = final_map_set_aside(
			&boot->final, &boot->map, &boot->placement,
			&boot->options->settings, boot->err);
	boot->final.keeps_image = native->crash;
	if (!fw_failed(status))
		status = place_table(boot);
	return fw_failed(status) ? status : publish(boot);
}
