/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ExitBootServices fails when the map has changed since it was read; from then
 * on nothing but these two services may be called (UEFI 2.10, 7.4.6).
 */
#include "efi/uefi/exit_boot_services.h"

#include "efi/uefi/memory_map.h"
#include "efi/uefi/uefi.h"

#define EXIT_TRIES 8

static struct fw_status read_map(const struct firmware *fw, void *buffer,
				 size_t room, struct efimap *ret, size_t *key)
{
	struct fw_status status = fw_map_get(fw, buffer, room, ret, key);

	if (!fw_failed(status) &&
	    (ret->size > room || efimap_check(ret) != EFIMAP_GOOD))
		return FW_DEVICE_ERROR;
	return status;
}

struct fw_status fw_exit_boot_services(const struct firmware *fw, void *buffer,
				       size_t room, struct efimap *ret,
				       bool *ret_begun)
{
	struct fw_status status = FW_DEVICE_ERROR;
	size_t key;

	*ret_begun = false;
	for (int i = 0; i < EXIT_TRIES; i++) {
		status = read_map(fw, buffer, room, ret, &key);
		if (fw_failed(status))
			continue;
		*ret_begun = true;
		status = FW_STATUS(
			uefi_boot(fw)->ExitBootServices(fw->image, key));
		if (!fw_failed(status))
			break;
	}
	return status;
}
