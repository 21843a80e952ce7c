/* SPDX-License-Identifier: BSD-2-Clause */
/* Not in memblock.efi, which has these compressed (efi/texts). */
#include "efi/uefi/memory_map.h"

/* Numbers are an index, the value, then the limit (core/text/phrase.h). */
const char *fw_map_phrase(enum fw_map_fault fault)
{
	static const char *const phrases[FW_MAP_FAULT_COUNT] = {
		[FW_MAP_UNREADABLE] =
			" (map of %u bytes, DescriptorSize %u, "
			"DescriptorVersion %i); memblock.efi cannot read this "
			"firmware's map, please report it.\n",
		[FW_MAP_OVERRUN] =
			"GetMemoryMap wrote %u bytes beyond its buffer of %u "
			"bytes: nothing that this firmware says can be "
			"trusted, please report it.\n",
		[FW_MAP_GROWS] =
			"GetMemoryMap asks for %u bytes after %i tries with "
			"ever larger buffers, the last one of %u bytes: the "
			"firmware contradicts itself, please report it.\n",
	};

	return phrases[fault];
}
