/* SPDX-License-Identifier: BSD-2-Clause */
/* The tags of version 2. */
#include "efi/boot/multiboot/format.h"
#include "efi/boot/multiboot/info_internal.h"

#define MB2_ALIGN    8
#define MB2_ROW_SIZE 24

/* --- one tag ----------------------------------------------------------- */

/* Returns the offset for tag_end(). */
static size_t tag_begin(struct blob *blob, enum mb2_tag type)
{
	size_t at = blob->used;

	blob_put(blob, type, 4);
	blob_put(blob, 0, 4);
	return at;
}

static void tag_end(struct blob *blob, size_t at)
{
	blob_set(blob, at + 4, blob->used - at, 4);
	blob_align(blob, MB2_ALIGN);
}

static void put_number(struct blob *blob, enum mb2_tag type, uint64_t value,
		       size_t bytes)
{
	size_t at = tag_begin(blob, type);

	blob_put(blob, value, bytes);
	tag_end(blob, at);
}

static void put_text(struct blob *blob, enum mb2_tag type, const char *text)
{
	size_t at = tag_begin(blob, type);

	blob_text(blob, text);
	tag_end(blob, at);
}

static void put_copy(struct blob *blob, enum mb2_tag type,
		     const struct info_copy *copy)
{
	size_t at;

	if (copy->size == 0)
		return;
	at = tag_begin(blob, type);
	blob_copy(blob, copy->bytes, copy->size);
	tag_end(blob, at);
}

/* --- memory ------------------------------------------------------------ */

static void put_basic_memory(struct blob *blob, const struct e820_table *rows)
{
	struct basic_memory memory = multiboot_basic_memory(rows);
	size_t at = tag_begin(blob, MB2_BASIC_MEMORY);

	blob_put(blob, memory.lower, 4);
	blob_put(blob, memory.upper, 4);
	tag_end(blob, at);
}

static void put_rows(struct blob *blob, const struct e820_table *rows)
{
	size_t at = tag_begin(blob, MB2_MEMORY_MAP);

	blob_put(blob, MB2_ROW_SIZE, 4);
	blob_put(blob, 0, 4);
	for (size_t i = 0; i < rows->cnt; i++) {
		const struct e820_entry *row = &rows->entries[i];

		blob_put(blob, row->range.base, 8);
		blob_put(blob, row->range.size, 8);
		blob_put(blob, multiboot_row_type(row->type), 4);
		blob_put(blob, 0, 4);
	}
	tag_end(blob, at);
}

static void put_map(struct blob *blob, const struct efimap *map)
{
	size_t at = tag_begin(blob, MB2_EFI_MEMORY_MAP);

	blob_put(blob, map->desc_size, 4);
	blob_put(blob, map->desc_version, 4);
	blob_copy(blob, map->desc, map->size);
	tag_end(blob, at);
}

static void put_memory(struct blob *blob, const struct multiboot_info *info)
{
	put_basic_memory(blob, info->rows);
	put_rows(blob, info->rows);
	if (info->map)
		put_map(blob, info->map);
}

/* --- the rest ---------------------------------------------------------- */

static void put_modules(struct blob *blob, const struct multiboot_info *info)
{
	for (size_t i = 0; i < info->module_cnt; i++) {
		const struct table_module *module = &info->modules[i];
		size_t at = tag_begin(blob, MB2_MODULE);

		blob_put(blob, module->base, 4);
		blob_put(blob, module->base + module->size, 4);
		blob_text(blob, table_module_text(module));
		tag_end(blob, at);
	}
}

static void put_framebuffer(struct blob *blob, const struct mbt_framebuffer *fb)
{
	size_t at = tag_begin(blob, MB2_FRAMEBUFFER);

	multiboot_put_framebuffer(blob, fb);
	tag_end(blob, at);
}

static void put_sections(struct blob *blob,
			 const struct info_sections *sections)
{
	size_t at = tag_begin(blob, MB2_ELF_SECTIONS);

	blob_put(blob, sections->cnt, 4);
	blob_put(blob, sections->entry_size, 4);
	blob_put(blob, sections->names, 4);
	blob_copy(blob, sections->headers.bytes, sections->headers.size);
	tag_end(blob, at);
}

/* Major and minor version of the table, and its entry point. */
static void put_smbios(struct blob *blob, const struct info_copy *entry)
{
	const uint8_t *bytes = entry->bytes;
	/* "_SM3_" and "_SM_" (SMBIOS 3.0, 5.2). */
	size_t version = entry->size > 3 && bytes[3] == '3' ? 7 : 6;
	size_t at;

	if (entry->size <= version + 1)
		return;
	at = tag_begin(blob, MB2_SMBIOS);
	blob_copy(blob, bytes + version, 2);
	blob_put(blob, 0, 6);
	blob_copy(blob, bytes, entry->size);
	tag_end(blob, at);
}

static void put_firmware(struct blob *blob, const struct multiboot_info *info)
{
	if (info->system_table)
		put_number(blob, MB2_EFI64, info->system_table, 8);
	put_smbios(blob, &info->smbios);
	put_copy(blob, MB2_ACPI_OLD, &info->rsdp_old);
	put_copy(blob, MB2_ACPI_NEW, &info->rsdp_new);
	if (info->keeps_services) {
		tag_end(blob, tag_begin(blob, MB2_EFI_SERVICES));
		put_number(blob, MB2_EFI64_IMAGE, info->image_handle, 8);
	}
}

size_t multiboot2_write(void *memory, size_t size, uint32_t phys,
			const struct multiboot_info *info)
{
	struct blob blob = { .memory = memory, .size = size };

	(void)phys;
	blob_put(&blob, 0, 8);
	/* Kernels are seen that look for it only in the first place. */
	if (info->relocated)
		put_number(&blob, MB2_LOAD_BASE, info->load_base, 4);
	put_text(&blob, MB2_CMDLINE, info->cmdline);
	put_text(&blob, MB2_LOADER_NAME, info->loader);
	put_modules(&blob, info);
	if (!info->keeps_services)
		put_memory(&blob, info);
	put_sections(&blob, &info->sections);
	if (info->framebuffer)
		put_framebuffer(&blob, info->framebuffer);
	put_firmware(&blob, info);
	tag_end(&blob, tag_begin(&blob, MB2_END));
	blob_set(&blob, 0, blob.used, 4);
	return blob.used;
}
