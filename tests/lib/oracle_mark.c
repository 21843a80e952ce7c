/* SPDX-License-Identifier: BSD-2-Clause */
/* The model: flags and nodes of regions. */
#include "tests/lib/oracle_pages.h"

/* On a set without its memblock: the array cannot grow. */
#define BY_TYPE 0x100u

static struct oracle_change flags(struct oracle_range r, uint32_t flag,
				  bool set)
{
	return (struct oracle_change){ .effect = ORACLE_CHANGE,
				       .off = flag,
				       .on = set ? flag : 0,
				       .ranges = { r },
				       .n = 1 };
}

static struct oracle_change node(struct oracle_range r, unsigned int arg)
{
	return (struct oracle_change){ .effect = ORACLE_CHANGE,
				       .has_nid = true,
				       .nid = (int)(arg >> 2 & 3) - 1,
				       .ranges = { r },
				       .n = 1 };
}

typedef int mark_fn(struct memblock *mb, phys_addr_t base, phys_addr_t size);

struct mark {
	mark_fn *mark, *clear;
	uint32_t flag;
};

static const struct mark of_memory[] = {
	{ memblock_mark_hotplug, memblock_clear_hotplug, MEMBLOCK_HOTPLUG },
	{ memblock_mark_mirror, memblock_clear_mirror, MEMBLOCK_MIRROR },
	{ memblock_mark_nomap, memblock_clear_nomap, MEMBLOCK_NOMAP },
	{ memblock_mark_driver_managed, memblock_clear_driver_managed,
	  MEMBLOCK_DRIVER_MANAGED },
	{ memblock_mark_kho_scratch, memblock_clear_kho_scratch,
	  MEMBLOCK_KHO_SCRATCH },
};

static const struct mark of_reserved[] = {
	{ memblock_reserved_mark_noinit, memblock_reserved_clear_noinit,
	  MEMBLOCK_RSRV_NOINIT },
	{ memblock_reserved_mark_kern, memblock_reserved_clear_kern,
	  MEMBLOCK_RSRV_KERN },
};

static const char *mark(struct oracle *o, enum oracle_set set,
			struct oracle_range r, const struct mark *how, bool on,
			bool by_type)
{
	struct oracle_change c = flags(r, how->flag, on);
	int status;

	if (by_type)
		status = memblock_setclr_flag(oracle_type(o, set), r.base,
					      r.size, on, how->flag);
	else if (on)
		status = how->mark(&o->mb, r.base, r.size);
	else
		status = how->clear(&o->mb, r.base, r.size);
	return oracle_judge(o, set, &c, !by_type, status);
}

static const struct mark *memory_mark(unsigned int arg)
{
	return &of_memory[(arg & 0xe00) == 0xe00 ? 4 : arg & 3];
}

const char *oracle_mark(struct oracle *o, struct oracle_range r,
			unsigned int arg)
{
	return mark(o, ORACLE_MEMORY, r, memory_mark(arg), true, arg & BY_TYPE);
}

const char *oracle_unmark(struct oracle *o, struct oracle_range r,
			  unsigned int arg)
{
	return mark(o, ORACLE_MEMORY, r, memory_mark(arg), false,
		    arg & BY_TYPE);
}

const char *oracle_mark_reserved(struct oracle *o, struct oracle_range r,
				 unsigned int arg)
{
	return mark(o, ORACLE_RESERVED, r, &of_reserved[arg >> 1 & 1], arg & 1,
		    arg & BY_TYPE);
}

const char *oracle_set_node(struct oracle *o, struct oracle_range r,
			    unsigned int arg)
{
	struct oracle_change c = node(r, arg);
	int status = arg & BY_TYPE ? memblock_set_node(&o->mb.memory, r.base,
						       r.size, c.nid)
				   : memblock_memory_set_node(&o->mb, r.base,
							      r.size, c.nid);

	return oracle_judge(o, ORACLE_MEMORY, &c, !(arg & BY_TYPE), status);
}

const char *oracle_reserved_node(struct oracle *o, struct oracle_range r,
				 unsigned int arg)
{
	struct oracle_change c = node(r, arg);

	return oracle_judge(
		o, ORACLE_RESERVED, &c, true,
		memblock_reserved_set_node(&o->mb, r.base, r.size, c.nid));
}
