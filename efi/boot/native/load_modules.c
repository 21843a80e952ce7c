/* SPDX-License-Identifier: BSD-2-Clause */
/* The modules and the memory that the kernel finds by name. */
#include "efi/boot/native/load_internal.h"

#include "core/base/cstring.h"

/* --- modules: names, sizes, bytes ------------------------------------ */

struct fw_status load_list_modules(struct load *load)
{
	const struct options *options = load->options;
	size_t cnt = options->module_cnt;
	size_t bytes = cnt * sizeof(*load->modules);

	if (cnt == 0)
		return FW_SUCCESS;
	load->modules = fw_alloc(load->fw, bytes);
	if (load->modules == NULL)
		return loader_oom(load, "The list of modules", bytes);
	for (size_t i = 0; i < cnt; i++)
		load->modules[i] = (struct table_module){
			.path = options->modules[i].path,
			.name = options->modules[i].name,
		};
	load->module_cnt = cnt;
	return FW_SUCCESS;
}

struct fw_status load_size_modules(struct load *load, struct fetch *fetch,
				   uint64_t *ret_total)
{
	struct fw_status status = FW_SUCCESS;

	*ret_total = 0;
	for (size_t i = 0; i < load->module_cnt && !fw_failed(status); i++) {
		struct table_module *module = &load->modules[i];

		status = fetch_size(fetch, module->path, &module->size);
		if (!fw_failed(status))
			*ret_total += module->size;
	}
	return status;
}

static struct fw_status read_module(struct load *load, struct fetch *fetch,
				    struct table_module *module)
{
	module->base = place_take(&load->place, module->size, PAGE_SIZE_4K,
				  OWNER_MODULE, module->name);
	if (!module->base)
		return target_oom(load, module->path, module->size, 0);
	return fetch_read(fetch, module->path, (void *)(uintptr_t)module->base,
			  module->size);
}

/* What stands behind a module's last byte on its last page is zero. */
static void clear_tail(const struct table_module *module)
{
	uint64_t end = align_up(module->size, PAGE_SIZE_4K);

	memset((char *)(uintptr_t)module->base + module->size, 0,
	       (size_t)(end - module->size));
}

struct fw_status load_read_modules(struct load *load, struct fetch *fetch)
{
	struct fw_status status = FW_SUCCESS;

	for (size_t i = 0; i < load->module_cnt && !fw_failed(status); i++) {
		status = read_module(load, fetch, &load->modules[i]);
		if (!fw_failed(status))
			clear_tail(&load->modules[i]);
	}
	return status;
}

/* --- reserve_mem= ---------------------------------------------------- */

static bool is_reserved(const struct place *place, const char *name)
{
	for (size_t i = 0; i < place->loader_range_cnt; i++)
		if (place->loader_ranges[i].owner == OWNER_RESERVE_MEM &&
		    streq(place->loader_ranges[i].name, name))
			return true;
	return false;
}

static struct fw_status reserve(struct load *load,
				const struct option_reserve_mem *wish)
{
	if (is_reserved(&load->place, wish->name)) {
		print(load->err,
		      "reserve_mem=%s: the name is there already; "
		      "choose another one.\n",
		      wish->written);
		return FW_INVALID_PARAMETER;
	}
	if (!place_take(&load->place, wish->size, wish->align,
			OWNER_RESERVE_MEM, wish->name))
		return target_oom(load, wish->name, wish->size, wish->align);
	return FW_SUCCESS;
}

struct fw_status load_reserve(struct load *load)
{
	const struct options *options = load->options;
	struct fw_status status = FW_SUCCESS;

	for (size_t i = 0; i < options->reserve_mem_cnt && !fw_failed(status);
	     i++)
		status = reserve(load, &options->reserve_mems[i]);
	return status;
}
