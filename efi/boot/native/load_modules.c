/* SPDX-License-Identifier: BSD-2-Clause */
/* module= and reserve_mem=, which come any number of times. */
#include "efi/boot/native/load_internal.h"

#include "core/base/cstring.h"
#include "core/options/load.h"

/* The next value of name=, from *word on, which is NULL first. */
static const char *next_value(const struct options *options, size_t *source,
			      const char **word, const char *name)
{
	while ((*word = options_next_word(options, source, *word))) {
		const char *value = word_value(*word, name);

		if (value)
			return value;
	}
	return NULL;
}

size_t load_count(const struct options *options, const char *name)
{
	const char *word = NULL;
	size_t source = 0, cnt = 0;

	while (next_value(options, &source, &word, name))
		cnt++;
	return cnt;
}

/* --- modules: names, sizes, bytes ------------------------------------ */

static char *copy_text(char **room, const char *text, size_t len)
{
	char *copy = *room;

	memcpy(copy, text, len);
	copy[len] = '\0';
	*room += len + 1;
	return copy;
}

/* The array, and behind it the bytes of all paths and names. */
static struct fw_status make_modules(struct load *load)
{
	const char *word = NULL, *value;
	size_t source = 0, bytes = 0;

	load->module_cnt = load_count(load->options, "module");
	if (!load->module_cnt)
		return FW_SUCCESS;
	while ((value = next_value(load->options, &source, &word, "module")))
		bytes += sizeof(*load->modules) + 2 * (str_len(value) + 1);
	load->modules = fw_alloc(load->fw, bytes);
	return load->modules ? FW_SUCCESS
			     : loader_oom(load, "The list of modules", bytes);
}

static void name_modules(struct load *load)
{
	char *room = (char *)(load->modules + load->module_cnt);
	struct table_module *module = load->modules;
	const char *word = NULL, *value;
	size_t source = 0;

	while ((value = next_value(load->options, &source, &word, "module"))) {
		struct module_value m;

		module_value_read(&m, value);
		*module++ = (struct table_module){
			.path = copy_text(&room, m.path, m.path_len),
			.name = copy_text(&room, m.name, m.name_len),
		};
	}
}

struct fw_status load_list_modules(struct load *load)
{
	struct fw_status status = make_modules(load);

	if (load->modules)
		name_modules(load);
	return status;
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

static struct fw_status reserve(struct load *load, const char *value)
{
	struct reserve_mem wish;

	reserve_mem_read(&wish, value);
	if (is_reserved(&load->place, wish.name)) {
		print(load->err,
		      "reserve_mem=%s: the name is there already; "
		      "choose another one.\n",
		      value);
		return FW_INVALID_PARAMETER;
	}
	if (!place_take(&load->place, wish.size, wish.align, OWNER_RESERVE_MEM,
			wish.name))
		return target_oom(load, wish.name, wish.size, wish.align);
	return FW_SUCCESS;
}

struct fw_status load_reserve(struct load *load)
{
	const char *word = NULL, *value;
	size_t source = 0;
	struct fw_status status = FW_SUCCESS;

	while (!fw_failed(status) && (value = next_value(load->options, &source,
							 &word, "reserve_mem")))
		status = reserve(load, value);
	return status;
}
