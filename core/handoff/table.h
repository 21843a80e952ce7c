/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table that memblock.efi hands to a kernel, and all that a kernel needs
 * to read it: this file alone, in freestanding C99 or C++. docs/table.md
 * describes the format byte by byte.
 *
 * The table is one little-endian blob. It holds offsets, no pointers, so it
 * may be moved; physical addresses in it stay what they are. Everything is
 * found by its section's tag, and sections and entries may grow: a reader
 * steps by the sizes that the table states.
 *
 *	void kernel_main(const void *table, uint64_t magic)
 *	{
 *		struct mbt_free range = { 0 };
 *
 *		if (magic != MBT_MAGIC || mbt_check(table, MBT_ANY_SIZE))
 *			halt();
 *		while (mbt_next_free(table, &range))
 *			use(range.base, range.end - range.base);
 *	}
 */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
#define MBT_ASSERT(what, why) static_assert(what, why)
extern "C" {
#ifdef __GNUC__
/* mbt_section() and mbt_region() are called as what they give: no shadow. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#elif __STDC_VERSION__ >= 201112L
#define MBT_ASSERT(what, why) _Static_assert(what, why)
#else
#define MBT_ASSERT(what, why) extern char mbt_assert[(what) ? 1 : -1]
#endif

/* The first 8 bytes, as a number: 0x8b "MBLK" CR LF 0x1a. Not text, and
 * broken by any change of line ends. */
#define MBT_MAGIC UINT64_C(0x1a0a0d4b4c424d8b)

#define MBT_VERSION_MAJOR 1
#define MBT_VERSION_MINOR 0

/* 1c64fcff-4cff-4088-b459-fb256a6cb2f2: the configuration table under which
 * the table is published. */
#define MBT_GUID_BYTES                                                      \
	{                                                                   \
		0xff, 0xfc, 0x64, 0x1c, 0xff, 0x4c, 0x88, 0x40, 0xb4, 0x59, \
			0xfb, 0x25, 0x6a, 0x6c, 0xb2, 0xf2                  \
	}

struct mbt_header {
	uint64_t magic;
	uint16_t version_major; /* another one: do not read on */
	uint16_t version_minor; /* never needed for reading */
	uint32_t header_size;   /* the first section stands there */
	uint32_t used_size;     /* bytes that the checksum covers */
	uint32_t capacity;      /* bytes there are; >= used_size */
	uint32_t crc32;         /* IEEE, of used_size bytes with this as 0 */
	uint32_t flags;         /* MBT_FLAG_* */
	uint64_t phys_base;     /* where the loader put it; 0 in a file */
	uint64_t mem_limit;     /* mem= in bytes, UINT64_MAX without */
	uint32_t page_size;     /* 4096 */
	uint32_t section_count;
	uint64_t total_ram; /* bytes of physmap, for a glance */
};
MBT_ASSERT(sizeof(struct mbt_header) == 64, "docs/table.md");
MBT_ASSERT(offsetof(struct mbt_header, phys_base) == 32, "docs/table.md");

enum {
	MBT_FLAG_TRUNCATED = 1 << 0, /* something did not fit: MBT_LOST */
	MBT_FLAG_CAPPED = 1 << 1,    /* mem= was given */
	MBT_FLAG_FINAL = 1 << 2,     /* made after ExitBootServices */
	MBT_FLAG_AMOUNT = 1 << 3,    /* mem_limit is an amount */
	MBT_FLAG_SIMULATED = 1 << 4, /* made on a host, from a file */
};

struct mbt_section {
	uint32_t tag;
	uint16_t flags;      /* MBT_CRITICAL */
	uint16_t entry_size; /* from one entry to the next */
	uint32_t count;
	uint32_t payload_size; /* multiple of 8; the next section follows */
};
MBT_ASSERT(sizeof(struct mbt_section) == 16, "docs/table.md");

/* Who does not know such a section must not use the table. */
enum { MBT_CRITICAL = 1 << 0 };

enum mbt_tag {
	MBT_END = 0,
	MBT_MEMORY = 1,      /* struct mbt_region */
	MBT_RESERVED = 2,    /* struct mbt_region */
	MBT_PHYSMAP = 3,     /* struct mbt_region */
	MBT_EFI_MAP = 4,     /* EFI_MEMORY_DESCRIPTORs as firmware gave them */
	MBT_STRINGS = 5,     /* bytes; offsets elsewhere count from here */
	MBT_PLATFORM = 6,    /* one struct mbt_platform */
	MBT_FRAMEBUFFER = 7, /* struct mbt_framebuffer */
	MBT_MODULES = 8,     /* struct mbt_module */
	MBT_CMDLINE = 9,     /* bytes of UTF-8 with a NUL */
	MBT_CPU = 10,        /* one struct mbt_cpu */
	MBT_DISTANCES = 11,  /* struct mbt_distance, from the SLIT */
	MBT_ANOMALIES = 12,  /* struct mbt_anomaly: what was doubtful */
	MBT_SOURCES = 13,    /* uint32_t: MBT_EFI_MAP's indexes, by address */
	MBT_KERNEL = 14,     /* one struct mbt_kernel */
	MBT_LOST = 15,       /* struct mbt_lost: what did not fit */
	MBT_KNOWN_TAGS = 16,
	/* 0x80000000 and above belong to whoever makes such tables. */
};

/* A range of memory. Sorted by base, disjoint, not empty, none wraps. In
 * MBT_RESERVED each region has one owner; such a region need not lie in
 * MBT_MEMORY. MBT_MEMORY lies in MBT_PHYSMAP. */
struct mbt_region {
	uint64_t base;
	uint64_t size;
	uint32_t flags;        /* MBT_REGION_* */
	uint16_t lifetime;     /* enum mbt_lifetime; of reserved ones */
	uint16_t nid;          /* NUMA node, MBT_NO_NODE */
	uint32_t owner;        /* in MBT_STRINGS: "module"; of reserved ones */
	uint32_t name;         /* in MBT_STRINGS: "initrd"; 0: none */
	uint32_t first_source; /* in MBT_SOURCES */
	uint32_t source_count; /* descriptors that it came from */
};
MBT_ASSERT(sizeof(struct mbt_region) == 40, "docs/table.md");

#define MBT_NO_NODE 0xffff

enum {
	MBT_REGION_HOTPLUG = 1 << 0,
	MBT_REGION_MIRROR = 1 << 1,
	MBT_REGION_NOMAP = 1 << 2,
	MBT_REGION_DRIVER_MANAGED = 1 << 3,
	MBT_REGION_NOINIT = 1 << 4,
	MBT_REGION_KERN = 1 << 5,
};

/* When a reserved region becomes free. The order is part of the format: where
 * several owners share a page, the largest number decides. */
enum mbt_lifetime {
	MBT_LIFETIME_SVAM = 0,   /* after SetVirtualAddressMap(), or once the
				  * kernel decides never to call it */
	MBT_LIFETIME_ACPI = 1,   /* after the kernel has read the ACPI tables */
	MBT_LIFETIME_ACCEPT = 2, /* after the kernel has accepted the memory */
	MBT_LIFETIME_DRIVER = 3, /* when a driver requests it */
	MBT_LIFETIME_KERNEL = 4, /* after the kernel has left the loader's
				  * stack, page and descriptor tables */
	MBT_LIFETIME_TABLE = 5,  /* after the last use of the table, command
				  * line and modules */
	MBT_LIFETIME_NEVER = 6,  /* never; neither is any unknown number */
	MBT_KNOWN_LIFETIMES = 7,
};

struct mbt_platform {
	uint64_t rsdp; /* all of them physical, 0 where there is none */
	uint64_t smbios;
	uint64_t smbios3;
	uint64_t efi_system_table;
	uint64_t device_tree;
	uint32_t efi_desc_version; /* of MBT_EFI_MAP */
	uint32_t uefi_revision;
	uint32_t firmware_revision;
	uint32_t vendor; /* in MBT_STRINGS */
	uint32_t arch;   /* in MBT_STRINGS: "x86_64", "aarch64" */
	uint32_t flags;  /* MBT_PLATFORM_* */
};
MBT_ASSERT(sizeof(struct mbt_platform) == 64, "docs/table.md");

enum {
	MBT_PLATFORM_SECURE_BOOT = 1 << 0,
	/* The sets follow Linux's rules for arm64, else those for x86. */
	MBT_PLATFORM_ARM64_RULES = 1 << 1,
};

struct mbt_framebuffer {
	uint64_t base;
	uint64_t size;
	uint32_t width, height; /* pixels */
	uint32_t pitch;         /* bytes from line to line */
	uint32_t bits_per_pixel;
	uint32_t red_mask, green_mask, blue_mask, reserved_mask;
};
MBT_ASSERT(sizeof(struct mbt_framebuffer) == 48, "docs/table.md");

struct mbt_module {
	uint64_t base; /* page-aligned */
	uint64_t size; /* of the file */
	uint32_t name; /* in MBT_STRINGS */
	uint32_t path; /* in MBT_STRINGS */
};
MBT_ASSERT(sizeof(struct mbt_module) == 24, "docs/table.md");

/* The state in which the kernel was entered (docs/handoff.md). */
struct mbt_cpu {
	uint64_t page_table;  /* physical: CR3, TTBR */
	uint64_t direct_map;  /* virtual address of physical 0 */
	uint64_t direct_size; /* bytes from there on: their RAM is mapped */
	uint64_t stack_base;  /* physical, lowest byte */
	uint64_t stack_size;
	uint64_t guard_base; /* the page below the stack, not mapped */
	uint32_t levels;     /* of page tables */
	uint32_t flags;      /* MBT_CPU_* */
};
MBT_ASSERT(sizeof(struct mbt_cpu) == 56, "docs/table.md");

enum {
	MBT_CPU_EL2 = 1 << 0, /* of aarch64; else EL1 */
};

struct mbt_kernel {
	uint64_t phys_base;
	uint64_t size;      /* bytes in memory */
	uint64_t virt_base; /* of the lowest segment, as it runs */
	uint64_t load_bias; /* virt_base less its p_vaddr */
	uint64_t entry;     /* virtual */
	uint32_t path;      /* in MBT_STRINGS */
	uint32_t pad;
};
MBT_ASSERT(sizeof(struct mbt_kernel) == 48, "docs/table.md");

struct mbt_distance {
	uint16_t from, to; /* nodes */
	uint32_t distance; /* 10 is local */
};
MBT_ASSERT(sizeof(struct mbt_distance) == 8, "docs/table.md");

/* A descriptor that was doubtful. */
struct mbt_anomaly {
	uint32_t descriptor;  /* index into MBT_EFI_MAP */
	uint32_t anomalies;   /* MBT_DOUBT_* */
	uint32_t disposition; /* enum mbt_fate */
	uint32_t why;         /* in MBT_STRINGS: the rule that decided */
};
MBT_ASSERT(sizeof(struct mbt_anomaly) == 16, "docs/table.md");

enum {
	MBT_ANOMALY_EMPTY = 1 << 0,      /* no pages: skipped */
	MBT_ANOMALY_WRAPS = 1 << 1,      /* beyond 2^64: skipped */
	MBT_ANOMALY_TOP = 1 << 2,        /* ends at 2^64: last page left out */
	MBT_ANOMALY_MISALIGNED = 1 << 3, /* not at a page's start */
	MBT_ANOMALY_OVERLAP = 1 << 4,    /* with a descriptor below it */
	MBT_ANOMALY_TYPE = 1 << 5,       /* a type that UEFI does not define */
	MBT_ANOMALY_NOT_WB = 1 << 6,     /* free by type, but not WB */
	MBT_ANOMALY_RUNTIME = 1 << 7,    /* free by type, but RUNTIME */
	MBT_ANOMALY_NO_RUNTIME = 1 << 8, /* runtime type without RUNTIME */
};

/* What became of a descriptor. */
enum mbt_disposition {
	MBT_DISPOSITION_IGNORED = 0,       /* in no set */
	MBT_DISPOSITION_EXCLUDED = 1,      /* in physmap alone */
	MBT_DISPOSITION_MEMORY = 2,        /* in memory and physmap */
	MBT_DISPOSITION_NOMAP = 3,         /* the same, with MBT_REGION_NOMAP */
	MBT_DISPOSITION_SOFT_RESERVED = 4, /* in physmap, until a driver asks */
	MBT_DISPOSITION_SKIPPED = 5,       /* makes no sense: in no set */
};

/* A section that is missing or short, because capacity was too small. */
struct mbt_lost {
	uint32_t tag;
	uint32_t count; /* of its entries; of MBT_STRINGS: texts */
};
MBT_ASSERT(sizeof(struct mbt_lost) == 8, "docs/table.md");

/* --- reading ------------------------------------------------------------- */

enum mbt_error {
	MBT_OK = 0,
	MBT_BAD_MAGIC = 1,
	MBT_BAD_VERSION = 2, /* another major version */
	MBT_BAD_SIZE = 3,    /* sizes contradict each other or the limit */
	MBT_BAD_CRC = 4,
	MBT_BAD_SECTION = 5,  /* a section does not fit, or is there twice */
	MBT_BAD_CRITICAL = 6, /* a critical section that is not known here */
	MBT_BAD_ALIGN = 7,    /* the table does not start at a multiple of 8 */
};

#define MBT_ANY_SIZE UINT32_MAX

static inline uint32_t mbt_crc32(const uint8_t *bytes, uint32_t len,
				 uint32_t crc)
{
	/* Four bits at a time, reflected 0x04c11db7. */
	static const uint32_t nibble[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
		0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
		0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};

	for (uint32_t i = 0; i < len; i++) {
		crc = nibble[(crc ^ bytes[i]) & 15] ^ (crc >> 4);
		crc = nibble[(crc ^ (bytes[i] >> 4)) & 15] ^ (crc >> 4);
	}
	return crc;
}

/* The checksum that header->crc32 should have. */
static inline uint32_t mbt_checksum(const void *table)
{
	const struct mbt_header *header = (const struct mbt_header *)table;
	const uint8_t *bytes = (const uint8_t *)table;
	const uint32_t at = offsetof(struct mbt_header, crc32);
	static const uint8_t zeros[4] = { 0, 0, 0, 0 };
	uint32_t crc = mbt_crc32(bytes, at, UINT32_MAX);

	crc = mbt_crc32(zeros, 4, crc);
	crc = mbt_crc32(bytes + at + 4, header->used_size - at - 4, crc);
	return ~crc;
}

static inline const struct mbt_section *mbt_first_section(const void *table)
{
	const struct mbt_header *header = (const struct mbt_header *)table;

	return (const struct mbt_section *)((const uint8_t *)table +
					    header->header_size);
}

static inline const struct mbt_section *mbt_next_section(
	const struct mbt_section *section)
{
	return (const struct mbt_section *)((const uint8_t *)(section + 1) +
					    section->payload_size);
}

static inline int mbt_check_header(const struct mbt_header *header,
				   uint32_t limit)
{
	if (limit < sizeof(*header))
		return MBT_BAD_SIZE;
	if (header->magic != MBT_MAGIC)
		return MBT_BAD_MAGIC;
	if (header->version_major != MBT_VERSION_MAJOR)
		return MBT_BAD_VERSION;
	if (header->header_size < sizeof(*header) ||
	    header->header_size % 8 != 0 ||
	    header->header_size > header->used_size ||
	    header->used_size > header->capacity || header->used_size > limit)
		return MBT_BAD_SIZE;
	return MBT_OK;
}

/* left: bytes from the section's header to the end of what is used. */
static inline int mbt_check_section(const struct mbt_section *section,
				    uint32_t left)
{
	if (left < sizeof(*section) || section->payload_size % 8 != 0 ||
	    section->payload_size > left - sizeof(*section) ||
	    (uint64_t)section->count * section->entry_size >
		    section->payload_size ||
	    (section->count > 0 && section->entry_size == 0))
		return MBT_BAD_SECTION;
	if ((section->flags & MBT_CRITICAL) && section->tag >= MBT_KNOWN_TAGS)
		return MBT_BAD_CRITICAL;
	return MBT_OK;
}

/* Each tag that is known here stands at most once. */
static inline int mbt_check_sections(const struct mbt_header *header)
{
	const struct mbt_section *section = mbt_first_section(header);
	uint32_t left = header->used_size - header->header_size;
	uint32_t seen = 0;
	int error;

	for (uint32_t i = 0; i < header->section_count; i++) {
		error = mbt_check_section(section, left);
		if (error != MBT_OK)
			return error;
		if (section->tag < MBT_KNOWN_TAGS) {
			if (seen & (UINT32_C(1) << section->tag))
				return MBT_BAD_SECTION;
			seen |= UINT32_C(1) << section->tag;
		}
		left -= (uint32_t)sizeof(*section) + section->payload_size;
		section = mbt_next_section(section);
	}
	return MBT_OK;
}

/*
 * Is this a table that the functions below may walk? limit: how many bytes
 * may be looked at, MBT_ANY_SIZE where the table was handed over by the
 * loader. 0 or an enum mbt_error.
 */
static inline int mbt_check(const void *table, uint32_t limit)
{
	const struct mbt_header *header = (const struct mbt_header *)table;
	int error;

	if ((uintptr_t)table % 8 != 0)
		return MBT_BAD_ALIGN;
	error = mbt_check_header(header, limit);
	if (error != MBT_OK)
		return error;
	if (mbt_checksum(table) != header->crc32)
		return MBT_BAD_CRC;
	return mbt_check_sections(header);
}

/* The section with the tag, NULL where there is none. */
static inline const struct mbt_section *mbt_section(const void *table,
						    uint32_t tag)
{
	const struct mbt_header *header = (const struct mbt_header *)table;
	const struct mbt_section *section = mbt_first_section(table);

	for (uint32_t i = 0; i < header->section_count; i++) {
		if (section->tag == tag)
			return section;
		section = mbt_next_section(section);
	}
	return NULL;
}

/* Copies entry i into ret[size]: what the entry lacks becomes 0, what it has
 * beyond is left out. 0 where there is no such entry (or no section). */
static inline int mbt_entry(const struct mbt_section *section, uint32_t i,
			    void *ret, uint32_t size)
{
	const uint8_t *from;
	uint8_t *to = (uint8_t *)ret;

	if (section == NULL || i >= section->count)
		return 0;
	from = (const uint8_t *)(section + 1) + (size_t)i * section->entry_size;
	for (uint32_t n = 0; n < size; n++)
		to[n] = n < section->entry_size ? from[n] : 0;
	return 1;
}

static inline int mbt_region(const struct mbt_section *section, uint32_t i,
			     struct mbt_region *ret)
{
	return mbt_entry(section, i, ret, sizeof(*ret));
}

/* The first address after the region. */
static inline uint64_t mbt_region_end(const struct mbt_region *region)
{
	return region->base + region->size;
}

/* A piece of memory that nobody has taken; zeroed ({ 0 }, in C++ {}): before
 * the first. */
struct mbt_free {
	uint64_t base, end;        /* end is the first byte behind it */
	uint32_t memory, reserved; /* regions, from which the search goes on */
};

/* The next free piece by address: memory that may be mapped, less all that is
 * reserved. 0: there is none. */
static inline int mbt_next_free(const void *table, struct mbt_free *range)
{
	const struct mbt_section *memory = mbt_section(table, MBT_MEMORY);
	const struct mbt_section *reserved = mbt_section(table, MBT_RESERVED);
	struct mbt_region region, taken;
	uint64_t base = range->end, end;

	for (; reserved && mbt_region(memory, range->memory, &region);
	     range->memory++) {
		if (region.flags & MBT_REGION_NOMAP)
			continue;
		base = base > region.base ? base : region.base;
		end = region.base + region.size;
		for (; mbt_region(reserved, range->reserved, &taken);
		     range->reserved++) {
			if (taken.base > base) {
				end = end < taken.base ? end : taken.base;
				break;
			}
			if (base < taken.base + taken.size)
				base = taken.base + taken.size;
		}
		if (base < end) {
			range->base = base;
			range->end = end;
			return 1;
		}
	}
	return 0;
}

/* The text at an offset of MBT_STRINGS; "" for 0 and for any bad offset. */
static inline const char *mbt_string(const void *table, uint32_t offset)
{
	const struct mbt_section *strings = mbt_section(table, MBT_STRINGS);
	const char *text;

	if (strings == NULL || offset >= strings->payload_size)
		return "";
	text = (const char *)(strings + 1);
	for (uint32_t i = offset; i < strings->payload_size; i++) {
		if (text[i] == '\0')
			return text + offset;
	}
	return "";
}

/* The command line, "" without. */
static inline const char *mbt_cmdline(const void *table)
{
	const struct mbt_section *section = mbt_section(table, MBT_CMDLINE);
	const char *text;

	if (section == NULL || section->count == 0)
		return "";
	text = (const char *)(section + 1);
	return text[section->count - 1] == '\0' ? text : "";
}

static inline int mbt_same_text(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* The reserved region with this owner and name: "module", "initrd", or
 * "reserve_mem" and what reserve_mem= called it. 0 where there is none. */
static inline int mbt_find_reserved(const void *table, const char *owner,
				    const char *name, struct mbt_region *ret)
{
	const struct mbt_section *reserved = mbt_section(table, MBT_RESERVED);
	struct mbt_region region;

	for (uint32_t i = 0; mbt_region(reserved, i, &region); i++) {
		if (mbt_same_text(mbt_string(table, region.owner), owner) &&
		    mbt_same_text(mbt_string(table, region.name), name)) {
			*ret = region;
			return 1;
		}
	}
	return 0;
}

#ifdef __cplusplus
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif
}
#endif

#endif
