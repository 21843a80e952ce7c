/* SPDX-License-Identifier: BSD-2-Clause */
/* Every allocation function, called through one signature. */
#include "tests/lib/oracle_pages.h"

/* Most return no reason for a failure; ENOMEM stands for it. */
static int phys(phys_addr_t addr, phys_addr_t *ret)
{
	*ret = addr;
	return addr ? CORE_OK : CORE_ENOMEM;
}

static int virt(const struct memblock *mb, const void *ptr, phys_addr_t *ret)
{
	return ptr ? phys(memblock_virt_to_phys(mb, ptr), ret) : CORE_ENOMEM;
}

#define PHYS(name, ...)                                            \
	static int call_##name(struct memblock *mb,                \
			       const struct memblock_request *rq,  \
			       phys_addr_t *ret)                   \
	{                                                          \
		return phys(name(mb, rq->size, __VA_ARGS__), ret); \
	}
#define VIRT(name, ...)                                                \
	static int call_##name(struct memblock *mb,                    \
			       const struct memblock_request *rq,      \
			       phys_addr_t *ret)                       \
	{                                                              \
		return virt(mb, name(mb, rq->size, __VA_ARGS__), ret); \
	}

PHYS(memblock_phys_alloc, rq->align)
PHYS(memblock_phys_alloc_range, rq->align, rq->start, rq->end)
PHYS(memblock_phys_alloc_try_nid, rq->align, rq->nid)
PHYS(memblock_alloc_range_nid, rq->align, rq->start, rq->end, rq->nid,
     rq->exact_nid)
VIRT(memblock_alloc, rq->align)
VIRT(memblock_alloc_raw, rq->align)
VIRT(memblock_alloc_from, rq->align, rq->start)
VIRT(memblock_alloc_low, rq->align)
VIRT(memblock_alloc_node, rq->align, rq->nid)
VIRT(memblock_alloc_try_nid, rq->align, rq->start, rq->end, rq->nid)
VIRT(memblock_alloc_try_nid_raw, rq->align, rq->start, rq->end, rq->nid)
VIRT(memblock_alloc_exact_nid_raw, rq->align, rq->start, rq->end, rq->nid)
VIRT(memblock_alloc_hugetlb, rq->nid, rq->exact_nid)

enum {
	FROM_TO = ORACLE_FROM | ORACLE_TO,
	CLEARED = ORACLE_POINTER | ORACLE_CLEARED
};

const struct oracle_allocator oracle_allocators[ORACLE_ALLOCATORS] = {
	{ memblock_alloc_in,
	  FROM_TO | ORACLE_NID | ORACLE_EXACT | ORACLE_TELLS },
	{ call_memblock_phys_alloc, 0 },
	{ call_memblock_phys_alloc_range, FROM_TO },
	{ call_memblock_phys_alloc_try_nid, ORACLE_NID },
	{ call_memblock_alloc_range_nid, FROM_TO | ORACLE_NID | ORACLE_EXACT },
	{ call_memblock_alloc, CLEARED },
	{ call_memblock_alloc_raw, ORACLE_POINTER },
	{ call_memblock_alloc_from, CLEARED | ORACLE_FROM },
	{ call_memblock_alloc_low, CLEARED | ORACLE_LOW },
	{ call_memblock_alloc_node, CLEARED | ORACLE_NID },
	{ call_memblock_alloc_try_nid, CLEARED | FROM_TO | ORACLE_NID },
	{ call_memblock_alloc_try_nid_raw,
	  ORACLE_POINTER | FROM_TO | ORACLE_NID },
	{ call_memblock_alloc_exact_nid_raw,
	  ORACLE_POINTER | FROM_TO | ORACLE_NID | ORACLE_ALWAYS },
	{ call_memblock_alloc_hugetlb,
	  ORACLE_POINTER | ORACLE_NID | ORACLE_EXACT | ORACLE_HUGE },
};
