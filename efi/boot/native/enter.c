/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The last step: boot services end, the table is written from the final map,
 * and the kernel is entered.
 */
#include "efi/boot/native/state.h"

#include "efi/arch/cpu.h"

static void write_table(const struct boot *boot,
			const struct conversion *conversion)
{
	const struct native *native = boot->state;
	size_t used;

	if (table_write((void *)(uintptr_t)native->table, native->table_size,
			native->table, conversion, &boot->facts, &used))
		serial_stop(&boot->serial,
			    "the final memory map does not fit into the table");
}

static _Noreturn void enter_kernel(const struct native *native)
{
	const struct cpu_entry entry = {
		.page_table = native->cpu.page_table,
		.stack = native->cpu.stack_base + native->cpu.stack_size,
		.entry = native->kernel.entry,
		.table = native->table,
		.magic = MBT_MAGIC,
	};

	if (native->crash)
		crash_begin_clock(native->crash, native->table);
	cpu_enter((void *)(uintptr_t)native->trampoline, &entry);
}

struct fw_status native_enter(struct boot *boot)
{
	static const uint8_t guid[16] = MBT_GUID_BYTES;
	struct conversion conversion;
	struct capture capture;
	struct fw_status status = final_map_leave(
		&boot->final, &boot->serial, boot->err, &capture, &conversion);

	if (fw_failed(status)) {
		fw_publish(boot->fw, guid, NULL);
		return status;
	}
	native_start_processors(boot);
	write_table(boot, &conversion);
	enter_kernel(boot->state);
}
