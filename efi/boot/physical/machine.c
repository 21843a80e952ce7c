/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/physical/machine.h"

#include "efi/boot/physical/physical.h"
#include "efi/boot/rows.h"

#define ALIGN 16

/* Rows and scratch memory, which the kernel does not see. */
static struct fw_status take_rows(struct late_info *ret, struct boot *boot)
{
	size_t rows = (size_t)align_up(
		ret->rows.max * sizeof(*ret->rows.entries), ALIGN);
	const struct placement_request request = {
		.what = "The memory map for the kernel",
		.size = rows + rows_scratch(ret->rows.max),
		.owner = OWNER_LOADER,
	};
	phys_addr_t at;
	struct fw_status status =
		placement_take(&boot->placement, &request, &at);

	if (fw_failed(status))
		return status;
	ret->rows.entries = (void *)(uintptr_t)at;
	ret->scratch = (uint8_t *)(uintptr_t)at + rows;
	return FW_SUCCESS;
}

static struct fw_status take_info(struct late_info *ret, struct boot *boot)
{
	struct placement_request request = {
		.what = "The information for the kernel",
		.size = ret->size,
		.owner = OWNER_TABLE,
	};

	return physical_take_low(boot, &request, &ret->at);
}

struct fw_status late_info_take(struct late_info *ret, struct boot *boot,
				size_t size, size_t row_size)
{
	struct fw_status status =
		final_map_set_aside(&boot->final, &boot->map, &boot->placement,
				    &boot->options->settings, boot->err);

	if (fw_failed(status))
		return status;
	ret->rows.max = rows_max(&boot->map.conversion, boot->final.descriptors,
				 boot->placement.range_max);
	ret->size = size + ret->rows.max * row_size +
		    boot->final.descriptors * boot->map.capture.map.desc_size;
	status = take_info(ret, boot);
	return fw_failed(status) ? status : take_rows(ret, boot);
}

struct fw_status late_info_leave(struct late_info *info, struct boot *boot,
				 struct capture *capture,
				 struct conversion *conversion)
{
	struct fw_status status = final_map_leave(
		&boot->final, &boot->serial, boot->err, capture, conversion);

	if (!fw_failed(status))
		rows_make(&info->rows, conversion, boot->overwritten,
			  info->scratch);
	return status;
}
