/* SPDX-License-Identifier: BSD-2-Clause */
/* The structure of version 1, and what it points to. */
#include "efi/boot/multiboot/info_internal.h"

#define INFO_SIZE   120
#define MODULE_SIZE 16
/* Of a row, without its own size field. */
#define ROW_SIZE 20

/* The flags that say which fields are valid, and where the fields are. */
enum flag {
	HAS_MEMORY = 1 << 0,
	HAS_CMDLINE = 1 << 2,
	HAS_MODULES = 1 << 3,
	HAS_SECTIONS = 1 << 5,
	HAS_ROWS = 1 << 6,
	HAS_LOADER = 1 << 9,
	HAS_FRAMEBUFFER = 1 << 12,
};
enum offset {
	FLAGS = 0,
	LOWER = 4,
	UPPER = 8,
	CMDLINE = 16,
	MODULE_COUNT = 20,
	MODULES = 24,
	SECTIONS = 28,
	ROWS_LENGTH = 44,
	ROWS = 48,
	LOADER = 64,
	FRAMEBUFFER = 88,
};

struct writer {
	struct blob blob;
	uint32_t phys;
	uint32_t flags;
};

static void set(struct writer *w, size_t at, uint64_t value)
{
	blob_set(&w->blob, at, value, 4);
}

/* The physical address of what is written next. */
static uint64_t here(const struct writer *w)
{
	return w->phys + w->blob.used;
}

static void put_text(struct writer *w, size_t field, const char *text)
{
	set(w, field, here(w));
	blob_text(&w->blob, text);
}

/* The texts come after the list, which points to them. */
static void put_modules(struct writer *w, const struct multiboot_info *info)
{
	size_t list = w->blob.used;

	set(w, MODULE_COUNT, info->module_cnt);
	set(w, MODULES, here(w));
	for (size_t i = 0; i < info->module_cnt; i++) {
		const struct table_module *module = &info->modules[i];

		blob_put(&w->blob, module->base, 4);
		blob_put(&w->blob, module->base + module->size, 4);
		blob_put(&w->blob, 0, 8);
	}
	for (size_t i = 0; i < info->module_cnt; i++) {
		put_text(w, list + i * MODULE_SIZE + 8,
			 table_module_text(&info->modules[i]));
	}
	blob_align(&w->blob, 4);
}

static void put_rows(struct writer *w, const struct e820_table *rows)
{
	struct basic_memory memory = multiboot_basic_memory(rows);

	w->flags |= HAS_MEMORY | HAS_ROWS;
	set(w, LOWER, memory.lower);
	set(w, UPPER, memory.upper);
	set(w, ROWS_LENGTH, rows->cnt * (ROW_SIZE + 4));
	set(w, ROWS, here(w));
	for (size_t i = 0; i < rows->cnt; i++) {
		const struct e820_entry *row = &rows->entries[i];

		blob_put(&w->blob, ROW_SIZE, 4);
		blob_put(&w->blob, row->range.base, 8);
		blob_put(&w->blob, row->range.size, 8);
		blob_put(&w->blob, multiboot_row_type(row->type), 4);
	}
}

static void put_sections(struct writer *w, const struct info_sections *sections)
{
	if (sections->cnt == 0)
		return;
	w->flags |= HAS_SECTIONS;
	set(w, SECTIONS, sections->cnt);
	set(w, SECTIONS + 4, sections->entry_size);
	set(w, SECTIONS + 8, here(w));
	set(w, SECTIONS + 12, sections->names);
	blob_copy(&w->blob, sections->headers.bytes, sections->headers.size);
	blob_align(&w->blob, 4);
}

static void put_framebuffer(struct writer *w, const struct mbt_framebuffer *fb)
{
	struct blob fields = w->blob;

	w->flags |= HAS_FRAMEBUFFER;
	fields.used = FRAMEBUFFER;
	multiboot_put_framebuffer(&fields, fb);
}

size_t multiboot1_write(void *memory, size_t size, uint32_t phys,
			const struct multiboot_info *info)
{
	struct writer w = {
		.blob = { .memory = memory, .size = size },
		.phys = phys,
		.flags = HAS_CMDLINE | HAS_LOADER | HAS_MODULES,
	};

	while (w.blob.used < INFO_SIZE)
		blob_put(&w.blob, 0, 8);
	put_modules(&w, info);
	put_rows(&w, info->rows);
	put_sections(&w, &info->sections);
	if (info->framebuffer)
		put_framebuffer(&w, info->framebuffer);
	put_text(&w, CMDLINE, info->cmdline);
	put_text(&w, LOADER, info->loader);
	set(&w, FLAGS, w.flags);
	return w.blob.used;
}
