/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptors with anomalies, and what was done about each.
 */
#include "core/report/text_sections.h"

static void print_anomaly(const struct sink *out,
			  const struct conversion *conversion, size_t index)
{
	unsigned int anomalies = conversion->classifications[index].anomalies;
	struct efi_memory_desc desc;

	if (anomalies == 0)
		return;
	efimap_get(&conversion->capture->map, index, &desc);
	print(out, "  #%zu %s at 0x%jx, %ju page%s\n", index,
	      efi_type_name(desc.type), (uintmax_t)desc.phys_addr,
	      (uintmax_t)desc.num_pages, desc.num_pages == 1 ? "" : "s");
	for_each_anomaly(anomalies, bit)
		print(out, "      %s\n", anomaly_text((enum anomaly)bit));
}

void text_anomalies(const struct sink *out, const struct conversion *conversion)
{
	size_t count = efimap_count(&conversion->capture->map);

	if (conversion->anomalous == 0) {
		print_str(out, "\nNo anomalies found.\n");
		return;
	}
	print(out, "\nAnomalies: %zu descriptor%s\n", conversion->anomalous,
	      conversion->anomalous == 1 ? "" : "s");
	for (size_t i = 0; i < count; i++)
		print_anomaly(out, conversion, i);
}
