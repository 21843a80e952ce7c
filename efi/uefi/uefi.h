/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The only file that includes <efi.h>, and what the files of this folder share
 * of it. All other folders use the headers beside this one, which do without
 * <efi.h>; `make layers` proves it.
 */
#ifndef EFI_UEFI_UEFI_H
#define EFI_UEFI_UEFI_H

#include <efi.h>

#include "efi/uefi/firmware.h"

static inline EFI_SYSTEM_TABLE *uefi_system(const struct firmware *fw)
{
	return fw->system;
}

static inline EFI_BOOT_SERVICES *uefi_boot(const struct firmware *fw)
{
	return uefi_system(fw)->BootServices;
}

static inline EFI_LOADED_IMAGE *uefi_image(const struct firmware *fw)
{
	return fw->loaded;
}

/* The interface of a protocol; NULL when the handle does not have it. Nothing
 * has to be closed: a protocol that HandleProtocol() has opened does not
 * prevent its driver from stopping (UEFI 2.10, 7.3.7). */
static inline void *uefi_protocol(const struct firmware *fw, EFI_HANDLE handle,
				  EFI_GUID guid)
{
	void *interface = NULL;

	if (!handle ||
	    EFI_ERROR(uefi_boot(fw)->HandleProtocol(handle, &guid, &interface)))
		return NULL;
	return interface;
}

/* That of any handle which has it. */
static inline void *uefi_first(const struct firmware *fw, EFI_GUID guid)
{
	void *interface = NULL;

	if (EFI_ERROR(uefi_boot(fw)->LocateProtocol(&guid, NULL, &interface)))
		return NULL;
	return interface;
}

struct uefi_handles {
	EFI_HANDLE *list;
	UINTN cnt;
};

/* All handles with the protocol. The caller frees list, which is NULL when
 * there are none. */
static inline struct uefi_handles uefi_find(const struct firmware *fw,
					    EFI_GUID guid)
{
	struct uefi_handles all = { 0 };

	if (EFI_ERROR(uefi_boot(fw)->LocateHandleBuffer(ByProtocol, &guid, NULL,
							&all.cnt, &all.list)))
		return (struct uefi_handles){ 0 };
	return all;
}

/* The next node of a device path; NULL at its end or where it is malformed. */
static inline EFI_DEVICE_PATH *uefi_next_node(EFI_DEVICE_PATH *node)
{
	size_t length = node->Length[0] | node->Length[1] << 8;

	/* Subtype 0xff ends the path; with subtype 1 another instance follows.
	 */
	if (length < sizeof(*node) ||
	    ((node->Type & 0x7f) == 0x7f && node->SubType == 0xff))
		return NULL;
	return (EFI_DEVICE_PATH *)((char *)node + length);
}

#endif
