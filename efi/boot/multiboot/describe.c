/* SPDX-License-Identifier: BSD-2-Clause */
/* What the kernel finds: describe and enter. */
#include "core/base/bytes.h"
#include "core/base/version.h"
#include "efi/boot/multiboot/format.h"
#include "efi/boot/multiboot/state.h"

/* A row of either version. */
#define ROW_SIZE 24

/* --- tables of the firmware -------------------------------------------- */

/* ACPI 6.5, 5.2.5.3: the first 20 bytes are those of ACPI 1.0, and checksummed
 * by themselves. */
static void find_rsdp(struct multiboot_info *info, uint64_t rsdp)
{
	const uint8_t *bytes = (const uint8_t *)(uintptr_t)rsdp;

	if (!rsdp)
		return;
	if (get_le(bytes + 16, 4) != 0)
		info->rsdp_old = (struct info_copy){ bytes, 20 };
	if (bytes[15] >= 2)
		info->rsdp_new = (struct info_copy){
			bytes,
			(size_t)phys_min(get_le(bytes + 20, 4), PAGE_SIZE_4K)
		};
}

/* SMBIOS 3.0, 5.2: the length of an entry point is at 6 ("_SM3_") or 5. */
static void find_smbios(struct multiboot_info *info,
			const struct table_facts *facts)
{
	uint64_t entry = facts->smbios3 ? facts->smbios3 : facts->smbios;
	const uint8_t *bytes = (const uint8_t *)(uintptr_t)entry;

	if (entry)
		info->smbios =
			(struct info_copy){ bytes,
					    bytes[facts->smbios3 ? 6 : 5] };
}

static void gather(struct boot *boot)
{
	struct multiboot *multiboot = boot->state;
	const struct table_facts *facts = &boot->facts;
	struct multiboot_info *info = &multiboot->info;

	*info = (struct multiboot_info){
		.cmdline = facts->cmdline ? facts->cmdline : "",
		.loader = "memblock-efi " MEMBLOCK_VERSION,
		.modules = boot->modules,
		.module_cnt = boot->module_cnt,
		.rows = &multiboot->late.rows,
		.framebuffer =
			facts->framebuffer_cnt > 0 ? boot->framebuffers : NULL,
		.system_table = facts->efi_system_table,
		.relocated = multiboot->header.is_relocatable,
		.load_base = physical_address(&multiboot->physical,
					      multiboot->physical.image.base),
		.keeps_services = multiboot_keeps_services(multiboot),
		.image_handle = (uintptr_t)boot->fw->image,
	};
	find_rsdp(info, facts->rsdp);
	find_smbios(info, facts);
}

/* --- writing ----------------------------------------------------------- */

static size_t write(const struct multiboot *multiboot, void *memory,
		    size_t size)
{
	uint32_t phys = (uint32_t)multiboot->late.at;

	return multiboot->header.version == 2
		       ? multiboot2_write(memory, size, phys, &multiboot->info)
		       : multiboot1_write(memory, size, phys, &multiboot->info);
}

static void write_late(const struct multiboot *multiboot)
{
	write(multiboot, (void *)(uintptr_t)multiboot->late.at,
	      multiboot->late.size);
}

/* The information does not depend on a map then. */
static struct fw_status write_now(struct boot *boot)
{
	struct multiboot *multiboot = boot->state;
	const struct placement_request request = {
		.what = "The information for the kernel",
		.size = write(multiboot, NULL, 0),
		.owner = OWNER_TABLE,
	};
	struct fw_status status =
		placement_take(&boot->placement, &request, &multiboot->late.at);

	multiboot->late.size = (size_t)request.size;
	if (!fw_failed(status))
		write_late(multiboot);
	return status;
}

struct fw_status multiboot_describe(struct boot *boot)
{
	struct multiboot *multiboot = boot->state;
	struct fw_status status;

	gather(boot);
	if (multiboot_keeps_services(multiboot))
		return write_now(boot);
	status = physical_describe(boot, &multiboot->physical);
	if (fw_failed(status))
		return status;
	return late_info_take(&multiboot->late, boot, write(multiboot, NULL, 0),
			      ROW_SIZE);
}

/* --- entering ---------------------------------------------------------- */

struct fw_status multiboot_enter(struct boot *boot)
{
	struct multiboot *multiboot = boot->state;
	uint32_t magic = multiboot->header.version == 2 ? MB2_LOADER_MAGIC
							: MB1_LOADER_MAGIC;
	struct conversion conversion;
	struct capture capture;
	struct fw_status status;

	if (multiboot_keeps_services(multiboot))
		cpu_enter_services(
			physical_address(&multiboot->physical,
					 multiboot->physical.image.entry),
			magic, (uint32_t)multiboot->late.at);
	status = late_info_leave(&multiboot->late, boot, &capture, &conversion);
	if (fw_failed(status))
		return status;
	multiboot->info.map = &capture.map;
	write_late(multiboot);
	physical_enter(&multiboot->physical, magic,
		       (uint32_t)multiboot->late.at);
}
