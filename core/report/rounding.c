/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a kernel with larger pages makes of the sets, against 4 KiB pages.
 */
#include "core/report/json.h"

static const struct {
	const char *name, *text;
} words[] = {
	[ROUNDING_LOST] = { "lost", "lost: page partly memory" },
	[ROUNDING_NOMAP] = { "nomap", "lost: page contains NOMAP" },
	[ROUNDING_GROWN] = { "grown", "NOMAP, RAM not present" },
};

static void print_pieces(const struct sink *out,
			 const struct rounding *rounding)
{
	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct rounding_piece *piece = &rounding->pieces[i];

		print_row(out, piece->range.base, piece->range.size);
		print(out, "  %s\n", words[piece->change].text);
	}
}

void print_rounding(const struct sink *out, const struct conversion *conversion)
{
	const struct rounding *rounding = &conversion->rounding;
	uint32_t page_size = conversion->settings->page_size;
	char lost[HUMAN_SIZE], nomap[HUMAN_SIZE], adds[HUMAN_SIZE];

	if (page_size == PAGE_SIZE_4K)
		return;
	print(out,
	      "\npages of %u KiB instead of 4 KiB: %s of memory lost, %s"
	      " more NOMAP\n",
	      page_size >> 10, human_size(lost, rounding->lost),
	      human_size(nomap, rounding->nomap));
	print_pieces(out, rounding);
	if (rounding->linux_adds > 0)
		print(out,
		      "  Linux uses pages that are only partly memory as a"
		      " whole: %s more\n",
		      human_size(adds, rounding->linux_adds));
}

void json_rounding(const struct sink *out, const struct conversion *conversion)
{
	const struct rounding *rounding = &conversion->rounding;

	print(out,
	      "  \"rounding\": {\"memory_lost\": \"0x%jx\","
	      " \"nomap_gained\": \"0x%jx\", \"linux_adds\": \"0x%jx\","
	      " \"ranges\": [",
	      (uintmax_t)rounding->lost, (uintmax_t)rounding->nomap,
	      (uintmax_t)rounding->linux_adds);
	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct rounding_piece *piece = &rounding->pieces[i];

		json_element(out, i);
		json_range(out, piece->range.base, piece->range.size);
		print(out, ", \"what\": \"%s\"}", words[piece->change].name);
	}
	json_list_end(out, rounding->cnt, "}");
}
