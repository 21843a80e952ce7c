/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/physical/machine.h"

#include "efi/boot/physical/physical.h"
#include "efi/boot/rows.h"

#define ALIGN 16

static size_t padded(size_t size)
{
	return (size_t)align_up(size, ALIGN);
}

/* One range: the information, the rows, and the scratch memory. */
static struct fw_status take(struct late_info *ret, struct boot *boot)
{
	size_t rows = padded(ret->rows.max * sizeof(*ret->rows.entries));
	const struct placement_request request = {
		.what = "The information for the kernel",
		.size = padded(ret->size) + rows + rows_scratch(ret->rows.max),
		.owner = OWNER_TABLE,
	};
	struct fw_status status =
		placement_take(&boot->placement, &request, &ret->at);
	uint8_t *memory = (uint8_t *)(uintptr_t)ret->at;

	if (fw_failed(status))
		return status;
	ret->rows.entries = (void *)(memory + padded(ret->size));
	ret->scratch = memory + padded(ret->size) + rows;
	return FW_SUCCESS;
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
	ret->size = size + ret->rows.max * row_size;
	return take(ret, boot);
}

struct fw_status late_info_leave(struct late_info *info, struct boot *boot,
				 struct capture *capture,
				 struct conversion *conversion)
{
	struct fw_status status = final_map_leave(
		&boot->final, &boot->serial, boot->err, capture, conversion);

	if (!fw_failed(status))
		rows_make(&info->rows, conversion, info->scratch);
	return status;
}
