/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Blocks laid over a set. The walk goes downwards, piece by piece; a piece
 * lies in one region, and in one block or in none:
 *
 *	regions      [--------------------)   [--------)
 *	blocks   [-------)    [---------------------)
 *	pieces       [---)[--)[-----------)   [-----)[-)
 */
#include "core/convert/numa_internal.h"

struct walk {
	const struct memblock_type *type;
	const struct blocks *blocks;
	size_t region_cnt, block_cnt; /* not yet passed */
	struct memblock_region rest;  /* of the last region; size 0: nothing */
};

struct piece {
	struct memblock_region region;
	const struct numa_block *block; /* that covers it, or NULL */
};

static struct walk walk_of(const struct memblock_type *type,
			   const struct blocks *blocks)
{
	return (struct walk){ .type = type,
			      .blocks = blocks,
			      .region_cnt = type->cnt,
			      .block_cnt = blocks->cnt };
}

/* Where the piece that ends at end begins, and in which block it lies. */
static phys_addr_t cut(struct walk *walk, phys_addr_t end,
		       const struct numa_block **ret_block)
{
	const struct numa_block *list = walk->blocks->list, *block;

	*ret_block = NULL;
	while (walk->block_cnt > 0 &&
	       list[walk->block_cnt - 1].range.base >= end)
		walk->block_cnt--;
	if (walk->block_cnt == 0)
		return 0;
	block = &list[walk->block_cnt - 1];
	if (range_end(block->range) < end)
		return range_end(block->range);
	*ret_block = block;
	return block->range.base;
}

static bool walk_down(struct walk *walk, struct piece *ret)
{
	struct memblock_region *rest = &walk->rest, *region = &ret->region;

	if (rest->size == 0) {
		if (walk->region_cnt == 0)
			return false;
		*rest = walk->type->regions[--walk->region_cnt];
	}
	*region = *rest;
	region->base = phys_max(
		rest->base, cut(walk, rest->base + rest->size, &ret->block));
	rest->size = region->base - rest->base;
	region->size -= rest->size;
	return true;
}

phys_addr_t numa_uncovered(const struct memblock_type *type,
			   const struct blocks *blocks)
{
	struct walk walk = walk_of(type, blocks);
	struct piece piece;
	phys_addr_t bytes = 0;

	while (walk_down(&walk, &piece)) {
		phys_addr_t base = piece.region.base;
		phys_addr_t end = base + piece.region.size;

		base = align_up(base, PAGE_SIZE_4K);
		end = align_down(end, PAGE_SIZE_4K);
		if (!piece.block && base >= piece.region.base && base < end)
			bytes += end - base;
	}
	return bytes;
}

static size_t count_pieces(const struct memblock_type *type,
			   const struct blocks *blocks)
{
	struct walk walk = walk_of(type, blocks);
	struct piece piece;
	size_t cnt = 0;

	while (walk_down(&walk, &piece))
		cnt++;
	return cnt;
}

static void paint(struct memblock_region *region, const struct piece *piece,
		  uint32_t flag)
{
	*region = piece->region;
	if (piece->block && flag)
		region->flags |= flag;
	else if (piece->block)
		region->nid = (int32_t)piece->block->node;
}

/* Regions give at least one piece each, so that what is written lies behind
 * what is still to be read. */
static void lay_over(struct memblock_type *type, const struct blocks *blocks,
		     uint32_t flag)
{
	size_t cnt = count_pieces(type, blocks), at = cnt;
	struct walk walk = walk_of(type, blocks);
	struct piece piece;

	while (walk_down(&walk, &piece))
		paint(&type->regions[--at], &piece, flag);
	type->cnt = cnt;
}

void numa_lay_nodes(struct memblock_type *type, const struct blocks *blocks)
{
	lay_over(type, blocks, 0);
}

void numa_lay_flag(struct memblock_type *type, const struct blocks *blocks,
		   uint32_t flag)
{
	lay_over(type, blocks, flag);
}
