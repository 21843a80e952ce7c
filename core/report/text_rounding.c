/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What larger pages make of the sets, compared with pages of 4 KiB.
 */
#include "core/report/text_sections.h"

static const char *const texts[] = {
	[ROUNDING_LOST] = "lost: page partly memory",
	[ROUNDING_NOMAP] = "lost: page contains NOMAP",
	[ROUNDING_GROWN] = "NOMAP, RAM not present",
};

static void print_pieces(const struct sink *out,
			 const struct rounding *rounding)
{
	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct rounding_piece *piece = &rounding->pieces[i];

		print_row(out, piece->range.base, piece->range.size);
		print(out, "  %s\n", texts[piece->change]);
	}
}

void text_rounding(const struct sink *out, const struct conversion *conversion)
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
