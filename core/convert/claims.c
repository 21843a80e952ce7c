/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who holds what: the claims, and the reserved set that they add up to.
 */
#include "core/convert/internal.h"

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
		  phys_addr_t size, uint32_t owner, uint32_t index)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		conversion->claims[conversion->claim_cnt++] = (struct span){
			.base = base, .size = size, .type = owner,
			.index = index,
		};
}

/* e820__memblock_setup: reserved, though not memory. */
static void claim_soft_reserved(struct conversion *conversion)
{
	const struct e820_table *table = &conversion->e820;

	for (size_t i = 0; i < table->cnt; i++) {
		if (table->entries[i].type == E820_SOFT_RESERVED)
			claim(conversion, table->entries[i].base,
			      table->entries[i].size, OWNER_SOFT_RESERVED,
			      CLAIM_NOT_HELD);
	}
}

static void claim_held(struct conversion *conversion)
{
	const struct capture *capture = conversion->capture;

	claim(conversion, capture->image.base, capture->image.size,
	      OWNER_IMAGE, CLAIM_NOT_HELD);
	claim(conversion, capture->map_buffer.base, capture->map_buffer.size,
	      OWNER_MAP_BUFFER, CLAIM_NOT_HELD);
	for (size_t i = 0; i < capture->held_cnt; i++)
		claim(conversion, capture->held[i].base,
		      capture->held[i].size, capture->held[i].owner,
		      (uint32_t)i);
}

const char *claim_name(const struct conversion *conversion,
		       const struct span *claim)
{
	const char *name = NULL;

	if (claim->index < conversion->capture->held_cnt)
		name = conversion->capture->held[claim->index].name;
	return name ? name : "";
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
		    last->index == claims[i].index &&
		    span_end(last) >= claims[i].base)
			last->size = phys_max(span_end(last),
					      span_end(&claims[i])) -
				     last->base;
		else
			claims[kept++] = claims[i];
	}
	conversion->claim_cnt = kept;
}

/*
 * A claim as the type of a span, so that flattening settles who owns a page:
 * whoever holds it for longest, of those the loader before the firmware, and
 * the index in held last.
 */
static uint32_t rank_of(const struct span *claim)
{
	_Static_assert(UNTIL_COUNT <= 8 && OWNER_COUNT <= 32, "3 + 5 bits");
	uint32_t until = owner_until((enum owner)claim->type);

	return until << 29 | claim->type << 24 |
	       ((claim->index + 1) & 0xffffff);
}

static void unrank(struct span *span)
{
	uint32_t rank = span->type;

	span->type = rank >> 24 & 0x1f;
	span->index = rank & 0xffffff ? (rank & 0xffffff) - 1
				      : CLAIM_NOT_HELD;
}

static void settle_owners(struct workspace *work)
{
	struct conversion *conversion = work->conversion;

	for (size_t i = 0; i < conversion->claim_cnt; i++) {
		work->scratch[i] = conversion->claims[i];
		work->scratch[i].type = rank_of(&conversion->claims[i]);
	}
	conversion->owned_cnt = spans_flatten(conversion->owned, work->scratch,
					      conversion->claim_cnt, NULL);
	for (size_t i = 0; i < conversion->owned_cnt; i++)
		unrank(&conversion->owned[i]);
}

/* Linux too marks the kernel's own image (setup.c early_reserve_memory). */
static int reserve_owned(struct conversion *conversion)
{
	int status = CORE_OK;

	for (size_t i = 0; i < conversion->owned_cnt && status == CORE_OK;
	     i++) {
		const struct span *owned = &conversion->owned[i];

		status = memblock_reserve_node(
			&conversion->mb, owned->base, owned->size,
			NUMA_NO_NODE, owned->type == OWNER_KERNEL
				? MEMBLOCK_RSRV_KERN : MEMBLOCK_NONE);
	}
	return status;
}

int convert_claims(struct workspace *work)
{
	struct conversion *conversion = work->conversion;

	for (size_t i = 0; i < conversion->claim_cnt; i++)
		conversion->claims[i].index = CLAIM_NOT_HELD;
	if (conversion->options->profile == PROFILE_LINUX_X86) {
		claim_soft_reserved(conversion);
		claim(conversion, 0, LOW_MEMORY_END, OWNER_LOW_MEMORY,
		      CLAIM_NOT_HELD);
	}
	claim_held(conversion);
	for (size_t i = 0; i < conversion->claim_cnt; i++)
		round_claim(&conversion->claims[i]);
	spans_sort(conversion->claims, conversion->claim_cnt, work->scratch);
	join_claims(conversion);
	settle_owners(work);
	return reserve_owned(conversion);
}

/* The cap cuts reserved too: so are the claims. Returns how many are left. */
static size_t cut_spans(struct span *spans, size_t cnt, phys_addr_t end)
{
	size_t kept = 0;

	for (size_t i = 0; i < cnt; i++) {
		struct span span = spans[i];

		if (span.base >= end)
			continue;
		span.size = phys_min(span_end(&span), end) - span.base;
		spans[kept++] = span;
	}
	return kept;
}

static void cut_claims(struct conversion *conversion)
{
	const struct memblock_type *reserved = &conversion->mb.reserved;
	const struct memblock_region *last;
	phys_addr_t end = 0;

	if (reserved->cnt > 0) {
		last = &reserved->regions[reserved->cnt - 1];
		end = last->base + last->size;
	}
	conversion->claim_cnt = cut_spans(conversion->claims,
					  conversion->claim_cnt, end);
	conversion->owned_cnt = cut_spans(conversion->owned,
					  conversion->owned_cnt, end);
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
