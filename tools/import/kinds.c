/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Texts about memory or firmware that hold no map.
 */
#define _GNU_SOURCE /* memmem() */
#include <string.h>

#include "tools/import/maps.h"

static const struct {
	const char *sign, *what;
} kinds[] = {
	{ "MemTotal:", "this is /proc/meminfo, which has only totals" },
	{ "SIZE  STATE REMOVABLE", "this is the output of lsmem, which has "
				   "blocks of memory and not the firmware's "
				   "map" },
	{ "SIZE STATE REMOVABLE", "this is the output of lsmem, which has "
				  "blocks of memory and not the firmware's "
				  "map" },
	{ "\x1f\x8b\x08",
	  "an attachment in it is compressed with gzip, which is "
	  "not read here; save it, and name its file" },
	{ "\xfd"
	  "7zXZ",
	  "an attachment in it is compressed with xz, which is not "
	  "read here; save it, and name its file" },
	{ "memblock_reserve: [", "these are calls of memblock (memblock=debug) "
				 "without the dump that follows them, "
				 "\"MEMBLOCK configuration\"" },
	{ "memblock_add: [", "these are calls of memblock (memblock=debug) "
			     "without the dump that follows them, \"MEMBLOCK "
			     "configuration\"" },
	{ "prio 0, ram", "this is QEMU's info mtree, which has what QEMU "
			 "maps and not the firmware's map" },
	{ "Physical Memory Ranges", "these are the ranges of Windows "
				    "(RAMMap), which have only memory" },
	{ "/dts-v1/", "this is the source of a device tree, which is not "
		      "read" },
	{ "DefinitionBlock (", "this is the source of an ACPI table, which "
			       "has no map" },
	{ "# dmidecode", "this is the output of dmidecode, which has modules "
			 "and not the map" },
	{ "DSDT @ 0x", "this is an ACPI dump, which has no map" },
	{ "FACP @ 0x", "this is an ACPI dump, which has no map" },
	{ "APIC @ 0x", "this is an ACPI dump, which has no map" },
	{ "buff/cache", "this is the output of free, which has only totals" },
	{ "reg00: base=", "these are MTRRs, which have no map" },
};

const char *text_kind(const char *text, size_t len)
{
	enum { BEGINNING = 65536 };

	len = len > BEGINNING ? BEGINNING : len;
	/* What was decoded may have nothing left, and no address then. */
	for (size_t i = 0; len > 0 && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (memmem(text, len, kinds[i].sign, strlen(kinds[i].sign)))
			return kinds[i].what;
	return "no memory map found";
}
