/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/boot_map.h"

#include "efi/uefi/capture.h"

struct fw_status boot_map_read(struct boot_map *ret, const struct firmware *fw,
			       const struct sink *err)
{
	*ret = (struct boot_map){ .fw = fw };
	return fw_capture(fw, &ret->capture, err);
}

static bool take_space(struct boot_map *map, size_t len)
{
	map->space_pages = fw_pages_for(len);
	map->space = len ? fw_pages(map->fw, map->space_pages) : NULL;
	return map->space;
}

struct fw_status boot_map_convert(struct boot_map *map,
				  const struct convert_settings *settings,
				  const struct sink *err)
{
	size_t cnt = efimap_count(&map->capture.map);
	size_t len = convert_space(&map->capture, settings);
	int error;

	if (!take_space(map, len))
		return loader_oom(err, "Converting the memory map", len);
	error = convert(&map->conversion, &map->capture, settings, map->space,
			len);
	if (!error)
		return FW_SUCCESS;
	print(err,
	      "The firmware's map of %zu descriptors cannot be "
	      "converted: %s; save it with save-raw= and report it.\n",
	      cnt, core_strerror(error));
	return FW_LOAD_ERROR;
}

void boot_map_release(struct boot_map *map)
{
	fw_free_pages(map->fw, map->space, map->space_pages);
	map->space = NULL;
	fw_release(map->fw, &map->capture);
}
