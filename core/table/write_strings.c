/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * MBT_STRINGS: which texts come first, how long all texts are at most, and
 * the section itself.
 */
#include "core/table/write_internal.h"

#include "core/base/cstring.h"

void table_put_common_texts_(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	size_t count = efimap_count(&conversion->capture->map);

	table_strings_put(&job->strings, conversion->capture->arch);
	table_strings_put(&job->strings, conversion->capture->vendor);
	for (size_t i = 0; i < conversion->page_owner_cnt; i++)
		table_strings_put(&job->strings,
				  owner_name(conversion->page_owners[i].owner));
	if (job->dropped[MBT_ANOMALIES])
		return;
	for (size_t i = 0; i < count; i++)
		if (conversion->classifications[i].anomalies != 0)
			table_strings_put(&job->strings,
					  convert_rule(conversion, i)->why);
}

static uint64_t text_size(const char *text)
{
	return text ? str_len(text) + 1 : 0;
}

/* Of the reasons of the policy and the names of all owners. */
static uint64_t common_bound(const struct conversion *conversion)
{
	const struct policy_row *rows;
	uint64_t bound = 0;
	size_t count;

	rows = policy_rows(conversion->settings->profile, &count);
	for (size_t i = 0; i < count; i++)
		bound += text_size(rows[i].why);
	for (int owner = 0; owner < OWNER_COUNT; owner++)
		bound += text_size(owner_name((enum owner)owner));
	return bound;
}

/* Of the others. */
static uint64_t own_bound(const struct table_job *job)
{
	const struct capture *capture = job->conversion->capture;
	const struct table_facts *facts = job->facts;
	uint64_t bound =
		1 + text_size(capture->arch) + text_size(capture->vendor) +
		text_size(facts->kernel_path) + text_size(facts->loader) +
		text_size(facts->loader_version);

	for (size_t i = 0; i < capture->loader_range_cnt; i++)
		bound += text_size(capture->loader_ranges[i].name);
	for (size_t i = 0; i < facts->module_cnt; i++)
		bound += text_size(facts->modules[i].name) +
			 text_size(facts->modules[i].path) +
			 text_size(facts->modules[i].cmdline);
	return bound;
}

/* Measuring the common texts takes longer than all else. */
uint64_t table_text_bound_(const struct table_job *job, bool rough)
{
	return own_bound(job) +
	       (rough ? TABLE_COMMON_TEXTS : common_bound(job->conversion));
}

bool table_texts_fit_(const struct table_job *job, uint64_t room)
{
	return table_section_bytes_(table_text_bound_(job, true)) <= room ||
	       table_section_bytes_(table_text_bound_(job, false)) <= room;
}

size_t table_count_strings(const struct table_job *job)
{
	return job->strings.used;
}

/* The other sections have put the texts where they belong. */
void table_fill_strings(struct table_job *job)
{
	job->at += job->strings.used;
}
