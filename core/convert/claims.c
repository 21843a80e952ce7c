/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who holds what: the claims, and the reserved set that they add up to.
 */
#include "core/convert/layers.h"

#include "core/base/cstring.h"

#define LOW_MEMORY_END 0x100000

/* Whole pages: who holds a byte holds its page. */
static void round_claim(struct span *claim, phys_addr_t page)
{
	phys_addr_t top = align_down(PHYS_ADDR_MAX, page);
	phys_addr_t end = align_up(phys_min(span_end(claim), top), page);

	claim->base = align_down(claim->base, page);
	claim->size = end > claim->base ? end - claim->base : 0;
}

/* Claims that are being collected. */
struct claims {
	struct span *spans;
	size_t cnt;
};

static void claim(struct claims *claims, phys_addr_t base, phys_addr_t size,
		  uint32_t owner, uint32_t index)
{
	if (size > 0 && size <= PHYS_ADDR_MAX - base)
		claims->spans[claims->cnt++] = (struct span){
			.base = base, .size = size, .type = owner,
			.index = index,
		};
}

/* e820__memblock_setup: reserved, though not memory. */
static void claim_soft_reserved(struct claims *claims,
				const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++) {
		if (table->entries[i].type == E820_SOFT_RESERVED)
			claim(claims, table->entries[i].base,
			      table->entries[i].size, OWNER_SOFT_RESERVED,
			      CLAIM_NOT_HELD);
	}
}

static void claim_held(struct claims *claims, const struct capture *capture)
{
	claim(claims, capture->image.base, capture->image.size, OWNER_IMAGE,
	      CLAIM_NOT_HELD);
	claim(claims, capture->map_buffer.base, capture->map_buffer.size,
	      OWNER_MAP_BUFFER, CLAIM_NOT_HELD);
	for (size_t i = 0; i < EFITABLE_COUNT; i++)
		claim(claims, capture->tables[i].base, capture->tables[i].size,
		      OWNER_FIRMWARE_TABLE, CLAIM_NOT_HELD);
	for (size_t i = 0; i < capture->held_cnt; i++)
		claim(claims, capture->held[i].base, capture->held[i].size,
		      capture->held[i].owner, (uint32_t)i);
}

/* All that no descriptor says, sorted. */
static struct claims claim_others(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct claims others = { .spans = work->scratch };

	if (conversion->options->profile == PROFILE_LINUX_X86) {
		claim_soft_reserved(&others, &conversion->e820);
		claim(&others, 0, LOW_MEMORY_END, OWNER_LOW_MEMORY,
		      CLAIM_NOT_HELD);
	}
	claim_held(&others, conversion->capture);
	for (size_t i = 0; i < others.cnt; i++)
		round_claim(&others.spans[i], conversion->options->page_size);
	spans_sort(others.spans, others.cnt, conversion->owned);
	return others;
}

const char *claim_name(const struct conversion *conversion,
		       const struct span *claim)
{
	const char *name = NULL;

	if (claim->index < conversion->capture->held_cnt)
		name = conversion->capture->held[claim->index].name;
	return name ? name : "";
}

/* Behind the others, or joined with the last. */
static void add_claim(struct claims *claims, const struct span *span)
{
	struct span *last = claims->spans + claims->cnt - 1;

	if (span->size == 0)
		return;
	if (claims->cnt > 0 && last->type == span->type &&
	    last->index == span->index && span_end(last) >= span->base)
		last->size = phys_max(span_end(last), span_end(span)) -
			     last->base;
	else
		claims->spans[claims->cnt++] = *span;
}

/* Of equal bases those of descriptors come first. Those may overlap where they
 * were rounded. */
static void merge_claims(struct workspace *work, const struct claims *others,
			 bool rounded)
{
	struct conversion *conversion = work->conversion;
	const struct span *laid = work->claims, *other = others->spans;
	const struct span *laid_end = laid + conversion->claim_cnt;
	const struct span *other_end = other + others->cnt;
	struct claims claims = { .spans = conversion->claims };

	while (laid < laid_end && (other < other_end || rounded))
		add_claim(&claims, other < other_end && other->base < laid->base
					   ? other++ : laid++);
	while (other < other_end)
		add_claim(&claims, other++);
	/* What is left is joined as it is. */
	if (laid < laid_end)
		add_claim(&claims, laid++);
	memmove(claims.spans + claims.cnt, laid,
		(size_t)(laid_end - laid) * sizeof(*laid));
	conversion->claim_cnt = claims.cnt + (size_t)(laid_end - laid);
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

/* Where the next page's owner goes, and where the last one's pages end. */
struct owners {
	struct span *next;
	struct regions reserved;
	phys_addr_t end;
};

/* Linux too marks the kernel's own image (setup.c early_reserve_memory). */
static inline void own(struct owners *to, phys_addr_t base, phys_addr_t size,
		       uint32_t owner, uint32_t index)
{
	uint32_t flags = owner == OWNER_KERNEL ? MEMBLOCK_RSRV_KERN
					       : MEMBLOCK_NONE;
	bool touches = base == to->end && base != 0;

	lay_region(&to->reserved, base, size, flags,
		   touches && to->reserved.end[-1].flags == flags);
	lay_span(&to->next, base, size, owner,
		 touches && to->next[-1].type == owner &&
			 to->next[-1].index == index, index);
	to->end = base + size;
}

/* Claims that overlap. */
static struct owners settle_owners(struct owners to, const struct span *claims,
				   size_t cnt, struct span *scratch)
{
	struct span *settled = to.next;

	for (size_t i = 0; i < cnt; i++) {
		scratch[i] = claims[i];
		scratch[i].type = rank_of(&claims[i]);
	}
	cnt = spans_flatten(settled, scratch, cnt, NULL);
	for (size_t i = 0; i < cnt; i++) {
		struct span span = settled[i];

		unrank(&span);
		own(&to, span.base, span.size, span.type, span.index);
	}
	return to;
}

/* How many claims, from the first on, overlap one of those before them. */
static size_t row_of_claims(const struct span *claims, size_t cnt)
{
	phys_addr_t end = span_end(&claims[0]);
	size_t row = 1;

	for (; row < cnt && claims[row].base < end; row++)
		end = phys_max(end, span_end(&claims[row]));
	return row;
}

static void reserve_claims(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	const struct span *claims = conversion->claims;
	size_t cnt = conversion->claim_cnt, row;
	struct owners owners = {
		.next = conversion->owned,
		.reserved.end = conversion->mb.reserved.regions,
	};

	for (size_t i = 0; i < cnt; i += row) {
		row = row_of_claims(&claims[i], cnt - i);
		if (row == 1)
			own(&owners, claims[i].base, claims[i].size,
			    claims[i].type, claims[i].index);
		else
			owners = settle_owners(owners, &claims[i], row,
					       work->scratch);
	}
	conversion->owned_cnt = (size_t)(owners.next - conversion->owned);
	end_set(&conversion->mb.reserved, &owners.reserved);
}

int convert_claims(struct workspace *work)
{
	struct conversion *conversion = work->conversion;
	struct claims others = claim_others(work);
	phys_addr_t page = conversion->options->page_size;
	bool rounds = !work->plain || page != PAGE_SIZE_4K;

	for (size_t i = 0; i < conversion->claim_cnt && rounds; i++)
		round_claim(&work->claims[i], page);
	merge_claims(work, &others, rounds);
	/* As spans_flatten() makes of them at most. */
	if (2 * conversion->claim_cnt > conversion->mb.reserved.max)
		return CORE_ENOSPC;
	reserve_claims(work);
	return CORE_OK;
}
