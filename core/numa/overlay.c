/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Blocks laid over a set. The walk goes upwards, piece by piece; a piece lies
 * in one region, and in one block or in none:
 *
 *	regions      [--------------------)   [--------)
 *	blocks   [-------)    [---------------------)
 *	pieces       [---)[--)[-----------)   [-----)[-)
 *
 * The regions are read from a copy, because there may be more of them after
 * than before.
 */
#include "core/memblock/builder.h"
#include "core/numa/numa_internal.h"

struct walk {
	/* Those that are not passed yet. key: flags, index: node. */
	const struct keyed_range *next, *end;
	const struct numa_block *block, *block_end;
	phys_addr_t at; /* where the next piece begins, if in that region */
};

struct piece {
	struct range range;
	const struct keyed_range *region;
	const struct numa_block *block; /* that it lies in, or NULL */
};

static struct walk walk_begin(const struct memblock_type *type,
			      const struct blocks *blocks,
			      struct keyed_range *scratch)
{
	for (size_t i = 0; i < type->cnt; i++) {
		const struct memblock_region *r = &type->regions[i];

		scratch[i] = (struct keyed_range){
			.range = { r->base, r->size },
			.key = r->flags,
			.index = (uint32_t)r->nid,
		};
	}
	return (struct walk){
		.next = scratch,
		.end = scratch + type->cnt,
		.block = blocks->list,
		.block_end = blocks->list + blocks->cnt,
	};
}

/* The next of what is left of a region: up to where a block begins or ends. */
static struct piece cut_piece(struct walk *walk, struct range left)
{
	struct piece piece = { .range = left, .region = walk->next };

	while (walk->block < walk->block_end &&
	       range_end(walk->block->range) <= left.base)
		walk->block++;
	if (walk->block == walk->block_end)
		return piece;
	if (walk->block->range.base <= left.base) {
		piece.block = walk->block;
		piece.range = range_intersect(left, walk->block->range);
	} else {
		piece.range = range_from_to(
			left.base,
			phys_min(range_end(left), walk->block->range.base));
	}
	return piece;
}

static bool walk_next(struct walk *walk, struct piece *ret)
{
	struct range region;

	if (walk->next == walk->end)
		return false;
	region = walk->next->range;
	*ret = cut_piece(walk, range_from_to(phys_max(region.base, walk->at),
					     range_end(region)));
	walk->at = range_end(ret->range);
	if (walk->at == range_end(region))
		walk->next++;
	return true;
}

phys_addr_t numa_uncovered(const struct memblock_type *type,
			   const struct blocks *blocks,
			   struct keyed_range *scratch)
{
	struct walk walk = walk_begin(type, blocks, scratch);
	struct piece piece;
	phys_addr_t bytes = 0;

	while (walk_next(&walk, &piece))
		if (!piece.block)
			bytes += range_inward(piece.range, PAGE_SIZE_4K).size;
	return bytes;
}

/* flag 0: the pieces in blocks get their node, otherwise the flag. */
static void lay_over(struct memblock_type *type, const struct blocks *blocks,
		     uint32_t flag, struct keyed_range *scratch)
{
	struct walk walk = walk_begin(type, blocks, scratch);
	struct memblock_builder to = memblock_builder_begin(type);
	struct piece piece;

	while (walk_next(&walk, &piece)) {
		uint32_t flags = piece.region->key;
		uint32_t node = piece.region->index;

		if (piece.block && flag)
			flags |= flag;
		else if (piece.block)
			node = piece.block->node;
		memblock_builder_append(&to, piece.range.base, piece.range.size,
					(int32_t)node, flags);
	}
	memblock_builder_end(&to);
}

void numa_lay_nodes(struct memblock_type *type, const struct blocks *blocks,
		    struct keyed_range *scratch)
{
	lay_over(type, blocks, 0, scratch);
}

void numa_lay_flag(struct memblock_type *type, const struct blocks *blocks,
		   uint32_t flag, struct keyed_range *scratch)
{
	lay_over(type, blocks, flag, scratch);
}
