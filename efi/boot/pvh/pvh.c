/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/pvh/pvh.h"

#include "core/base/bytes.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/physical/machine.h"
#include "efi/boot/physical/physical.h"
#include "efi/boot/pvh/start_info.h"
#include "efi/boot/refuse.h"

/* XEN_ELFNOTE_PHYS32_ENTRY */
#define NOTE_NAME "Xen"
#define NOTE_TYPE 18
#define ROW_SIZE  24

struct pvh {
	struct physical physical;
	struct pvh_info info;
	struct late_info late;
};

/* --- the kernel -------------------------------------------------------- */

/* 0: there is no such note. */
static struct fw_status find_entry(const struct image *image,
				   struct reader *file, uint64_t *ret)
{
	uint8_t desc[8] = { 0 };
	size_t size;
	struct fw_status status = image_find_note(
		image, file, NOTE_NAME, NOTE_TYPE, desc, sizeof(desc), &size);

	*ret = size == 4 || size == 8 ? get_le(desc, size) : 0;
	return status;
}

static bool recognise(struct reader *file)
{
	struct elf_error error;
	struct image image;
	uint64_t entry;

	return elf_recognise(file) &&
	       !fw_failed(image_from_elf(&image, file, &error)) &&
	       !fw_failed(find_entry(&image, file, &entry)) && entry != 0;
}

static struct fw_status plan(struct boot *boot, struct reader *file)
{
	struct pvh *pvh = boot->state;
	struct image *image = &pvh->physical.image;
	struct elf_error error;
	struct fw_status status = image_from_elf(image, file, &error);

	if (error.fault != ELF_GOOD)
		return boot_refuse_elf(boot, &error);
	return fw_failed(status) ? status
				 : find_entry(image, file, &image->entry);
}

static struct fw_status place(struct boot *boot, struct reader *file)
{
	static const struct physical_move stay = { .allowed = false };
	struct pvh *pvh = boot->state;

	print(boot->say,
	      "%s is a PVH kernel; owners, lifetimes, NUMA nodes, the "
	      "framebuffer, SMBIOS and the EFI system table are not passed "
	      "on\n",
	      boot->options->kernel);
	return physical_place(boot, &pvh->physical, &stay, file);
}

/* --- the machine ------------------------------------------------------- */

static struct fw_status describe(struct boot *boot)
{
	struct pvh *pvh = boot->state;
	const struct table_facts *facts = &boot->facts;
	struct fw_status status = physical_describe(boot, &pvh->physical);

	pvh->info = (struct pvh_info){
		.cmdline = facts->cmdline ? facts->cmdline : "",
		.modules = boot->modules,
		.module_cnt = boot->module_cnt,
		.rows = &pvh->late.rows,
		.rsdp = facts->rsdp,
	};
	if (fw_failed(status))
		return status;
	return late_info_take(&pvh->late, boot,
			      pvh_write(NULL, 0, 0, &pvh->info), ROW_SIZE);
}

static struct fw_status enter(struct boot *boot)
{
	struct pvh *pvh = boot->state;
	struct conversion conversion;
	struct capture capture;
	struct fw_status status =
		late_info_leave(&pvh->late, boot, &capture, &conversion);

	if (fw_failed(status))
		return status;
	pvh_write((void *)(uintptr_t)pvh->late.at, pvh->late.size, pvh->late.at,
		  &pvh->info);
	physical_enter(&pvh->physical, 0, (uint32_t)pvh->late.at);
}

const struct boot_protocol boot_pvh = {
	.id = PROTOCOL_PVH,
	.name = "a PVH kernel",
	.state_size = sizeof(struct pvh),
	.modules_low = true,
	.recognise = recognise,
	.plan = plan,
	.place = place,
	.describe = describe,
	.enter = enter,
};
