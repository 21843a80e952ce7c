/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The direct road: boot services end, the description is completed from the
 * final map, and the kernel is entered. Nothing is allocated, and the serial
 * line is the only console.
 */
#include "efi/boot/linux/direct.h"

#include "core/base/cstring.h"
#include "efi/arch/linux.h"

static uint8_t *at(phys_addr_t address)
{
	return (uint8_t *)(uintptr_t)address;
}

static _Noreturn void stop_full(const struct boot *boot)
{
	serial_stop(&boot->serial, "the final memory map does not fit into "
				   "what was set aside for it");
}

/* --- the nodes of setup_data --------------------------------------------- */

/* Each is linked before those that were written before it. */
static void link_node(uint8_t *node, uint32_t type, size_t size,
		      phys_addr_t *first)
{
	linux_setup_node(node, *first, type, (uint32_t)size);
	*first = (uintptr_t)node;
}

static void write_table(const struct boot *boot,
			const struct conversion *conversion, phys_addr_t *first)
{
	const struct linux_state *linux = boot->state;
	const struct linux_direct *direct = &linux->direct;
	uint8_t *node = at(direct->table_node);
	const struct sink out = serial_sink(&boot->serial);
	size_t used;

	if (table_write(node + LINUX_SETUP_HEADER, direct->table_room,
			direct->table_node + LINUX_SETUP_HEADER, conversion,
			&boot->facts, &used))
		stop_full(boot);
	linux_print_digest(&out, node + LINUX_SETUP_HEADER);
	link_node(node, LINUX_SETUP_MEMBLOCK, used, first);
}

static void write_e820(const struct boot *boot, const struct e820_table *e820,
		       phys_addr_t *first)
{
	const struct linux_state *linux = boot->state;
	const struct linux_direct *direct = &linux->direct;
	size_t size = linux_e820_ext_size(e820->cnt);
	uint8_t *node = at(direct->params) + direct->ext_at;

	if (size > direct->ext_room)
		stop_full(boot);
	if (size == 0)
		return;
	linux_e820_ext(node, *first, e820);
	*first = (uintptr_t)node;
}

static phys_addr_t write_nodes(const struct boot *boot,
			       const struct conversion *conversion)
{
	const struct linux_state *linux = boot->state;
	const struct linux_direct *direct = &linux->direct;
	phys_addr_t first = 0;

	if (direct->has_seed)
		link_node(at(direct->params) + direct->seed_at,
			  LINUX_SETUP_RNG_SEED, LINUX_SEED_SIZE, &first);
	write_e820(boot, &conversion->e820, &first);
	write_table(boot, conversion, &first);
	return first;
}

/* --- the page ------------------------------------------------------------ */

static void write_params(const struct boot *boot,
			 const struct conversion *conversion)
{
	const struct linux_state *linux = boot->state;
	const struct linux_direct *direct = &linux->direct;
	struct efimap map = conversion->capture->map;
	const struct linux_params params = {
		.kernel = direct->kernel,
		.cmdline = direct->params + LINUX_PARAMS_SIZE,
		.initrd = direct->initrd.base,
		.initrd_size = direct->initrd.size,
		.setup_data = write_nodes(boot, conversion),
		.rsdp = boot->facts.rsdp,
		.framebuffer =
			boot->facts.framebuffer_cnt ? boot->framebuffers : NULL,
		.edid = direct->has_edid ? direct->edid : NULL,
		.efi_system_table = boot->facts.efi_system_table,
		.efi_map = &map,
		.e820 = &conversion->e820,
	};

	map.size = linux_efi_map(at(direct->params) + direct->map_at,
				 direct->map_room, conversion);
	map.desc = at(direct->params) + direct->map_at;
	if (map.size == 0)
		stop_full(boot);
	linux_params_make(at(direct->params), boot->file.reader.head,
			  &linux->image, &params);
}

static _Noreturn void enter_kernel(const struct linux_direct *direct)
{
	const struct linux_entry entry = {
		.page_table = direct->page_table,
		.params = direct->params,
		.entry = direct->kernel + LINUX_ENTRY_64,
	};

	cpu_linux_enter(at(direct->trampoline), &entry);
}

struct fw_status linux_direct_enter(struct boot *boot)
{
	const struct linux_state *linux = boot->state;
	struct conversion conversion;
	struct capture capture;
	struct fw_status status;

	print(boot->say, "Entering %s directly\n", boot->options->kernel);
	status = final_map_leave(&boot->final, &boot->serial, boot->err,
				 &capture, &conversion);
	if (fw_failed(status))
		return status;
	write_params(boot, &conversion);
	enter_kernel(&linux->direct);
}
