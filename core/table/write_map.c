/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections that hold the firmware's memory map and what was found in it.
 */
#include "core/table/write_internal.h"

size_t table_count_map(const struct table_job *job)
{
	return efimap_count(&job->conversion->capture->map);
}

void table_fill_map(struct table_job *job)
{
	const struct efimap *map = &job->conversion->capture->map;

	table_put_(job, map->desc, map->size);
}

size_t table_count_sources(const struct table_job *job)
{
	return job->conversion->order_cnt;
}

void table_fill_sources(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;

	table_put_(job, conversion->order,
		   conversion->order_cnt * sizeof(*conversion->order));
}

size_t table_count_anomalies(const struct table_job *job)
{
	return job->conversion->anomalous;
}

/* The numbers of the conversion are those of the format. */
#define SAME(name) ((int)name == MBT_##name)
_Static_assert(SAME(ANOMALY_EMPTY) && SAME(ANOMALY_WRAPS) &&
		       SAME(ANOMALY_TOP) && SAME(ANOMALY_MISALIGNED) &&
		       SAME(ANOMALY_OVERLAP) && SAME(ANOMALY_TYPE) &&
		       SAME(ANOMALY_NOT_WB) && SAME(ANOMALY_RUNTIME) &&
		       SAME(ANOMALY_NO_RUNTIME) && ANOMALY_COUNT == 9,
	       "a new bit belongs in core/handoff/table.h");
_Static_assert(SAME(DISPOSITION_IGNORED) && SAME(DISPOSITION_EXCLUDED) &&
		       SAME(DISPOSITION_MEMORY) && SAME(DISPOSITION_NOMAP) &&
		       SAME(DISPOSITION_SOFT_RESERVED) &&
		       (int)DISPOSITION_COUNT == MBT_DISPOSITION_SKIPPED,
	       "a new number belongs in core/handoff/table.h");

static uint32_t disposition_of(const struct conversion *conversion,
			       size_t index)
{
	if (classification_skipped(&conversion->classifications[index]))
		return MBT_DISPOSITION_SKIPPED;
	return convert_rule(conversion, index)->disposition;
}

void table_fill_anomalies(struct table_job *job)
{
	const struct conversion *conversion = job->conversion;
	size_t count = efimap_count(&conversion->capture->map);

	for (size_t i = 0; i < count; i++) {
		const struct classification *classification =
			&conversion->classifications[i];
		struct mbt_anomaly anomaly = {
			.descriptor = (uint32_t)i,
			.anomalies = classification->anomalies,
			.disposition = disposition_of(conversion, i),
		};

		if (classification->anomalies == 0)
			continue;
		anomaly.why = table_strings_put(
			&job->strings, convert_rule(conversion, i)->why);
		table_put_(job, &anomaly, sizeof(anomaly));
	}
}
