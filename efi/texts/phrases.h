/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What declares the functions of phrases.def.
 */
#ifndef EFI_TEXTS_PHRASES_H
#define EFI_TEXTS_PHRASES_H

#include "core/gzip/gzip.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/limine/requests.h"
#include "efi/boot/linux/image.h"
#include "efi/boot/multiboot/header.h"
#include "efi/output/save.h"
#include "efi/uefi/memory_map.h"
#include "efi/uefi/path.h"

#endif
