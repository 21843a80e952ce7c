/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Second step: the sorted map seen under each aspect, in one walk.
 */
#include "core/convert/internal.h"

#include "core/base/cstring.h"

/* Adds a span, or lets the last one grow when this one goes on where it ends.
 * Type 0 is nothing. */
static inline void append(struct span_list *list, const struct span *span,
			  uint32_t type)
{
	struct span *last = list->spans + list->cnt - 1;

	if (type == 0)
		return;
	if (list->cnt > 0 && last->type == type &&
	    span_end(last) == span->base) {
		last->size += span->size;
		return;
	}
	list->spans[list->cnt++] = (struct span){
		.base = span->base, .size = span->size, .type = type,
	};
}

static uint32_t kind_of(const struct policy_row *row)
{
	if (row->fate == FATE_MEMORY)
		return KIND_MEMORY;
	return row->fate == FATE_NOMAP ? KIND_NOMAP : 0;
}

/* Soft-reserved memory is claimed from the edited E820 table instead. */
static uint32_t owner_of(const struct policy_row *row)
{
	return row->owner == OWNER_SOFT_RESERVED ? OWNER_NONE : row->owner;
}

static uint32_t kept_of(const struct conversion *conversion, size_t index)
{
	const struct verdict *verdict = &conversion->verdicts[index];
	struct efi_memory_desc desc;

	switch (verdict->row->fate) {
	case FATE_IGNORED:
		return 0;
	case FATE_KEPT:
		efimap_get(&conversion->capture->map, index, &desc);
		return KEPT_TYPE + efi_type_group(desc.type);
	case FATE_SOFT_RESERVED:
		return KEPT_SOFT;
	default:
		return verdict->doubts & DOUBT_NOT_WB ? KEPT_NOT_WB : KEPT_CUT;
	}
}

/* Where descriptors overlap, the larger type is right. */
static void settle(struct workspace *work, struct span_list *list)
{
	list->cnt = spans_flatten(work->scratch, list->spans, list->cnt, NULL);
	memcpy(list->spans, work->scratch, list->cnt * sizeof(*list->spans));
}

void convert_layers(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	bool arm64 = conversion->options->profile == PROFILE_LINUX_ARM64;
	struct span_list e820 = { conversion->firmware_e820.entries, 0 };
	struct span_list claims = { conversion->claims, 0 };
	struct span_list physmap = work->physmap, kinds = work->kinds;
	struct span_list kept = { conversion->kept, 0 };

	for (size_t i = 0; i < conversion->map_cnt; i++) {
		const struct span *span = &conversion->map[i];
		const struct policy_row *row =
			conversion->verdicts[span->index].row;

		append(&physmap, span, row->fate != FATE_IGNORED);
		append(&kinds, span, arm64 ? kind_of(row) : 0);
		append(&e820, span, row->e820);
		append(&claims, span, owner_of(row));
		append(&kept, span, kept_of(conversion, span->index));
	}
	if (work->overlaps) {
		settle(work, &physmap);
		settle(work, &kinds);
		settle(work, &e820);
		settle(work, &kept);
	}
	work->physmap = physmap;
	work->kinds = kinds;
	conversion->firmware_e820.cnt = e820.cnt;
	conversion->claim_cnt = claims.cnt;
	conversion->kept_cnt = kept.cnt;
}
