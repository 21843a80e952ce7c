/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The model: adding to the sets and removing from them. Several functions have
 * the same effect; bits of arg above the lowest byte select one.
 */
#include "tests/lib/oracle_pages.h"

/* On a set without its memblock: the array cannot grow. */
#define BY_TYPE   0x100u
#define OTHERWISE 0x200u

static int nid_of(unsigned int arg)
{
	return (int)(arg >> 2 & 3) - 1;
}

static struct oracle_change fill(struct oracle_range r, uint32_t flags, int nid)
{
	return (struct oracle_change){ .effect = ORACLE_FILL,
				       .with = oracle_cell_of(flags, nid),
				       .ranges = { r },
				       .n = 1 };
}

static struct oracle_change drop(struct oracle_range r)
{
	return (struct oracle_change){ .effect = ORACLE_DROP,
				       .ranges = { r },
				       .n = 1 };
}

const char *oracle_add(struct oracle *o, struct oracle_range r,
		       unsigned int arg)
{
	uint32_t flag = arg & 0x10 ? 1u << (arg & 3) : 0;
	struct oracle_change c = fill(r, flag, nid_of(arg));
	int status;

	if (arg & BY_TYPE) {
		status = memblock_add_range(&o->mb.memory, r.base, r.size,
					    nid_of(arg), flag);
	} else if (arg & OTHERWISE) {
		c = fill(r, 0, NUMA_NO_NODE);
		status = memblock_add(&o->mb, r.base, r.size);
	} else {
		status = memblock_add_node(&o->mb, r.base, r.size, nid_of(arg),
					   flag);
	}
	return oracle_judge(o, ORACLE_MEMORY, &c, !(arg & BY_TYPE), status);
}

const char *oracle_remove(struct oracle *o, struct oracle_range r,
			  unsigned int arg)
{
	struct oracle_change c = drop(r);
	int status = arg & BY_TYPE ? memblock_remove_range(&o->mb.memory,
							   r.base, r.size)
				   : memblock_remove(&o->mb, r.base, r.size);

	return oracle_judge(o, ORACLE_MEMORY, &c, !(arg & BY_TYPE), status);
}

const char *oracle_reserve(struct oracle *o, struct oracle_range r,
			   unsigned int arg)
{
	uint32_t flag = (arg & 3) * MEMBLOCK_RSRV_NOINIT;
	struct oracle_change c = fill(r, 0, NUMA_NO_NODE);

	if (!(arg & OTHERWISE))
		return oracle_judge(o, ORACLE_RESERVED, &c, true,
				    memblock_reserve(&o->mb, r.base, r.size));
	c = fill(r, flag, nid_of(arg));
	return oracle_judge(o, ORACLE_RESERVED, &c, true,
			    memblock_reserve_node(&o->mb, r.base, r.size,
						  nid_of(arg), flag));
}

const char *oracle_reserve_kern(struct oracle *o, struct oracle_range r,
				unsigned int arg)
{
	struct oracle_change c = fill(r, MEMBLOCK_RSRV_KERN, NUMA_NO_NODE);

	(void)arg;
	return oracle_judge(o, ORACLE_RESERVED, &c, true,
			    memblock_reserve_kern(&o->mb, r.base, r.size));
}

static bool all_reserved(const struct oracle *o, struct oracle_range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (!o->cells[ORACLE_RESERVED][i])
			return false;
	return true;
}

const char *oracle_free(struct oracle *o, struct oracle_range r,
			unsigned int arg)
{
	struct oracle_change c = drop(r);
	struct memblock *mb = &o->mb;
	int status;

	if (oracle_holds_array(o, r.from, r.to))
		return NULL;
	switch (arg >> 8 & 3) {
	case 0:
		status = memblock_phys_free(mb, r.base, r.size);
		break;
	case 1:
		status = memblock_phys_free_exact(mb, r.base, r.size);
		if (!all_reserved(o, r))
			return status == CORE_ENOENT ? oracle_compare(o)
						     : "freed what was not";
		break;
	case 2:
		status = memblock_free(mb, memblock_phys_to_virt(mb, r.base),
				       r.size);
		break;
	default:
		status = memblock_remove_range(&mb->reserved, r.base, r.size);
		return oracle_judge(o, ORACLE_RESERVED, &c, false, status);
	}
	return oracle_judge(o, ORACLE_RESERVED, &c, true, status);
}

const char *oracle_physmap_add(struct oracle *o, struct oracle_range r,
			       unsigned int arg)
{
	struct oracle_change c = fill(r, 0, NUMA_NO_NODE);

	(void)arg;
	return oracle_judge(o, ORACLE_PHYSMAP, &c, true,
			    memblock_physmap_add(&o->mb, r.base, r.size));
}

/* Several ranges of one kind in one call, in any order and partly on top of
 * each other: added, removed, marked or cleared. */
const char *oracle_many(struct oracle *o, struct oracle_range r,
			unsigned int arg)
{
	uint32_t flag = arg & 0x10 ? MEMBLOCK_NOMAP : MEMBLOCK_HOTPLUG;
	struct memblock_type *memory = &o->mb.memory;
	struct oracle_change c = fill(r, flag, nid_of(arg));
	struct memblock_region ranges[8];
	bool set = arg & 0x100;
	size_t n = 0;
	int status;

	for (; n < 8 && r.to > r.from; n++) {
		size_t pages = 1 + (arg >> n & 1);

		c.ranges[n] = r;
		ranges[n] = (struct memblock_region){ .base = r.base,
						      .size = r.size };
		r.from = r.from * 7 % (ORACLE_PAGES - 2);
		r.to = r.from + pages;
		r.base = oracle_address(o, r.from);
		r.size = pages * o->unit;
	}
	c.n = n;
	if (arg & 0x20) {
		status =
			memblock_add_many(memory, ranges, n, nid_of(arg), flag);
	} else if (arg & 0x40) {
		c.effect = ORACLE_DROP;
		status = memblock_remove_many(memory, ranges, n);
	} else {
		c.effect = ORACLE_CHANGE;
		c.off = flag;
		c.on = set ? flag : 0;
		status =
			memblock_setclr_flag_many(memory, ranges, n, set, flag);
	}
	return oracle_judge(o, ORACLE_MEMORY, &c, false, status);
}
