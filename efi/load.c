/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * In this order: the map, the sizes of all files, the kernel (which decides
 * where nothing else may lie), modules, reserve_mem=.
 */
#include "efi/load.h"

#include "arch.h"
#include "core/base/cstring.h"
#include "core/options/load.h"
#include "efi/cpu.h"
#include "efi/memory_map.h"

/* What is placed beside modules and reserve_mem=: kernel, gate, stack, page
 * tables, table. */
#define PLACES 5

/* --- words that come more than once ---------------------------------- */

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

static size_t count_values(const struct options *options, const char *name)
{
	const char *word = NULL;
	size_t source = 0, cnt = 0;

	while (next_value(options, &source, &word, name))
		cnt++;
	return cnt;
}

/* --- sentences ------------------------------------------------------- */

size_t load_no_memory(const struct load *load, const char *what,
		      uint64_t size, uint64_t align)
{
	bool capped = load->options->mem != MEM_NONE;
	char room[3][HUMAN_SIZE];

	print(load->err, "%s needs %s of memory", what,
	      human_size(room[0], size));
	if (align > PAGE_SIZE_4K)
		print(load->err, " at a multiple of %s",
		      human_size(room[1], align));
	print(load->err, ", the largest free range %shas %s; %s.\n",
	      capped ? "below mem= " : "",
	      human_size(room[2], place_largest(&load->place)),
	      capped ? "raise mem=" : "give the machine more memory");
	return FW_OUT_OF_RESOURCES;
}

static size_t no_room(const struct load *load, const char *what, size_t size)
{
	print(load->err, "%s takes %zu bytes of memory, which AllocatePages "
	      "did not give; free memory by unloading drivers or "
	      "applications.\n", what, size);
	return FW_OUT_OF_RESOURCES;
}

static size_t refuse_kernel(const struct load *load,
			    const struct elf_trouble *trouble)
{
	print(load->err, "%s cannot be loaded: ", load->options->kernel);
	elf_explain(load->err, trouble);
	print_str(load->err, ".\n");
	return FW_LOAD_ERROR;
}

/* --- the machine ----------------------------------------------------- */

static size_t read_machine(struct load *load)
{
	size_t len, status;
	int error;

	status = fw_capture(load->fw, &load->capture, load->err);
	if (fw_failed(status))
		return status;
	len = convert_space(&load->capture, load->options);
	load->space_pages = fw_pages_for(len);
	load->space = len ? fw_pages(load->fw, load->space_pages) : NULL;
	if (!load->space)
		return no_room(load, "Converting the memory map", len);
	error = convert(&load->conversion, &load->capture, load->options,
			load->space, len);
	if (error) {
		print(load->err, "The firmware's map cannot be converted: "
		      "%s; save it with save-raw= and report it.\n",
		      core_strerror(error));
		return FW_LOAD_ERROR;
	}
	return FW_SUCCESS;
}

static size_t begin_places(struct load *load)
{
	size_t cnt = PLACES + load->module_cnt +
		     count_values(load->options, "reserve_mem");

	if (place_begin(&load->place, load->fw, &load->conversion, cnt))
		return FW_SUCCESS;
	return no_room(load, "Finding places in memory",
		       cnt * sizeof(struct held));
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
static size_t make_modules(struct load *load)
{
	const char *word = NULL, *value;
	size_t source = 0, bytes = 0;

	load->module_cnt = count_values(load->options, "module");
	if (!load->module_cnt)
		return FW_SUCCESS;
	while ((value = next_value(load->options, &source, &word, "module")))
		bytes += sizeof(*load->modules) + 2 * (str_len(value) + 1);
	load->modules = fw_alloc(load->fw, bytes);
	return load->modules ? FW_SUCCESS :
			       no_room(load, "The list of modules", bytes);
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

static size_t size_modules(struct load *load, struct fetch *fetch,
			   uint64_t *ret_total)
{
	size_t status = FW_SUCCESS;

	*ret_total = 0;
	for (size_t i = 0; i < load->module_cnt && !fw_failed(status); i++) {
		struct table_module *module = &load->modules[i];

		status = fetch_size(fetch, module->path, &module->size);
		if (!fw_failed(status))
			*ret_total += module->size;
	}
	return status;
}

static size_t read_module(struct load *load, struct fetch *fetch,
			  struct table_module *module)
{
	module->base = place_take(&load->place, module->size, PAGE_SIZE_4K,
				  OWNER_MODULE, module->name);
	if (!module->base)
		return load_no_memory(load, module->path, module->size, 0);
	return fetch_read(fetch, module->path,
			  (void *)(uintptr_t)module->base, module->size);
}

/* What stands behind a module's last byte on its last page is zero. */
static void clear_tail(const struct table_module *module)
{
	uint64_t end = align_up(module->size, PAGE_SIZE_4K);

	memset((char *)(uintptr_t)module->base + module->size, 0,
	       (size_t)(end - module->size));
}

static size_t read_modules(struct load *load, struct fetch *fetch)
{
	size_t status = FW_SUCCESS;

	for (size_t i = 0; i < load->module_cnt && !fw_failed(status); i++) {
		status = read_module(load, fetch, &load->modules[i]);
		if (!fw_failed(status))
			clear_tail(&load->modules[i]);
	}
	return status;
}

/* --- the kernel ------------------------------------------------------ */

/* A PIE that was linked at 0 runs where kernels usually do. */
static uint64_t virtual_base(const struct elf_plan *plan)
{
	return plan->movable && plan->base == 0 ? CPU_PIE_ADDRESS : plan->base;
}

static size_t place_kernel(struct load *load)
{
	const struct elf_plan *plan = &load->plan;
	struct mbt_kernel *kernel = &load->kernel;

	kernel->size = plan->size;
	kernel->virt_base = virtual_base(plan);
	kernel->load_bias = kernel->virt_base - plan->base;
	kernel->entry = plan->entry + kernel->load_bias;
	if (!paging_canonical(&load->cpu, kernel->virt_base, plan->size)) {
		print(load->err, "%s cannot be loaded: its addresses from "
		      "0x%jx on, 0x%jx bytes, are none that this processor "
		      "has; link it at 0xffffffff80000000.\n",
		      load->options->kernel, (uintmax_t)kernel->virt_base,
		      (uintmax_t)plan->size);
		return FW_LOAD_ERROR;
	}
	place_avoid(&load->place, kernel->virt_base, plan->size);
	kernel->phys_base = place_take(&load->place, plan->size, plan->align,
				       OWNER_KERNEL, NULL);
	return kernel->phys_base ? FW_SUCCESS :
		load_no_memory(load, load->options->kernel, plan->size,
			       plan->align);
}

static size_t load_file(struct load *load, const void *file, size_t size)
{
	struct elf_trouble trouble;
	size_t status;

	if (!elf_plan(&load->plan, file, size, &ARCH_ELF, &trouble))
		return refuse_kernel(load, &trouble);
	status = place_kernel(load);
	if (fw_failed(status))
		return status;
	if (!elf_load(&load->plan, file,
		      (void *)(uintptr_t)load->kernel.phys_base,
		      load->kernel.virt_base, &trouble))
		return refuse_kernel(load, &trouble);
	cpu_settle((void *)(uintptr_t)load->kernel.phys_base,
		   (size_t)load->plan.size);
	return FW_SUCCESS;
}

static size_t load_kernel(struct load *load, struct fetch *fetch,
			  uint64_t size)
{
	size_t pages = fw_pages_for((size_t)size), status;
	void *file = fw_pages(load->fw, pages);

	if (!file)
		return no_room(load, load->options->kernel, (size_t)size);
	status = fetch_read(fetch, load->options->kernel, file, size);
	if (!fw_failed(status))
		status = load_file(load, file, (size_t)size);
	fw_free_pages(load->fw, file, pages);
	return status;
}

/* --- reserve_mem= ---------------------------------------------------- */

static bool is_reserved(const struct place *place, const char *name)
{
	for (size_t i = 0; i < place->held_cnt; i++)
		if (place->held[i].owner == OWNER_RESERVE_MEM &&
		    streq(place->held[i].name, name))
			return true;
	return false;
}

static size_t reserve(struct load *load, const char *value)
{
	struct reserve_mem wish;

	reserve_mem_read(&wish, value);
	if (is_reserved(&load->place, wish.name)) {
		print(load->err, "reserve_mem=%s: the name is there already; "
		      "choose another one.\n", value);
		return FW_INVALID_PARAMETER;
	}
	if (!place_take(&load->place, wish.size, wish.align,
			OWNER_RESERVE_MEM, wish.name))
		return load_no_memory(load, wish.name, wish.size, wish.align);
	return FW_SUCCESS;
}

static size_t reserve_all(struct load *load)
{
	const char *word = NULL, *value;
	size_t source = 0, status = FW_SUCCESS;

	while (!fw_failed(status) &&
	       (value = next_value(load->options, &source, &word,
				   "reserve_mem")))
		status = reserve(load, value);
	return status;
}

/* --- all of it ------------------------------------------------------- */

static void announce(const struct load *load, uint64_t kernel,
		     uint64_t modules)
{
	char room[3][HUMAN_SIZE];

	print(load->say, "Loading %s (%s)", load->options->kernel,
	      human_size(room[0], kernel));
	if (load->module_cnt)
		print(load->say, " and %zu module%s (%s)", load->module_cnt,
		      load->module_cnt == 1 ? "" : "s",
		      human_size(room[1], modules));
	print(load->say, ", %s of memory\n",
	      human_size(room[2], load->conversion.mb.memory.total_size));
}

static size_t read_files(struct load *load, struct fetch *fetch)
{
	uint64_t size = 0, total = 0;
	size_t status = fetch_size(fetch, load->options->kernel, &size);

	if (!fw_failed(status))
		status = size_modules(load, fetch, &total);
	if (fw_failed(status))
		return status;
	announce(load, size, total);
	status = load_kernel(load, fetch, size);
	return fw_failed(status) ? status : read_modules(load, fetch);
}

static size_t prepare(struct load *load)
{
	size_t status = make_modules(load);

	if (fw_failed(status))
		return status;
	if (load->modules)
		name_modules(load);
	status = read_machine(load);
	return fw_failed(status) ? status : begin_places(load);
}

size_t load_all(struct load *ret, const struct firmware *fw,
		const struct options *options, const struct sink *say,
		const struct sink *err)
{
	struct fetch fetch;
	size_t status;

	*ret = (struct load){ .fw = fw, .options = options, .say = say,
			      .err = err };
	cpu_paging(&ret->cpu);
	status = prepare(ret);
	if (fw_failed(status))
		return status;
	status = fetch_open(&fetch, fw, say, err);
	if (!fw_failed(status))
		status = read_files(ret, &fetch);
	fetch_close(&fetch);
	return fw_failed(status) ? status : reserve_all(ret);
}

void load_end(struct load *load)
{
	place_end(&load->place);
	fw_free(load->fw, load->modules);
	fw_free_pages(load->fw, load->space, load->space_pages);
	fw_release(load->fw, &load->capture);
}
