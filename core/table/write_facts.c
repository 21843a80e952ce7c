/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections that describe the machine and what was loaded: most of it is
 * not part of the conversion, but of struct table_facts.
 */
#include "core/table/write_internal.h"

#include "core/base/cstring.h"
#include "core/firmware/facts.h"

size_t table_count_platform(const struct table_job *job)
{
	(void)job;
	return 1;
}

/* What the descriptors were made from, if they are not the firmware's. */
static uint32_t origin_flags(const struct capture *capture)
{
	const struct facts *facts = capture->facts;

	if (capture->e820 || (facts && facts->rows == FACTS_ROWS_E820))
		return MBT_PLATFORM_FROM_E820;
	return facts && facts->rows == FACTS_ROWS_SETS ? MBT_PLATFORM_FROM_SETS
						       : 0;
}

void table_fill_platform(struct table_job *job)
{
	const struct capture *capture = job->conversion->capture;
	const struct table_facts *facts = job->facts;
	bool arm64 = job->conversion->settings->profile == PROFILE_LINUX_ARM64;
	struct mbt_platform platform = {
		.rsdp = facts->rsdp,
		.smbios = facts->smbios,
		.smbios3 = facts->smbios3,
		.efi_system_table = facts->efi_system_table,
		.device_tree = facts->device_tree,
		.efi_desc_version = capture->map.desc_version,
		.uefi_revision = capture->uefi_revision,
		.firmware_revision = capture->firmware_revision,
		.vendor = table_strings_put(&job->strings, capture->vendor),
		.arch = table_strings_put(&job->strings, capture->arch),
	};

	platform.flags = origin_flags(capture);
	if (facts->secure_boot)
		platform.flags |= MBT_PLATFORM_SECURE_BOOT;
	if (arm64)
		platform.flags |= MBT_PLATFORM_ARM64_RULES;
	table_put_(job, &platform, sizeof(platform));
}

size_t table_count_cpu(const struct table_job *job)
{
	return job->facts->cpu != NULL;
}

void table_fill_cpu(struct table_job *job)
{
	table_put_(job, job->facts->cpu, sizeof(*job->facts->cpu));
}

size_t table_count_kernel(const struct table_job *job)
{
	return job->facts->kernel != NULL;
}

void table_fill_kernel(struct table_job *job)
{
	struct mbt_kernel kernel = *job->facts->kernel;

	kernel.path = table_strings_put(&job->strings, job->facts->kernel_path);
	table_put_(job, &kernel, sizeof(kernel));
}

size_t table_count_cmdline(const struct table_job *job)
{
	return job->facts->cmdline ? str_len(job->facts->cmdline) + 1 : 0;
}

void table_fill_cmdline(struct table_job *job)
{
	table_put_(job, job->facts->cmdline, table_count_cmdline(job));
}

size_t table_count_modules(const struct table_job *job)
{
	return job->facts->module_cnt;
}

void table_fill_modules(struct table_job *job)
{
	for (size_t i = 0; i < job->facts->module_cnt; i++) {
		const struct table_module *module = &job->facts->modules[i];
		struct mbt_module entry = {
			.base = module->base,
			.size = module->size,
			.name = table_strings_put(&job->strings, module->name),
			.path = table_strings_put(&job->strings, module->path),
			.cmdline = table_strings_put(&job->strings,
						     module->cmdline),
		};

		table_put_(job, &entry, sizeof(entry));
	}
}

size_t table_count_framebuffers(const struct table_job *job)
{
	return job->facts->framebuffer_cnt;
}

void table_fill_framebuffers(struct table_job *job)
{
	table_put_(job, job->facts->framebuffers,
		   job->facts->framebuffer_cnt *
			   sizeof(struct mbt_framebuffer));
}

size_t table_count_serials(const struct table_job *job)
{
	return job->facts->serial != NULL;
}

void table_fill_serials(struct table_job *job)
{
	table_put_(job, job->facts->serial, sizeof(*job->facts->serial));
}

size_t table_count_edid(const struct table_job *job)
{
	return job->facts->edid_size;
}

void table_fill_edid(struct table_job *job)
{
	table_put_(job, job->facts->edid, job->facts->edid_size);
}

size_t table_count_boot(const struct table_job *job)
{
	return job->facts->boot != NULL;
}

void table_fill_boot(struct table_job *job)
{
	const struct table_facts *facts = job->facts;
	struct mbt_boot boot = *facts->boot;

	boot.loader = table_strings_put(&job->strings, facts->loader);
	boot.loader_version =
		table_strings_put(&job->strings, facts->loader_version);
	table_put_(job, &boot, sizeof(boot));
}

size_t table_count_symbols(const struct table_job *job)
{
	return job->facts->symbols != NULL;
}

void table_fill_symbols(struct table_job *job)
{
	table_put_(job, job->facts->symbols, sizeof(*job->facts->symbols));
}

size_t table_count_processors(const struct table_job *job)
{
	return job->facts->processor_cnt;
}

void table_fill_processors(struct table_job *job)
{
	table_put_(job, job->facts->processors,
		   job->facts->processor_cnt * sizeof(struct mbt_processor));
}

size_t table_count_distances(const struct table_job *job)
{
	const struct numa *numa = &job->conversion->numa;

	return numa->distances.bytes ? numa->node_cnt * numa->node_cnt : 0;
}

void table_fill_distances(struct table_job *job)
{
	const struct numa *numa = &job->conversion->numa;
	size_t n = numa->node_cnt;

	for (size_t i = 0; i < n * n; i++) {
		struct mbt_distance entry = {
			.from = (uint16_t)(i / n),
			.to = (uint16_t)(i % n),
			.distance = numa_distance(numa, i / n, i % n),
		};

		table_put_(job, &entry, sizeof(entry));
	}
}
