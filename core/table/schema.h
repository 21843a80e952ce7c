/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections of a table, one row each, in the order in which they are
 * written. The writer (core/table/write.c), the checker (core/table/check.c),
 * the names (core/table/names.c) and the host tool's listing
 * (tools/check_list.c) expand the rows and each takes its columns, so that a
 * program links only the functions that it uses. A new section is a row here,
 * the functions that the row names, its tag and entry in core/handoff/table.h
 * and its description in docs/table.md.
 */
#ifndef CORE_TABLE_SCHEMA_H
#define CORE_TABLE_SCHEMA_H

#include "core/firmware/efimap.h"
#include "core/handoff/table.h"

enum {
	SECTION_CRITICAL = 1 << 0, /* carries MBT_CRITICAL */
	SECTION_REQUIRED = 1 << 1, /* is in every table, with or without
				    * entries */
	SECTION_SINGLE = 1 << 2,   /* has exactly one entry */
	SECTION_FIXED = 1 << 3,    /* no version may enlarge the entries */
	SECTION_STRIDE = 1 << 4,   /* the entries are as large as the firmware's
				    * DescriptorSize says */
	SECTION_FIRST = 1 << 5,    /* is checked before the sets, which refer
				    * to it */
	SECTION_GREW = 1 << 6,     /* the entries of version 1.0 have
				    * SECTION_GROWTH bytes less */
};
#define SECTION_GROWTH 8

/* Sections that may be dropped when the capacity is too small. */
#define SECTION_DROPS 4

/*
 * ROW(tag, name, size, flags, drop, written, checked, listed)
 *
 * tag      MBT_##tag
 * name     what messages and listings call the section
 * size     bytes of an entry that this version writes, and the least ones
 *          unless SECTION_GREW
 * flags    SECTION_*
 * drop     1 is dropped first, SECTION_DROPS last; 0: never
 * written  table_count_##written() and table_fill_##written(), see
 *          core/table/write_internal.h
 * checked  table_check_##checked(), see core/table/check_internal.h
 * listed   list_##listed(), see tools/check_list.c
 */
/* clang-format off */
#define TABLE_SCHEMA(ROW)                                                     \
	ROW(MEMORY, "memory", sizeof(struct mbt_region),                      \
	    SECTION_CRITICAL | SECTION_REQUIRED, 0, memory, set, set)         \
	ROW(RESERVED, "reserved", sizeof(struct mbt_region),                  \
	    SECTION_CRITICAL | SECTION_REQUIRED, 0, reserved, set, set)       \
	ROW(PHYSMAP, "physmap", sizeof(struct mbt_region),                    \
	    SECTION_REQUIRED, 0, physmap, physmap, set)                       \
	ROW(PLATFORM, "platform", sizeof(struct mbt_platform),                \
	    SECTION_SINGLE, 0, platform, platform, nothing)                   \
	ROW(CPU, "processor", sizeof(struct mbt_cpu),                         \
	    SECTION_SINGLE, 0, cpu, cpu, nothing)                             \
	ROW(KERNEL, "kernel", sizeof(struct mbt_kernel),                      \
	    SECTION_SINGLE | SECTION_GREW, 0, kernel, kernel, kernel)                       \
	ROW(CMDLINE, "command line", 1,                                       \
	    SECTION_FIXED | SECTION_FIRST, 0, cmdline, cmdline, nothing)      \
	ROW(MODULES, "modules", sizeof(struct mbt_module),                    \
	    SECTION_GREW, 0, modules, modules, modules)                                  \
	ROW(FRAMEBUFFER, "framebuffer", sizeof(struct mbt_framebuffer),       \
	    0, 0, framebuffers, framebuffers, nothing)                        \
	ROW(SERIAL, "serial port", sizeof(struct mbt_serial),                 \
	    0, 0, serials, nothing, serials)                                  \
	ROW(EDID, "EDID", 1,                                                  \
	    SECTION_FIXED, 0, edid, edid, edid)                               \
	ROW(BOOT, "boot", sizeof(struct mbt_boot),                            \
	    SECTION_SINGLE, 0, boot, boot, boot)                              \
	ROW(SYMBOLS, "symbols", sizeof(struct mbt_symbols),                   \
	    SECTION_SINGLE, 0, symbols, symbols, symbols)                     \
	ROW(PROCESSORS, "processors", sizeof(struct mbt_processor),           \
	    0, 0, processors, processors, processors)                         \
	ROW(DISTANCES, "distances", sizeof(struct mbt_distance),              \
	    0, 4, distances, nothing, distances)                              \
	ROW(EFI_MAP, "EFI map", sizeof(struct efi_memory_desc),               \
	    SECTION_STRIDE | SECTION_FIRST, 3,                \
	    map, map, nothing)                                                \
	ROW(SOURCES, "sources", sizeof(uint32_t),                             \
	    SECTION_FIXED | SECTION_FIRST, 2, sources, sources, nothing)      \
	ROW(ANOMALIES, "anomalies", sizeof(struct mbt_anomaly),               \
	    SECTION_FIRST, 1, anomalies, anomalies, nothing)                  \
	ROW(STRINGS, "strings", 1,                                            \
	    SECTION_REQUIRED | SECTION_FIXED | SECTION_FIRST, 0,              \
	    strings, strings, nothing)                                        \
	ROW(LOST, "lost", sizeof(struct mbt_lost),                            \
	    0, 0, lost, lost, nothing)
/* clang-format on */

/* How many rows there are. */
#define TABLE_COUNT_ROW_(...) +1
enum { TABLE_SECTIONS = TABLE_SCHEMA(TABLE_COUNT_ROW_) };
_Static_assert(TABLE_SECTIONS == MBT_KNOWN_TAGS - 1, "each tag has a row");

#endif
