/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who holds what: the claims, and the reserved set that they add up to.
 */
#include "core/convert_internal.h"

#define LOW_MEMORY_END 0x100000

/* Whole pages: who holds a byte holds its page. */
static void round_claim(struct span *claim)
{
	phys_addr_t top = align_down(PHYS_ADDR_MAX, PAGE_SIZE_4K);
	phys_addr_t end = align_up(phys_min(span_end(claim), top),
				   PAGE_SIZE_4K);

	claim->base = align_down(claim->base, PAGE_SIZE_4K);
	claim->size = end > claim->base ? end - claim->base : 0;
}

static void claim(struct conversion *conversion, phys_addr_t base,
		  phys_addr_t size, enum owner owner)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		conversion->claims[conversion->claim_cnt++] = (struct span){
			.base = base, .size = size, .type = owner,
		};
}

/* e820__memblock_setup: reserved, though not memory. */
static void claim_soft_reserved(struct conversion *conversion)
{
	const struct e820_table *table = &conversion->e820;

	for (size_t i = 0; i < table->cnt; i++) {
		if (table->entries[i].type == E820_SOFT_RESERVED)
			claim(conversion, table->entries[i].base,
			      table->entries[i].size, OWNER_SOFT_RESERVED);
	}
}

static void join_claims(struct conversion *conversion)
{
	struct span *claims = conversion->claims;
	size_t kept = 0;

	for (size_t i = 0; i < conversion->claim_cnt; i++) {
		struct span *last = claims + kept - 1;

		if (claims[i].size == 0)
			continue;
		if (kept > 0 && last->type == claims[i].type &&
		    span_end(last) >= claims[i].base)
			last->size = phys_max(span_end(last),
					      span_end(&claims[i])) -
				     last->base;
		else
			claims[kept++] = claims[i];
	}
	conversion->claim_cnt = kept;
}

int convert_claims(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct capture *capture = conversion->capture;
	int status = CORE_OK;

	if (conversion->options->profile == PROFILE_LINUX_X86) {
		claim_soft_reserved(conversion);
		claim(conversion, 0, LOW_MEMORY_END, OWNER_LOW_MEMORY);
	}
	claim(conversion, capture->image.base, capture->image.size,
	      OWNER_IMAGE);
	claim(conversion, capture->map_buffer.base, capture->map_buffer.size,
	      OWNER_MAP_BUFFER);
	for (size_t i = 0; i < conversion->claim_cnt; i++)
		round_claim(&conversion->claims[i]);
	spans_sort(conversion->claims, conversion->claim_cnt, work->scratch);
	join_claims(conversion);
	for (size_t i = 0; i < conversion->claim_cnt && status == CORE_OK; i++)
		status = memblock_reserve(&conversion->mb,
					  conversion->claims[i].base,
					  conversion->claims[i].size);
	return status;
}

/* The cap cuts reserved too: so are the claims. */
static void cut_claims(struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;
	const struct memblock_region *last;
	phys_addr_t end = 0;
	size_t kept = 0;

	if (reserved->cnt > 0) {
		last = &reserved->regions[reserved->cnt - 1];
		end = last->base + last->size;
	}
	for (size_t i = 0; i < conversion->claim_cnt; i++) {
		struct span span = conversion->claims[i];

		if (span.base >= end)
			continue;
		span.size = phys_min(span_end(&span), end) - span.base;
		conversion->claims[kept++] = span;
	}
	conversion->claim_cnt = kept;
}

int convert_cap(struct conversion *conversion)
{
	phys_addr_t mem = align_down(conversion->options->mem, PAGE_SIZE_4K);
	int status;

	if (conversion->options->mem == MEM_NONE ||
	    !convert_caps_later(conversion->options))
		return CORE_OK;
	if (conversion->options->mem_kind == MEM_AMOUNT)
		status = memblock_mem_limit_remove_map(&conversion->mb, mem);
	else
		status = memblock_cap_memory_range(&conversion->mb, 0, mem);
	if (status == CORE_OK)
		cut_claims(conversion);
	return status;
}
