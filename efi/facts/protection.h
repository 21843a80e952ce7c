/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page protection of the running firmware: what the audits of Project Mu check
 * (DxePagingAuditTestApp).
 */
#ifndef EFI_FACTS_PROTECTION_H
#define EFI_FACTS_PROTECTION_H

#include "core/firmware/facts.h"
#include "efi/facts/page_walk.h"
#include "efi/uefi/firmware.h"

/* Not known where page tables cannot be read. */
void facts_protection(struct fact_protection *ret, const struct firmware *fw,
		      const struct efimap *map);

/* Bytes of an image's sections with the wrong rights: code that is writable,
 * and data that is executable. base is that of a loaded PE image of size bytes
 * (PE format, 4). */
phys_addr_t protection_of_image(struct page_walk *walk, uint64_t base,
				uint64_t size);

#endif
