/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/boot_map.h"

#include "efi/uefi/memory_map.h"

struct fw_status boot_map_read(struct boot_map *ret, const struct firmware *fw,
			       const struct sink *err)
{
	*ret = (struct boot_map){ .fw = fw };
	return fw_capture(fw, &ret->capture, err);
}

static bool take_space(struct boot_map *machine, size_t len)
{
	machine->space_pages = fw_pages_for(len);
	machine->space =
		len ? fw_pages(machine->fw, machine->space_pages) : NULL;
	return machine->space;
}

struct fw_status boot_map_convert(struct boot_map *machine,
				  const struct convert_settings *settings,
				  const struct sink *err)
{
	size_t cnt = efimap_count(&machine->capture.map);
	size_t len = convert_space(&machine->capture, settings);
	int error;

	if (!take_space(machine, len)) {
		print(err,
		      "Converting %zu descriptors takes %zu pages of "
		      "memory, which AllocatePages did not give; free memory "
		      "by unloading drivers or applications.\n",
		      cnt, machine->space_pages);
		return FW_OUT_OF_RESOURCES;
	}
	error = convert(&machine->conversion, &machine->capture, settings,
			machine->space, len);
	if (!error)
		return FW_SUCCESS;
	print(err,
	      "The firmware's map of %zu descriptors cannot be "
	      "converted: %s; save it with save-raw= and report it.\n",
	      cnt, core_strerror(error));
	return FW_LOAD_ERROR;
}

void boot_map_release(struct boot_map *machine)
{
	fw_free_pages(machine->fw, machine->space, machine->space_pages);
	machine->space = NULL;
	fw_release(machine->fw, &machine->capture);
}
