/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux on arm64 and riscv: attributes decide, descriptors become memory
 * directly (efi-init.c reserve_regions). What is not to be mapped stays in
 * memory with NOMAP, and wins where descriptors overlap.
 */
#include "core/convert/internal.h"

/* Descriptors should start at a page. Where one does not, memory shrinks and
 * what must not be mapped grows; Linux lets both grow. */
static void round_to_pages(struct span *span)
{
	phys_addr_t base = span->base, end = span_end(span);

	if (span->type == KIND_NOMAP) {
		base = align_down(base, PAGE_SIZE_4K);
		end = phys_min(end, align_down(PHYS_ADDR_MAX, PAGE_SIZE_4K));
		end = align_up(end, PAGE_SIZE_4K);
	} else {
		base = align_up(base, PAGE_SIZE_4K);
		end = align_down(end, PAGE_SIZE_4K);
	}
	span->base = base;
	span->size = base < end ? end - base : 0;
}

static int add_kind(struct memblock *mb, const struct span *span)
{
	return memblock_add_node(mb, span->base, span->size, NUMA_NO_NODE,
				 span->type == KIND_NOMAP ? MEMBLOCK_NOMAP
							  : MEMBLOCK_NONE);
}

int convert_arm64(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct span *kinds = work->kinds.spans;
	size_t cnt = work->kinds.cnt;
	int status = CORE_OK;

	for (size_t i = 0; i < cnt; i++)
		round_to_pages(&kinds[i]);
	/* Rounding may have made neighbours overlap. */
	spans_sort(kinds, cnt, work->scratch);
	cnt = spans_flatten(work->scratch, kinds, cnt, NULL);
	for (size_t i = 0; i < cnt && status == CORE_OK; i++)
		status = add_kind(&conversion->mb, &work->scratch[i]);
	conversion->uncapped = conversion->mb.memory.total_size;
	return status ? status : convert_believe(&conversion->mb);
}
