/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * GetMemoryMap() (UEFI 2.10, 7.2.3), for firmware that contradicts itself as
 * well.
 */
#ifndef EFI_UEFI_MEMORY_MAP_H
#define EFI_UEFI_MEMORY_MAP_H

#include "core/firmware/capture.h"
#include "efi/uefi/firmware.h"

/* One call, with buffer[room]; buffer is NULL when room is 0. *ret is what the
 * firmware filled in, also on FW_BUFFER_TOO_SMALL, when ret->size is what it
 * asks for. ret_key is for ExitBootServices(). */
struct fw_status fw_map_get(const struct firmware *fw, void *buffer,
			    size_t room, struct efimap *ret, size_t *ret_key);

/*
 * How many bytes to set aside for a map that is read later: twice what the
 * firmware asks for now, and some descriptors. last is the map that was read
 * before; its size is not enough, since AAVMF 2026.08 asks for three times what
 * it returns.
 */
struct fw_status fw_map_room(const struct firmware *fw,
			     const struct efimap *last, size_t *ret_bytes,
			     const struct sink *err);

/* Reads the map into a buffer of whole pages, which *ret_buffer is and the
 * caller frees. On a failure nothing is held, and one sentence is in err. */
struct fw_status fw_map_read(const struct firmware *fw, struct efimap *ret,
			     struct capture_range *ret_buffer,
			     const struct sink *err);

enum fw_map_fault {
	FW_MAP_UNREADABLE, /* value: bytes, limit: DescriptorSize, index:
			    * DescriptorVersion */
	FW_MAP_OVERRUN,    /* value: bytes beyond the buffer, limit: its size */
	FW_MAP_GROWS,      /* value: bytes asked for, limit: the largest buffer,
			    * index: tries */
	FW_MAP_FAULT_COUNT,
};
/* The end of the sentence, for print_phrase(). */
const char *fw_map_phrase(enum fw_map_fault fault);

#endif
