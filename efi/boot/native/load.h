/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A kernel and its modules into memory, with boot services: all that can go
 * wrong with files goes wrong here, and is taken back.
 */
#ifndef EFI_BOOT_NATIVE_LOAD_H
#define EFI_BOOT_NATIVE_LOAD_H

#include "core/table/write.h"
#include "efi/boot/elf/elf.h"
#include "efi/boot/fetch.h"
#include "efi/boot/boot_map.h"
#include "efi/boot/paging.h"
#include "efi/boot/place.h"

struct load {
	const struct firmware *fw;
	const struct options *options; /* kernel is not NULL */
	const struct sink *say;
	const struct sink *err;
	struct boot_map machine; /* before anything was placed */
	struct paging_cpu cpu;
	struct place place;
	struct elf_plan plan;
	struct mbt_kernel kernel;
	struct table_module *modules;
	size_t module_cnt;
};

/* On failure one sentence is in err; load_end() in any case. */
struct fw_status load_all(struct load *ret, const struct firmware *fw,
			  const struct options *options, const struct sink *say,
			  const struct sink *err);
void load_end(struct load *load);

/* No memory for something of the kernel's: says how much of what, and the
 * remedy. */
struct fw_status target_oom(const struct load *load, const char *what,
			    uint64_t size, uint64_t align);
/* The firmware has no memory for what we need ourselves: says so. */
struct fw_status loader_oom(const struct load *load, const char *what,
			    uint64_t size);

#endif
