/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Why a range of physmap may be missing in memory, by what firmware says of
 * it.
 */
#include "core/convert/internal.h"

/* 0: nothing, it is not in physmap. */
static uint32_t why_kept(const struct conversion *conversion, size_t index)
{
	struct efi_memory_desc desc;

	switch (convert_rule(conversion, index)->fate) {
	case FATE_IGNORED:
		return 0;
	case FATE_KEPT:
		efimap_get(&conversion->capture->map, index, &desc);
		return KEPT_TYPE + efi_type_group(desc.type);
	case FATE_SOFT_RESERVED:
		return KEPT_SOFT;
	default:
		return conversion->verdicts[index].doubts & DOUBT_NOT_WB
			       ? KEPT_NOT_WB : KEPT_CUT;
	}
}

const struct span *convert_kept(const struct conversion *conversion,
				size_t *ret_cnt)
{
	/* Flattened, n are up to 2n. */
	struct span *said = conversion->kept + 2 * conversion->map_cnt;
	size_t cnt = 0;

	for (size_t i = 0; i < conversion->map_cnt; i++) {
		uint32_t index = conversion->map[i];

		said[cnt] = convert_range(conversion, index);
		said[cnt].type = why_kept(conversion, index);
		cnt += said[cnt].type != 0;
	}
	*ret_cnt = spans_flatten(conversion->kept, said, cnt, NULL);
	return conversion->kept;
}
