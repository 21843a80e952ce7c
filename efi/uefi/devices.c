/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/devices.h"

#include "core/firmware/efitable.h"
#include "core/firmware/resources.h"
#include "efi/uefi/uefi.h"

#include <efipciio.h>

/* --- PCI root bridges ----------------------------------------------------- */

/* Bus numbers, ports, and memory of four kinds, with an end tag. */
#define LIST_MAX 1024

size_t devices_pci_windows(struct range *ret, size_t max,
			   const struct firmware *fw)
{
	EFI_GUID guid = EFI_PCI_ROOT_BRIDGE_IO_PROTOCOL_GUID;
	struct uefi_handles all = uefi_find(fw, guid);
	size_t cnt = 0;

	for (UINTN i = 0; i < all.cnt; i++) {
		EFI_PCI_ROOT_BRIDGE_IO_PROTOCOL *bridge =
			uefi_protocol(fw, all.list[i], guid);
		VOID *list = NULL;

		if (bridge &&
		    !EFI_ERROR(bridge->Configuration(bridge, &list)) && list)
			cnt += resources_memory(ret + cnt, max - cnt, list,
						LIST_MAX);
	}
	fw_free(fw, all.list);
	return cnt;
}

/* --- the TPM's log -------------------------------------------------------- */

/* EFI_TCG2_PROTOCOL, which gnu-efi lacks; the first functions only. */
struct tcg2 {
	void *get_capability;
	EFI_STATUS(EFIAPI *get_event_log)
	(struct tcg2 *this, UINT32 format, EFI_PHYSICAL_ADDRESS *first,
	 EFI_PHYSICAL_ADDRESS *last, BOOLEAN *truncated);
};

/* The bytes of a log in memory that can be read, or none. */
static struct range log_range(const struct efimap *map, uint64_t first,
			      uint64_t last, enum tpm_log_format format)
{
	const uint8_t *log = (const uint8_t *)(uintptr_t)first;

	return (struct range){
		first,
		tpm_log_size(log, (size_t)efimap_readable(map, first),
			     (size_t)(last - first), format),
	};
}

struct range devices_tpm_log(const struct firmware *fw,
			     const struct efimap *map,
			     enum tpm_log_format *ret_format)
{
	EFI_GUID guid = { 0x607f766c,
			  0x7455,
			  0x42be,
			  { 0x93, 0x0b, 0xe4, 0xd7, 0x6d, 0xb2, 0x72, 0x0f } };
	struct tcg2 *tcg2 = uefi_first(fw, guid);
	struct range log = { 0 };
	BOOLEAN truncated;

	for (UINT32 format = TPM_LOG_AGILE; tcg2 && format > 0 && log.size == 0;
	     format--) {
		EFI_PHYSICAL_ADDRESS first = 0, last = 0;

		*ret_format = (enum tpm_log_format)format;
		if (!EFI_ERROR(tcg2->get_event_log(tcg2, format, &first, &last,
						   &truncated)))
			log = log_range(map, first, last, *ret_format);
	}
	return log;
}

/* --- images and their pages ----------------------------------------------- */

size_t devices_images(struct range *ret, size_t max, const struct firmware *fw)
{
	EFI_GUID guid = EFI_LOADED_IMAGE_PROTOCOL_GUID;
	struct uefi_handles all = uefi_find(fw, guid);
	size_t cnt = 0;

	for (UINTN i = 0; i < all.cnt && cnt < max; i++) {
		const EFI_LOADED_IMAGE *image =
			uefi_protocol(fw, all.list[i], guid);

		if (image)
			ret[cnt++] =
				(struct range){ (uintptr_t)image->ImageBase,
						image->ImageSize };
	}
	fw_free(fw, all.list);
	return cnt;
}

bool devices_attribute_protocol(const struct firmware *fw)
{
	EFI_GUID guid = { 0xf4560cf6,
			  0x40ec,
			  0x4b4a,
			  { 0xa1, 0x92, 0xbf, 0x1d, 0x57, 0xd0, 0xb1, 0x89 } };

	return uefi_first(fw, guid) != NULL;
}
