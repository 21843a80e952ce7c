/* SPDX-License-Identifier: BSD-2-Clause */
/* What both roads share. */
#include "efi/boot/linux/state.h"

#include "core/base/cstring.h"

/* --- initrd -------------------------------------------------------------- */

/* Archives begin at multiples of 4 bytes, and zeros between them are skipped
 * (Documentation/driver-api/early-userspace/buffer-format.rst). */
#define ARCHIVE_ALIGN 4

static uint64_t padded(const struct table_module *module)
{
	return align_up(module->size, ARCHIVE_ALIGN);
}

uint64_t linux_initrd_size(const struct boot *boot)
{
	uint64_t size = 0;

	for (size_t i = 0; i < boot->module_cnt; i++)
		size += padded(&boot->modules[i]);
	return size;
}

struct fw_status linux_initrd_read(struct boot *boot, void *memory)
{
	struct fw_status status = FW_SUCCESS;
	char *at = memory;

	for (size_t i = 0; i < boot->module_cnt && !fw_failed(status); i++) {
		const struct table_module *module = &boot->modules[i];
		size_t rest = (size_t)(padded(module) - module->size);

		status = reader_read(&boot->module_files[i].reader, 0, at,
				     module->size);
		at += module->size;
		memset(at, 0, rest);
		at += rest;
	}
	return status;
}

/* --- reservations -------------------------------------------------------- */

/* LINUX_EFI_MEMRESERVE_TABLE_GUID */
static const uint8_t memreserve_guid[16] = {
	0xc6, 0xb0, 0x8e, 0x88, 0xde, 0x8e, 0xf5, 0x4f,
	0xa8, 0xf0, 0x9a, 0xee, 0x5c, 0xb9, 0x77, 0xc2,
};

/* struct linux_efi_memreserve, which must not cross a page. */
struct memreserve {
	int32_t size;  /* entries that have room */
	int32_t count; /* entries that are used */
	uint64_t next; /* physical address of another one, 0: none */
	struct {
		uint64_t base, size;
	} entries[];
};
#define MEMRESERVE_MAX \
	((PAGE_SIZE_4K - sizeof(struct memreserve)) / (2 * sizeof(uint64_t)))

static void fill(struct memreserve *table, const struct placement *placement)
{
	for (size_t i = 0; i < placement->range_cnt; i++) {
		const struct loader_range *range = &placement->ranges[i];

		if (range->owner != OWNER_RESERVE_MEM)
			continue;
		table->entries[table->count].base = range->base;
		table->entries[table->count++].size = range->size;
	}
}

static struct fw_status refuse_many(const struct boot *boot)
{
	print(boot->err,
	      "There are %zu reserve_mem=; for Linux, %zu are possible.\n",
	      boot->options->reserve_mem_cnt, (size_t)MEMRESERVE_MAX);
	return FW_OUT_OF_RESOURCES;
}

struct fw_status linux_reserve(struct boot *boot)
{
	struct linux_state *linux = boot->state;
	size_t cnt = boot->options->reserve_mem_cnt;
	struct memreserve *table;
	struct fw_status status;

	if (cnt == 0)
		return FW_SUCCESS;
	if (cnt > MEMRESERVE_MAX)
		return refuse_many(boot);
	table = fw_pages(boot->fw, 1);
	if (!table)
		return loader_oom(boot->err,
				  "The list of reserve_mem=", PAGE_SIZE_4K);
	linux->memreserve = table;
	linux->reserved_before = fw_published(boot->fw, memreserve_guid);
	*table = (struct memreserve){
		.size = (int32_t)cnt,
		.next = (uintptr_t)linux->reserved_before,
	};
	fill(table, &boot->placement);
	status = fw_publish(boot->fw, memreserve_guid, table);
	if (fw_failed(status)) {
		print_str(boot->err, "The list of reserve_mem= cannot be "
				     "published: ");
		print_status(boot->err, status);
		print_str(boot->err, "; restart the machine.\n");
	}
	return status;
}

void linux_unreserve(struct boot *boot)
{
	struct linux_state *linux = boot->state;

	if (!linux->memreserve)
		return;
	fw_publish(boot->fw, memreserve_guid, linux->reserved_before);
	fw_free_pages(boot->fw, linux->memreserve, 1);
	linux->memreserve = NULL;
}

/* --- the table ----------------------------------------------------------- */

void linux_print_digest(const struct sink *out, const void *table)
{
	const struct mbt_header *header = table;

	print(out, "Table: %u bytes, CRC-32 0x%08x\n", header->used_size,
	      header->crc32);
}
