/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/origin.h"

#include "core/handoff/table.h"
#include "core/text/print.h"
#include "ovmf/kernel/demand.h"
#include "ovmf/kernel/machine.h"

static void print_bytes(const uint8_t *bytes, int count)
{
	for (int i = 0; i < count; i++)
		print(&out, "%02x", bytes[i]);
}

static void print_boot(const void *table)
{
	struct mbt_boot boot = { 0 };

	demand(mbt_get_entry(mbt_find_section(table, MBT_BOOT), 0, &boot,
			     sizeof(boot)),
	       "the table does not say who has loaded the kernel");
	print(&out, "kernel: started by %s %s, %ju seconds after 1970\n",
	      mbt_string(table, boot.loader),
	      mbt_string(table, boot.loader_version), (uintmax_t)boot.time);
	if (boot.flags & MBT_BOOT_NETWORK)
		print_str(&out, "kernel: files are from the network\n");
	if (boot.number == 0)
		return;
	print(&out, "kernel: files are from partition %u ", boot.number);
	if (boot.flags & MBT_BOOT_MBR) {
		print_str(&out, "of the disk with signature ");
		print_bytes(boot.partition, 4);
	} else {
		print_bytes(boot.partition, 16);
		print_str(&out, " of disk ");
		print_bytes(boot.disk, 16);
	}
	print_str(&out, "\n");
}

void print_origin(const void *table)
{
	const struct mbt_section *edid = mbt_find_section(table, MBT_EDID);
	struct mbt_serial port;

	print_boot(table);
	if (mbt_get_entry(mbt_find_section(table, MBT_SERIAL), 0, &port,
			  sizeof(port)))
		print(&out, "kernel: serial port of kind %u at 0x%jx\n",
		      port.kind, (uintmax_t)port.base);
	if (edid)
		print(&out, "kernel: EDID of %u bytes\n", edid->count);
}
