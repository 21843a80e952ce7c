/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map that the kernel of a log made of the firmware's map with its command
 * line ("user-defined physical RAM map"), compared with ours.
 */
#include <stdlib.h>
#include <string.h>

#include "core/convert/convert.h"
#include "core/options/parse.h"
#include "tools/import/cmdline.h"
#include "tools/import/maps.h"
#include "tools/memory.h"

/* --- usable ranges ---------------------------------------------------------
 */

struct ranges {
	struct range *ranges; /* sorted and disjoint */
	size_t cnt;
};

static int by_base(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->base > y->base) - (x->base < y->base);
}

static struct ranges room(size_t cnt)
{
	return (struct ranges){
		memory_resize(NULL, cnt + 1, sizeof(struct range)), 0
	};
}

/* Sorts the ranges and joins those that touch. */
static void tidy(struct ranges *ranges)
{
	size_t cnt = 0;

	qsort(ranges->ranges, ranges->cnt, sizeof(*ranges->ranges), by_base);
	for (size_t i = 0; i < ranges->cnt; i++) {
		struct range one = ranges->ranges[i];
		struct range *last = cnt > 0 ? &ranges->ranges[cnt - 1] : NULL;

		if (last != NULL && range_end(*last) >= one.base)
			*last = range_join(*last, one);
		else
			ranges->ranges[cnt++] = one;
	}
	ranges->cnt = cnt;
}

/* What the kernel printed, in whole pages. */
static struct ranges of_rows(const struct found_map *map)
{
	struct ranges ranges = room(map->cnt);
	struct efi_memory_desc desc;
	struct capture capture;
	size_t ragged;
	void *store = map_pack(map, &capture, &ragged);

	for (size_t i = 0; i < efimap_count(&capture.map); i++) {
		efimap_get(&capture.map, i, &desc);
		if (desc.type == EFI_CONVENTIONAL_MEMORY &&
		    !(desc.attribute & EFI_ATTR_SP))
			ranges.ranges[ranges.cnt++] = (struct range){
				desc.phys_addr,
				desc.num_pages << PAGE_SHIFT_4K,
			};
	}
	free(store);
	tidy(&ranges);
	return ranges;
}

static struct ranges of_e820(const struct e820_table *table)
{
	struct ranges ranges = room(table->cnt);

	for (size_t i = 0; i < table->cnt; i++)
		if (table->entries[i].type == E820_RAM)
			ranges.ranges[ranges.cnt++] = range_inward(
				table->entries[i].range, PAGE_SIZE_4K);
	tidy(&ranges);
	return ranges;
}

/* The end of what surely holds for at: in a range of the list, or outside. *i
 * is the first range that may end above at; at only rises. */
static phys_addr_t same_until(const struct ranges *list, size_t *i,
			      phys_addr_t at, bool *ret_inside)
{
	while (*i < list->cnt && range_end(list->ranges[*i]) <= at)
		(*i)++;
	*ret_inside = *i < list->cnt && list->ranges[*i].base <= at;
	if (*ret_inside)
		return range_end(list->ranges[*i]);
	return *i < list->cnt ? list->ranges[*i].base : PHYS_ADDR_MAX;
}

/* The first range that is in one list only; size 0: there is none. */
static struct range first_difference(const struct ranges *a,
				     const struct ranges *b, bool *ret_in_a)
{
	size_t at_a = 0, at_b = 0;
	phys_addr_t at = 0, end;
	bool in_b;

	for (; at < PHYS_ADDR_MAX; at = end) {
		phys_addr_t end_b = same_until(b, &at_b, at, &in_b);

		end = phys_min(same_until(a, &at_a, at, ret_in_a), end_b);
		if (*ret_in_a != in_b)
			return range_from_to(at, end);
	}
	return (struct range){ 0 };
}

/* --- the command line -------------------------------------------------------
 */

/* What we make of the map with these options; no ranges where they are not
 * valid here. */
static struct ranges convert_map(const struct found_map *map,
				 const struct options *options)
{
	struct ranges ranges = { 0 };
	struct conversion conversion;
	struct capture capture;
	size_t ragged, len;
	void *store = map_pack(map, &capture, &ragged), *space;

	len = convert_space(&capture, &options->settings);
	space = memory_resize(NULL, len + 1, 1);
	if (convert(&conversion, &capture, &options->settings, space, len) ==
	    CORE_OK)
		ranges = of_e820(&conversion.e820);
	free(space);
	free(store);
	return ranges;
}

static struct ranges with_cmdline(const struct found_map *map)
{
	struct option_source source = { .name = "the command line" };
	struct ranges ranges = { 0 };
	char text[sizeof(map->boot->cmdline)];
	struct option_fault fault;
	struct options options;
	size_t len;
	void *space;

	memcpy(text, map->boot->cmdline, sizeof(text));
	cmdline_words(&source.words, text);
	len = options_space(&source, 1);
	space = memory_resize(NULL, len + 1, 1);
	if (options_parse(&options, &source, 1, PROFILE_LINUX_X86, space, len,
			  &fault) == CORE_OK)
		ranges = convert_map(map, &options);
	free(space);
	return ranges;
}

/* --- comparing --------------------------------------------------------------
 */

/* The map that the kernel made of this one. */
static const struct found_map *user_map(const struct found_maps *maps,
					const struct found_map *chosen)
{
	for (size_t i = 0; i < maps->cnt; i++)
		if (maps->maps[i]->format == &import_e820_user &&
		    maps->maps[i]->boot == chosen->boot &&
		    maps->maps[i]->line > chosen->line &&
		    maps->maps[i]->unread == 0)
			return maps->maps[i];
	return NULL;
}

void maps_compare(const struct found_maps *maps, const struct found_map *chosen,
		  const char *name, const struct sink *messages)
{
	const struct found_map *user = user_map(maps, chosen);
	struct ranges theirs, ours;
	struct range range;
	bool in_theirs;

	if (user == NULL || chosen->boot->cmdline[0] == '\0' ||
	    chosen->format->profile != PROFILE_LINUX_X86 || chosen->unread > 0)
		return;
	theirs = of_rows(user);
	ours = with_cmdline(chosen);
	range = first_difference(&theirs, &ours, &in_theirs);
	if (ours.ranges != NULL && range.size > 0)
		print(messages,
		      "%s:%zu: note: 0x%jx-0x%jx is %susable in the map of the "
		      "kernel, but %susable in what its command line makes of "
		      "'%s'\n",
		      name, user->line, (uintmax_t)range.base,
		      (uintmax_t)(range_end(range) - 1),
		      in_theirs ? "" : "not ", in_theirs ? "not " : "",
		      chosen->format->origin);
	free(theirs.ranges);
	free(ours.ranges);
}
