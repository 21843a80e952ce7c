/* SPDX-License-Identifier: BSD-2-Clause */
/* What other maps of a log say about the one that is used. */
#include "tools/import/found.h"
#include "tools/memory.h"

/* The memory of a list of node ranges, or of a dump of memblock. */
static void take_memory(struct log_facts *log, const struct found_map *from)
{
	size_t cnt = 0;

	log->memory =
		memory_resize(log->memory, from->cnt + 1, sizeof(*log->memory));
	for (size_t i = 0; i < from->cnt; i++)
		if (from->rows[i].kind == ROW_MEMORY)
			log->memory[cnt++] = range_from_to(
				from->rows[i].first, from->rows[i].last + 1);
	log->facts.linux_memory_cnt = cnt;
}

/* Both are there with memblock=debug; node ranges are final. */
static bool has_memory(const struct log_facts *log, const struct found_map *map)
{
	return map->format == &import_nodes ||
	       (map->format == &import_memblock &&
		log->facts.linux_memory_cnt == 0);
}

static void take_e820(struct log_facts *log, const struct found_map *e820)
{
	log->e820 = memory_resize(log->e820, e820->cnt + 1, sizeof(*log->e820));
	log->facts.linux_e820_cnt = e820->cnt;
	for (size_t i = 0; i < e820->cnt; i++)
		log->e820[i] = (struct fact_e820){
			range_from_to(e820->rows[i].first,
				      e820->rows[i].last + 1),
			e820->rows[i].e820,
		};
}

static struct boot *boot_of(const struct found *found,
			    const struct found_map *map)
{
	struct boot *boot = found->lines.boot;

	while (boot != NULL && boot != map->boot)
		boot = boot->before;
	return boot;
}

void found_take_others(const struct found *found,
		       const struct found_map *chosen)
{
	struct boot *boot = boot_of(found, chosen);

	for (size_t i = 0; boot != NULL && i < found->maps.cnt; i++) {
		const struct found_map *map = found->maps.maps[i];

		if (map->boot != boot || map == chosen || map->unread > 0)
			continue;
		if (has_memory(&boot->facts, map))
			take_memory(&boot->facts, map);
		if (map->format == &import_e820 &&
		    chosen->format == &import_linux_x86)
			take_e820(&boot->facts, map);
	}
}
