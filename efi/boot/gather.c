/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/gather.h"

#include "core/base/version.h"
#include "efi/uefi/boot_device.h"
#include "efi/uefi/time.h"

/* Without a volume, files come from a server. */
static void gather_origin(struct boot *boot)
{
	struct mbt_boot *origin = &boot->origin;
	int64_t time;

	if (fw_time(boot->fw, &time) && time > 0)
		origin->time = (uint64_t)time;
	fw_boot_device(origin, boot->fw);
	if (!boot->fetch.volume.root)
		origin->flags |= MBT_BOOT_NETWORK;
	boot->facts.boot = origin;
	boot->facts.loader = "memblock.efi";
	boot->facts.loader_version = MEMBLOCK_VERSION;
}

static void gather_serial(struct boot *boot, uint16_t port)
{
	boot->serial = serial_find(boot->facts.rsdp, port);
	if (serial_describe(&boot->serial_entry, &boot->serial))
		boot->facts.serial = &boot->serial_entry;
}

void boot_gather(struct boot *boot, uint16_t port)
{
	struct table_facts *facts = &boot->facts;

	facts_read(facts, boot->fw);
	facts->framebuffer_cnt =
		facts_framebuffers(boot->framebuffers, boot->fw);
	facts->framebuffers = boot->framebuffers;
	facts->modules = boot->modules;
	facts->module_cnt = boot->module_cnt;
	facts->cmdline = boot->options->report.arguments;
	facts->kernel_path = boot->options->kernel;
	facts->edid = boot->edid;
	facts->edid_size = facts_edid(boot->edid, boot->fw) ? FACTS_EDID : 0;
	gather_serial(boot, port);
	gather_origin(boot);
}
