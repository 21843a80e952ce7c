/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All text formats (docs/tools.md has the same list).
 */
#include "tools/import/import.h"

static const struct import_format *const formats[] = {
	&import_our_text,  &import_our_csv,       &import_shell,
	&import_linux_x86, &import_linux_arm64,   &import_uboot,
	&import_mikanos,   &import_freebsd,       &import_e820,
	&import_e820_user, &import_e820_modified, &import_e820_setup,
	&import_memblock,  &import_xen,           &import_xen_efi,
	&import_lsefimmap, &import_lsmmap,        &import_displaymem,
	&import_coreboot,  &import_seabios,       &import_smap,
	&import_esxi,      &import_opencore,      &import_limine,
	&import_keyed,     &import_bdinfo,        &import_iomem,
	&import_memmap,    &import_fwts,          &import_runtime,
	&import_debugfs,   &import_nodes,         &import_chunks,
};
#define FORMATS (sizeof(formats) / sizeof(*formats))
_Static_assert(FORMATS <= IMPORT_FORMATS_MAX, "arrays have room for all");

const struct import_format *import_format(size_t index)
{
	return index < FORMATS ? formats[index] : NULL;
}
