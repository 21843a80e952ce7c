/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/pvh/start_info.h"

#include "efi/boot/physical/blob.h"

#define MAGIC       UINT32_C(0x336ec578)
#define VERSION     1
#define MODULE_SIZE 32
#define MODULE_LINE 16 /* the command line's place in it */

enum offset {
	MODULE_COUNT = 12,
	MODULES = 16,
	CMDLINE = 24,
	RSDP = 32,
	ROWS = 40,
	ROW_COUNT = 48,
	INFO_SIZE = 56,
};

struct writer {
	struct blob blob;
	uint64_t phys;
};

/* Makes a field point to what is written next. */
static void point(struct writer *w, size_t field)
{
	blob_set(&w->blob, field, w->phys + w->blob.used, 8);
}

static void put_modules(struct writer *w, const struct pvh_info *info)
{
	size_t list = w->blob.used;

	blob_set(&w->blob, MODULE_COUNT, info->module_cnt, 4);
	if (info->module_cnt > 0)
		point(w, MODULES);
	for (size_t i = 0; i < info->module_cnt; i++) {
		blob_put(&w->blob, info->modules[i].base, 8);
		blob_put(&w->blob, info->modules[i].size, 8);
		blob_put(&w->blob, 0, 8);
		blob_put(&w->blob, 0, 8);
	}
	for (size_t i = 0; i < info->module_cnt; i++) {
		point(w, list + i * MODULE_SIZE + MODULE_LINE);
		blob_text(&w->blob, table_module_text(&info->modules[i]));
	}
	blob_align(&w->blob, 8);
}

static void put_rows(struct writer *w, const struct e820_table *rows)
{
	blob_set(&w->blob, ROW_COUNT, rows->cnt, 4);
	point(w, ROWS);
	for (size_t i = 0; i < rows->cnt; i++) {
		blob_put(&w->blob, rows->entries[i].range.base, 8);
		blob_put(&w->blob, rows->entries[i].range.size, 8);
		blob_put(&w->blob, rows->entries[i].type, 4);
		blob_put(&w->blob, 0, 4);
	}
}

size_t pvh_write(void *memory, size_t size, uint64_t phys,
		 const struct pvh_info *info)
{
	struct writer w = {
		.blob = { .memory = memory, .size = size },
		.phys = phys,
	};

	while (w.blob.used < INFO_SIZE)
		blob_put(&w.blob, 0, 8);
	blob_set(&w.blob, 0, MAGIC, 4);
	blob_set(&w.blob, 4, VERSION, 4);
	blob_set(&w.blob, RSDP, info->rsdp, 8);
	put_modules(&w, info);
	put_rows(&w, info->rows);
	point(&w, CMDLINE);
	blob_text(&w.blob, info->cmdline);
	return w.blob.used;
}
