/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/final_map.h"

#include "efi/uefi/exit_boot_services.h"
#include "efi/uefi/memory_map.h"

struct fw_status final_map_set_aside(struct final_map *ret,
				     struct boot_map *first,
				     struct placement *placement,
				     const struct convert_settings *settings,
				     const struct sink *err)
{
	struct capture *capture = &first->capture;
	size_t bytes;
	struct fw_status status =
		fw_map_room(first->fw, &capture->map, &bytes, err);

	if (fw_failed(status))
		return status;
	/* Ranges that are still to be taken have neither size nor name yet. */
	capture->loader_ranges = placement->ranges;
	capture->loader_range_cnt = placement->range_max;
	*ret = (struct final_map){
		.first = first,
		.placement = placement,
		.settings = settings,
	};
	ret->map_pages = fw_pages_for(bytes);
	ret->descriptors =
		ret->map_pages * PAGE_SIZE_4K / capture->map.desc_size;
	ret->space_len = convert_space_for(capture, settings, ret->descriptors);
	ret->pages = ret->map_pages + fw_pages_for(ret->space_len);
	if (ret->space_len)
		ret->map = placement_pages(placement, ret->pages);
	if (ret->map) {
		ret->space = (char *)ret->map + ret->map_pages * PAGE_SIZE_4K;
		return FW_SUCCESS;
	}
	return loader_oom(err, "The final memory map",
			  ret->map_pages * PAGE_SIZE_4K + ret->space_len);
}

void final_map_release(struct final_map *final)
{
	if (!final->first)
		return;
	fw_free_pages(final->first->fw, final->map, final->pages);
}

static int convert_final(const struct final_map *final,
			 const struct efimap *map, struct capture *capture,
			 struct conversion *ret)
{
	*capture = final->first->capture;
	capture->map = *map;
	/* Not in use any more. */
	if (!final->keeps_image)
		capture->image.size = 0;
	capture->map_buffer.size = 0;
	capture->loader_range_cnt = final->placement->range_cnt;
	return convert(ret, capture, final->settings, final->space,
		       final->space_len);
}

struct fw_status final_map_leave(struct final_map *final,
				 const struct serial_port *serial,
				 const struct sink *err,
				 struct capture *capture,
				 struct conversion *ret)
{
	struct efimap map;
	bool begun;
	struct fw_status status = fw_exit_boot_services(
		final->first->fw, final->map, final->map_pages * PAGE_SIZE_4K,
		&map, &begun);

	if (!fw_failed(status)) {
		if (convert_final(final, &map, capture, ret))
			serial_stop(serial,
				    "the final memory map cannot be converted");
		return status;
	}
	if (begun)
		serial_stop(serial, "ExitBootServices failed again and again");
	print_str(err, "The final memory map cannot be read: ");
	print_status(err, status);
	print_str(err, "; please report it.\n");
	return status;
}
