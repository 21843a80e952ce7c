/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux on arm64 and riscv: attributes decide, descriptors become memory
 * directly (efi-init.c reserve_regions). What is not to be mapped stays in
 * memory with NOMAP, and wins where descriptors overlap.
 */
#include "core/convert/convert_internal.h"

int convert_arm64(struct workspace *work)
{
	struct memblock *mb = &work->conversion->mb;

	work->conversion->uncapped = mb->memory.total_size;
	return work->sorted_disjoint ? CORE_OK : convert_extend_physmap(mb);
}
