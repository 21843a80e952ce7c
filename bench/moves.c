/* SPDX-License-Identifier: BSD-2-Clause */
#include "bench/moves.h"

#include <stdlib.h>
#include <string.h>

#include "bench/ours.h"

/* regions[from, from + n) to regions[to]. */
struct move {
	size_t from, to, n;
};

static struct {
	struct move *move;
	size_t n, room;
	size_t operations;
	struct memblock_region *regions;
	size_t most; /* largest number of regions in the array */
} noted;

/* The number of regions that begin at addr or above. */
static size_t from_address(const struct memblock_type *type, uint64_t addr)
{
	size_t low = 0, high = type->cnt;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (type->regions[mid].base < addr)
			low = mid + 1;
		else
			high = mid;
	}
	return type->cnt - low;
}

/* The set had `before` regions; those above end have moved. */
static void note(const struct memblock_type *type, size_t before, uint64_t end)
{
	size_t n = from_address(type, end), after = type->cnt;
	struct move move = { before - n, after - n, n };

	if (n == 0 || before == after)
		return;
	if (noted.n == noted.room) {
		noted.room = noted.room ? 2 * noted.room : 1024;
		noted.move =
			realloc(noted.move, noted.room * sizeof(*noted.move));
	}
	noted.move[noted.n++] = move;
	if (noted.most < after || noted.most < before)
		noted.most = before < after ? after : before;
}

/* --- ours, recorded ------------------------------------------------------ */

#define WATCH(name, call, set)                                        \
	static void name(uint64_t base, uint64_t size)                \
	{                                                             \
		const struct memblock_type *type = &bench_map()->set; \
		size_t before = type->cnt;                            \
                                                                      \
		bench_ours.call(base, size);                          \
		note(type, before, base + size);                      \
	}

WATCH(add, add, memory)
WATCH(remove_, remove, memory)
WATCH(reserve, reserve, reserved)
WATCH(free_, free, reserved)

/* The rest of a region that is split is written, not moved. */
static void mark_nomap(uint64_t base, uint64_t size)
{
	const struct memblock_type *type = &bench_map()->memory;
	size_t before = type->cnt;

	bench_ours.mark_nomap(base, size);
	note(type, before, base + size + 1);
}

static uint64_t alloc(uint64_t size, uint64_t align, bool bottom_up)
{
	const struct memblock_type *type = &bench_map()->reserved;
	size_t before = type->cnt;
	uint64_t addr = bench_ours.alloc(size, align, bottom_up);

	note(type, before, addr + size);
	return addr;
}

bool moves_note(const struct work *work, size_t n)
{
	struct bench_ops watched = bench_ours;

	watched.add = add;
	watched.remove = remove_;
	watched.reserve = reserve;
	watched.free = free_;
	watched.mark_nomap = mark_nomap;
	watched.alloc = alloc;
	noted.n = noted.most = 0;
	work->prepare(&bench_ours, n);
	noted.operations = work->run(&watched, n);
	free(noted.regions);
	noted.regions = calloc(noted.most, sizeof(*noted.regions));
	/* Pages that were never written all map to the same zero page. */
	memset(noted.regions, 1, noted.most * sizeof(*noted.regions));
	return noted.n > 0;
}

size_t moves_repeat(void)
{
	for (size_t i = 0; i < noted.n; i++) {
		const struct move *m = &noted.move[i];

		memmove(noted.regions + m->to, noted.regions + m->from,
			m->n * sizeof(*noted.regions));
	}
	/* The compiler must keep the moves. */
	__asm__ volatile("" : : "r"(noted.regions) : "memory");
	return noted.operations;
}
