/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/modules.h"

#include "core/base/cstring.h"

struct fw_status modules_list(struct boot *boot)
{
	const struct options *options = boot->options;
	size_t cnt = options->module_cnt;
	size_t bytes = cnt * sizeof(*boot->modules);
	size_t file_bytes = cnt * sizeof(*boot->module_files);

	if (cnt == 0)
		return FW_SUCCESS;
	boot->modules = fw_alloc(boot->fw, bytes);
	boot->module_files = fw_alloc(boot->fw, file_bytes);
	if (!boot->modules || !boot->module_files)
		return loader_oom(boot->err, "The list of modules",
				  bytes + file_bytes);
	memset(boot->module_files, 0, file_bytes);
	for (size_t i = 0; i < cnt; i++)
		boot->modules[i] = (struct table_module){
			.path = options->modules[i].path,
			.name = options->modules[i].name,
			.cmdline = options->modules[i].cmdline,
		};
	boot->module_cnt = cnt;
	return FW_SUCCESS;
}

/* Kernels unpack an initrd themselves. */
static bool is_unpacked(const struct boot *boot,
			const struct table_module *module)
{
	return !boot->protocol->unpacks_modules &&
	       !streq(module->name, "initrd");
}

struct fw_status modules_open(struct boot *boot, uint64_t *ret_total)
{
	struct fw_status status = FW_SUCCESS;

	*ret_total = 0;
	for (size_t i = 0; i < boot->module_cnt && !fw_failed(status); i++) {
		struct table_module *module = &boot->modules[i];

		status = fetch_open_file(&boot->module_files[i], &boot->fetch,
					 module->path);
		if (!fw_failed(status) && is_unpacked(boot, module))
			status = fetch_unpack(&boot->module_files[i]);
		module->size = boot->module_files[i].reader.size;
		*ret_total += module->size;
	}
	return status;
}

/* The rest of a module's last page is zero. */
static void clear_tail(const struct table_module *module)
{
	uint64_t end = align_up(module->size, PAGE_SIZE_4K);

	memset((char *)(uintptr_t)module->base + module->size, 0,
	       (size_t)(end - module->size));
}

static struct fw_status read_module(struct boot *boot, struct reader *file,
				    struct table_module *module)
{
	const struct placement_request request = {
		.what = module->path,
		.size = module->size,
		.lowest = boot->protocol->modules_low,
		.owner = OWNER_MODULE,
		.name = module->name,
	};
	struct fw_status status =
		placement_take(&boot->placement, &request, &module->base);

	if (!fw_failed(status))
		status = reader_read(file, 0, (void *)(uintptr_t)module->base,
				     module->size);
	if (!fw_failed(status))
		clear_tail(module);
	return status;
}

__attribute__((noinline)) struct fw_status modules_read(struct boot *boot)
{
	struct fw_status status = FW_SUCCESS;

	for (size_t i = 0; i < boot->module_cnt && !fw_failed(status); i++)
		status = read_module(boot, &boot->module_files[i].reader,
				     &boot->modules[i]);
	return status;
}

void modules_release(struct boot *boot)
{
	for (size_t i = 0; i < boot->module_cnt; i++)
		fetch_close_file(&boot->module_files[i]);
	fw_free(boot->fw, boot->module_files);
	fw_free(boot->fw, boot->modules);
}
