/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/reserve_mem.h"

#include "core/base/cstring.h"

static bool is_taken(const struct placement *placement, const char *name)
{
	for (size_t i = 0; i < placement->range_cnt; i++)
		if (placement->ranges[i].owner == OWNER_RESERVE_MEM &&
		    streq(placement->ranges[i].name, name))
			return true;
	return false;
}

static struct fw_status take(struct boot *boot,
			     const struct option_reserve_mem *option)
{
	const struct placement_request request = {
		.what = option->name,
		.size = option->size,
		.align = option->align,
		.owner = OWNER_RESERVE_MEM,
		.name = option->name,
	};
	phys_addr_t base;

	if (is_taken(&boot->placement, option->name)) {
		print(boot->err,
		      "reserve_mem=%s: the name is used already; choose "
		      "another one.\n",
		      option->written);
		return FW_INVALID_PARAMETER;
	}
	return placement_take(&boot->placement, &request, &base);
}

struct fw_status reserve_mem_take(struct boot *boot)
{
	const struct options *options = boot->options;
	struct fw_status status = FW_SUCCESS;

	for (size_t i = 0; i < options->reserve_mem_cnt && !fw_failed(status);
	     i++)
		status = take(boot, &options->reserve_mems[i]);
	return status;
}
