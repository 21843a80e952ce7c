/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Why a range of physmap may be missing in memory, by what firmware says of
 * it.
 */
#include "core/convert/convert_internal.h"

/* 0: nothing, it is not in physmap. */
static uint32_t why_excluded(const struct conversion *conversion, size_t index)
{
	struct efi_memory_desc desc;

	switch (convert_rule(conversion, index)->disposition) {
	case DISPOSITION_IGNORED:
		return 0;
	case DISPOSITION_EXCLUDED:
		efimap_get(&conversion->capture->map, index, &desc);
		return EXCLUDED_TYPE + efi_type_group(desc.type);
	case DISPOSITION_SOFT_RESERVED:
		return EXCLUDED_SOFT;
	default:
		return conversion->classifications[index].anomalies &
				       ANOMALY_NOT_WB
			       ? EXCLUDED_NOT_WB
			       : EXCLUDED_CUT;
	}
}

const struct span *convert_excluded(const struct conversion *conversion,
				    size_t *ret_cnt)
{
	/* Flattened, n are up to 2n. */
	struct span *said = conversion->excluded + 2 * conversion->map_cnt;
	size_t cnt = 0;

	for (size_t i = 0; i < conversion->map_cnt; i++) {
		uint32_t index = conversion->map[i];

		said[cnt] = convert_range(conversion, index);
		said[cnt].type = why_excluded(conversion, index);
		cnt += said[cnt].type != 0;
	}
	*ret_cnt = spans_flatten(conversion->excluded, said, cnt, NULL);
	return conversion->excluded;
}
