/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table that memblock.efi passes to a kernel, and functions that read it.
 * A kernel needs only this file, which is valid in freestanding C99 and C++11
 * and later. docs/table.md specifies the format.
 *
 * The table is one little-endian block. It contains offsets but no pointers,
 * so it can be moved; addresses in it are physical. Sections are identified by
 * tags. Later versions add sections and append fields to entries, so a reader
 * steps by the sizes that the table states; the functions below do.
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
#ifndef CORE_HANDOFF_TABLE_H
#define CORE_HANDOFF_TABLE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
#define MBT_ASSERT(what, why) static_assert(what, why)
extern "C" {
#elif __STDC_VERSION__ >= 201112L
#define MBT_ASSERT(what, why) _Static_assert(what, why)
#else
#define MBT_ASSERT(what, why) extern char mbt_assert[(what) ? 1 : -1]
#endif

/* The first 8 bytes as a number: 0x8b "MBLK" CR LF 0x1a. They are not text, and
 * a conversion of line ends destroys them. */
#define MBT_MAGIC UINT64_C(0x1a0a0d4b4c424d8b)

#define MBT_VERSION_MAJOR 1
#define MBT_VERSION_MINOR 2

/* The GUID of the EFI configuration table that points to the table:
 * 1c64fcff-4cff-4088-b459-fb256a6cb2f2. */
#define MBT_GUID_BYTES                                                      \
	{                                                                   \
		0xff, 0xfc, 0x64, 0x1c, 0xff, 0x4c, 0x88, 0x40, 0xb4, 0x59, \
			0xfb, 0x25, 0x6a, 0x6c, 0xb2, 0xf2                  \
	}

struct mbt_header {
	uint64_t magic;         /* MBT_MAGIC */
	uint16_t version_major; /* a reader refuses any other */
	uint16_t version_minor; /* a reader ignores it */
	uint32_t header_size;   /* bytes to the first section */
	uint32_t used_size;     /* bytes of the header and all sections */
	uint32_t capacity;      /* bytes reserved; not less than used_size */
	uint32_t crc32;         /* CRC-32 of used_size bytes with this as 0 */
	uint32_t flags;         /* MBT_FLAG_* */
	uint64_t phys_base;     /* address of the table; 0 in a file */
	uint64_t mem_limit;     /* value of mem=; UINT64_MAX without */
	uint32_t page_size;     /* 4096 */
	uint32_t section_count;
	uint64_t total_ram; /* bytes in MBT_PHYSMAP */
};
MBT_ASSERT(sizeof(struct mbt_header) == 64, "docs/table.md");
MBT_ASSERT(offsetof(struct mbt_header, phys_base) == 32, "docs/table.md");

enum {
	MBT_FLAG_TRUNCATED = 1 << 0, /* incomplete: MBT_LOST says what is not
				      * there */
	MBT_FLAG_CAPPED = 1 << 1,    /* mem= was given */
	MBT_FLAG_FINAL = 1 << 2,     /* made from the map that was passed to
				      * ExitBootServices() */
	MBT_FLAG_AMOUNT = 1 << 3,    /* mem_limit is an amount of memory, not
				      * an address */
	MBT_FLAG_SIMULATED = 1 << 4, /* made on a host from a captured map */
};

/* The header of a section; the payload follows it. */
struct mbt_section {
	uint32_t tag;          /* enum mbt_tag */
	uint16_t flags;        /* MBT_CRITICAL */
	uint16_t entry_size;   /* bytes from one entry to the next */
	uint32_t count;        /* entries */
	uint32_t payload_size; /* bytes of the payload, a multiple of 8 */
};
MBT_ASSERT(sizeof(struct mbt_section) == 16, "docs/table.md");

/* A reader that does not know the section must not use the table. */
enum { MBT_CRITICAL = 1 << 0 };

/* The sections, with the type of their entries. An offset of a string counts
 * from the first byte of MBT_STRINGS; 0 is the empty string. */
enum mbt_tag {
	MBT_END = 0,         /* not used */
	MBT_MEMORY = 1,      /* struct mbt_region: may be managed by a kernel */
	MBT_RESERVED = 2,    /* struct mbt_region: in use */
	MBT_PHYSMAP = 3,     /* struct mbt_region: all RAM present */
	MBT_EFI_MAP = 4,     /* EFI_MEMORY_DESCRIPTORs from GetMemoryMap() */
	MBT_STRINGS = 5,     /* strings of UTF-8, each with a NUL */
	MBT_PLATFORM = 6,    /* one struct mbt_platform */
	MBT_FRAMEBUFFER = 7, /* struct mbt_framebuffer */
	MBT_MODULES = 8,     /* struct mbt_module */
	MBT_CMDLINE = 9,     /* one string of UTF-8, with its NUL */
	MBT_CPU = 10,        /* one struct mbt_cpu */
	MBT_DISTANCES = 11,  /* struct mbt_distance, from the ACPI SLIT */
	MBT_ANOMALIES = 12,  /* struct mbt_anomaly */
	MBT_SOURCES = 13,    /* uint32_t: indexes into MBT_EFI_MAP */
	MBT_KERNEL = 14,     /* one struct mbt_kernel */
	MBT_LOST = 15,       /* struct mbt_lost */
	/* Since version 1.1: */
	MBT_SERIAL = 16,  /* struct mbt_serial */
	MBT_EDID = 17,    /* bytes: EDID of a display, 128 or more */
	MBT_BOOT = 18,    /* one struct mbt_boot */
	MBT_SYMBOLS = 19, /* one struct mbt_symbols */
	/* Since version 1.2: */
	MBT_PROCESSORS = 20, /* struct mbt_processor, with smp=on */
	MBT_KNOWN_TAGS = 21,
	/* Tags from 0x80000000 on are for the private use of a loader. */
};

/*
 * A range of memory: page-aligned and not empty; base + size does not wrap.
 * The regions of a section are sorted by base and do not overlap. Those of
 * MBT_RESERVED have one owner each and need not lie in MBT_MEMORY; those of
 * MBT_MEMORY lie in MBT_PHYSMAP.
 */
struct mbt_region {
	uint64_t base;
	uint64_t size;         /* bytes */
	uint32_t flags;        /* MBT_REGION_* */
	uint16_t lifetime;     /* enum mbt_lifetime, if reserved */
	uint16_t nid;          /* NUMA node, or MBT_NO_NODE */
	uint32_t owner;        /* string: "module", if reserved */
	uint32_t name;         /* string: "initrd"; empty for most owners */
	uint32_t first_source; /* index into MBT_SOURCES */
	uint32_t source_count; /* descriptors that the region comes from */
};
MBT_ASSERT(sizeof(struct mbt_region) == 40, "docs/table.md");

#define MBT_NO_NODE 0xffff

enum {
	MBT_REGION_HOTPLUG = 1 << 0,        /* memory: may be removed */
	MBT_REGION_MIRROR = 1 << 1,         /* memory: mirrored */
	MBT_REGION_NOMAP = 1 << 2,          /* memory: never to be mapped */
	MBT_REGION_DRIVER_MANAGED = 1 << 3, /* memory: added by a driver */
	MBT_REGION_NOINIT = 1 << 4,         /* reserved: struct pages are not
					     * initialized */
	MBT_REGION_KERN = 1 << 5,           /* reserved: for the kernel */
};

/* How long a reserved region stays in use. The order is part of the format: of
 * several owners of a page the one with the largest number has it. */
enum mbt_lifetime {
	MBT_LIFETIME_SVAM = 0,   /* until SetVirtualAddressMap(), or until
				  * the kernel decides never to call it */
	MBT_LIFETIME_ACPI = 1,   /* until the ACPI tables are read */
	MBT_LIFETIME_ACCEPT = 2, /* until the kernel accepts the memory */
	MBT_LIFETIME_DRIVER = 3, /* until a driver requests it */
	MBT_LIFETIME_KERNEL = 4, /* until the kernel has left the loader's
				  * stack, page and descriptor tables on each
				  * processor of MBT_PROCESSORS */
	MBT_LIFETIME_TABLE = 5,  /* until the kernel no longer needs the table,
				  * command line and modules */
	MBT_LIFETIME_NEVER = 6,  /* for ever, as with any unknown number */
	MBT_KNOWN_LIFETIMES = 7,
};

/* The firmware's tables and versions. Addresses are physical, 0 if there is no
 * such table. */
struct mbt_platform {
	uint64_t rsdp;    /* ACPI root pointer */
	uint64_t smbios;  /* SMBIOS 2 entry point */
	uint64_t smbios3; /* SMBIOS 3 entry point */
	uint64_t efi_system_table;
	uint64_t device_tree;       /* flattened */
	uint32_t efi_desc_version;  /* DescriptorVersion of MBT_EFI_MAP */
	uint32_t uefi_revision;     /* EFI_SYSTEM_TABLE.Hdr.Revision */
	uint32_t firmware_revision; /* EFI_SYSTEM_TABLE.FirmwareRevision */
	uint32_t vendor;            /* string: FirmwareVendor of the same */
	uint32_t arch;              /* string: "x86_64", "aarch64" */
	uint32_t flags;             /* MBT_PLATFORM_* */
};
MBT_ASSERT(sizeof(struct mbt_platform) == 64, "docs/table.md");

enum {
	MBT_PLATFORM_SECURE_BOOT = 1 << 0, /* Secure Boot is enabled */
	MBT_PLATFORM_ARM64_RULES = 1 << 1, /* the sets follow Linux's rules for
					    * arm64; without the flag for x86 */
	MBT_PLATFORM_FROM_E820 = 1 << 2,   /* MBT_EFI_MAP was made from E820
					    * rows, in whole pages */
	MBT_PLATFORM_FROM_SETS = 1 << 3,   /* it was made from sets or lists of
					    * resources */
};

/* A linear framebuffer from EFI_GRAPHICS_OUTPUT_PROTOCOL. */
struct mbt_framebuffer {
	uint64_t base;
	uint64_t size;          /* bytes */
	uint32_t width, height; /* pixels */
	uint32_t pitch;         /* bytes from line to line */
	uint32_t bits_per_pixel;
	uint32_t red_mask, green_mask, blue_mask, reserved_mask;
};
MBT_ASSERT(sizeof(struct mbt_framebuffer) == 48, "docs/table.md");

/* A file that was loaded for the kernel (module=). */
struct mbt_module {
	uint64_t base; /* page-aligned */
	uint64_t size; /* bytes of the file */
	uint32_t name; /* string, also the name of the reserved region */
	uint32_t path; /* string */
	/* Since version 1.1: */
	uint32_t cmdline; /* string: what follows " -- " in module= */
	uint32_t pad;     /* 0 */
};
MBT_ASSERT(sizeof(struct mbt_module) == 32, "docs/table.md");

/* The state in which the kernel is entered, see docs/handoff.md. */
struct mbt_cpu {
	uint64_t page_table;  /* physical address: CR3, TTBR */
	uint64_t direct_map;  /* virtual address that maps physical address 0 */
	uint64_t direct_size; /* bytes of it in which all RAM is mapped */
	uint64_t stack_base;  /* physical address of the lowest byte */
	uint64_t stack_size;  /* bytes */
	uint64_t guard_base;  /* the page below the stack, not mapped */
	uint32_t levels;      /* of page tables */
	uint32_t flags;       /* MBT_CPU_* */
};
MBT_ASSERT(sizeof(struct mbt_cpu) == 56, "docs/table.md");

enum {
	MBT_CPU_EL2 = 1 << 0, /* aarch64: entered at EL2; without it at EL1 */
};

/* The kernel that was loaded. */
struct mbt_kernel {
	uint64_t phys_base;
	uint64_t size;      /* bytes in memory */
	uint64_t virt_base; /* address at which the lowest segment runs */
	uint64_t load_bias; /* virt_base minus p_vaddr of that segment */
	uint64_t entry;     /* virtual address */
	uint32_t path;      /* string */
	uint32_t pad;       /* 0 */
	/* Since version 1.1: */
	uint64_t slide; /* added to all addresses by kaslr=on */
};
MBT_ASSERT(sizeof(struct mbt_kernel) == 56, "docs/table.md");

/* A serial port for messages. The firmware has set its speed. */
struct mbt_serial {
	uint64_t base;   /* I/O port, or physical address of the registers */
	uint32_t kind;   /* enum mbt_serial_kind */
	uint32_t stride; /* bytes from one register to the next */
	uint32_t flags;  /* MBT_SERIAL_IO, MBT_SERIAL_SPCR */
	uint32_t pad;    /* 0 */
};
MBT_ASSERT(sizeof(struct mbt_serial) == 24, "docs/table.md");

enum mbt_serial_kind {
	MBT_SERIAL_16550 = 1,
	MBT_SERIAL_PL011 = 2, /* or the subset of Arm's SBSA */
};

enum {
	MBT_SERIAL_IO = 1 << 0,   /* base is an I/O port */
	MBT_SERIAL_SPCR = 1 << 1, /* named by the ACPI table SPCR; without the
				   * flag it was found by probing */
};

/* When, from where and by which program the kernel was started. */
struct mbt_boot {
	uint64_t time;           /* seconds since 1970, UTC; 0 if unknown */
	uint8_t disk[16];        /* DiskGUID of its GPT; 0 if there is none */
	uint8_t partition[16];   /* UniquePartitionGUID, or the signature of
				  * an MBR in the first 4 bytes; 0 without */
	uint32_t number;         /* of the partition, from 1; 0 without */
	uint32_t flags;          /* MBT_BOOT_* */
	uint32_t loader;         /* string: "memblock.efi" */
	uint32_t loader_version; /* string: "1.0" */
};
MBT_ASSERT(sizeof(struct mbt_boot) == 56, "docs/table.md");

enum {
	MBT_BOOT_MBR = 1 << 0,     /* the partition is that of an MBR */
	MBT_BOOT_NETWORK = 1 << 1, /* files were loaded by PXE */
};

/* The symbols of the kernel's file, as the file has them: Elf64_Sym, with
 * addresses as linked (add load_bias of MBT_KERNEL). */
struct mbt_symbols {
	uint64_t base;         /* physical address of the symbols */
	uint64_t size;         /* bytes */
	uint64_t strings;      /* physical address of their names */
	uint64_t strings_size; /* bytes; the last one is a NUL */
};
MBT_ASSERT(sizeof(struct mbt_symbols) == 32, "docs/table.md");

/*
 * A processor. The one that has entered the kernel has MBT_PROCESSOR_BOOT and
 * no mailbox. Each of the others is parked: in the state that docs/handoff.md
 * specifies, on a stack of its own, it waits for its mailbox.
 */
struct mbt_processor {
	uint64_t id;         /* x86: local APIC ID; aarch64: affinity fields of
			      * MPIDR_EL1 */
	uint64_t mailbox;    /* physical address of a struct mbt_mailbox, mapped
			      * at the same virtual address; a multiple of 8 */
	uint64_t stack_base; /* physical address of the lowest byte; the page
			      * below it is not mapped */
	uint64_t stack_size; /* bytes */
	uint32_t uid;        /* ACPI Processor UID */
	uint32_t flags;      /* MBT_PROCESSOR_* */
};
MBT_ASSERT(sizeof(struct mbt_processor) == 40, "docs/table.md");

enum {
	MBT_PROCESSOR_BOOT = 1 << 0, /* has entered the kernel */
};

/*
 * Starts a parked processor. It is not part of the table, so that the checksum
 * stays right. The kernel writes argument, then goto_address, in that order for
 * other processors too (a store with release semantics). The processor jumps to
 * that address once; nobody looks at the mailbox afterwards.
 */
struct mbt_mailbox {
	uint64_t goto_address; /* virtual; 0 while the processor waits */
	uint64_t argument;     /* of the function there, any number */
};
MBT_ASSERT(sizeof(struct mbt_mailbox) == 16, "docs/table.md");

/* The distance between two NUMA nodes. */
struct mbt_distance {
	uint16_t from, to;
	uint32_t distance; /* 10 is local */
};
MBT_ASSERT(sizeof(struct mbt_distance) == 8, "docs/table.md");

/* A descriptor in which something is wrong or unusual, and what the conversion
 * made of it. */
struct mbt_anomaly {
	uint32_t descriptor;  /* index into MBT_EFI_MAP */
	uint32_t anomalies;   /* MBT_ANOMALY_* */
	uint32_t disposition; /* enum mbt_disposition */
	uint32_t why;         /* string: the rule that decided */
};
MBT_ASSERT(sizeof(struct mbt_anomaly) == 16, "docs/table.md");

enum {
	MBT_ANOMALY_EMPTY = 1 << 0, /* has no pages: skipped */
	MBT_ANOMALY_WRAPS = 1 << 1, /* extends beyond 2^64: skipped */
	MBT_ANOMALY_TOP = 1 << 2,   /* ends at 2^64: without its last page */
	MBT_ANOMALY_MISALIGNED = 1 << 3, /* does not start at a page */
	MBT_ANOMALY_OVERLAP = 1 << 4,    /* overlaps a descriptor below it */
	MBT_ANOMALY_TYPE = 1 << 5,       /* has a type unknown to UEFI */
	MBT_ANOMALY_NOT_WB = 1 << 6,     /* free by type, but not WB */
	MBT_ANOMALY_RUNTIME = 1 << 7,    /* free by type, but has RUNTIME */
	MBT_ANOMALY_NO_RUNTIME = 1 << 8, /* runtime type without RUNTIME */
};

/* What the conversion made of a descriptor. */
enum mbt_disposition {
	MBT_DISPOSITION_IGNORED = 0,       /* in no set */
	MBT_DISPOSITION_EXCLUDED = 1,      /* only in physmap */
	MBT_DISPOSITION_MEMORY = 2,        /* in memory and physmap */
	MBT_DISPOSITION_NOMAP = 3,         /* the same, with MBT_REGION_NOMAP */
	MBT_DISPOSITION_SOFT_RESERVED = 4, /* only in physmap, for a driver */
	MBT_DISPOSITION_SKIPPED = 5,       /* in no set, as it is invalid */
};

/* What is missing because the capacity was too small. */
struct mbt_lost {
	uint32_t tag;   /* of the section */
	uint32_t count; /* of missing entries, of MBT_STRINGS of strings */
};
MBT_ASSERT(sizeof(struct mbt_lost) == 8, "docs/table.md");

/* --- reading ------------------------------------------------------------- */

enum mbt_error {
	MBT_OK = 0,
	MBT_BAD_MAGIC = 1,
	MBT_BAD_VERSION = 2, /* unknown version_major */
	MBT_BAD_SIZE = 3,    /* sizes contradict each other, or the limit */
	MBT_BAD_CRC = 4,
	MBT_BAD_SECTION = 5,  /* a section does not fit or occurs twice */
	MBT_BAD_CRITICAL = 6, /* an unknown section is critical */
	MBT_BAD_ALIGN = 7,    /* the table is not aligned to 8 bytes */
};

/* The limit of mbt_check() for a table of unknown size. */
#define MBT_ANY_SIZE UINT32_MAX

/* Continues the CRC-32 of zlib and of EFI's CalculateCrc32() over len bytes.
 * Starts with UINT32_MAX; the complement of the last result is the CRC. */
static inline uint32_t mbt_crc32(const uint8_t *bytes, uint32_t len,
				 uint32_t crc)
{
	/* For four bits at a time; the polynomial is 0x04c11db7, reflected. */
	static const uint32_t nibble[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
		0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
		0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	/* t[16 * k] and on: for four bits that k times four bits follow, so
	 * that 32 bits are looked up at once. */
	uint32_t t[128];

	if (len >= 256) {
		for (uint32_t i = 0; i < 128; i++)
			t[i] = i < 16 ? nibble[i]
				      : t[i - 16] >> 4 ^ nibble[t[i - 16] & 15];
		for (; len >= 4; len -= 4, bytes += 4) {
			crc ^= (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
			       (uint32_t)bytes[2] << 16 |
			       (uint32_t)bytes[3] << 24;
			crc = t[112 + (crc & 15)] ^ t[96 + (crc >> 4 & 15)] ^
			      t[80 + (crc >> 8 & 15)] ^
			      t[64 + (crc >> 12 & 15)] ^
			      t[48 + (crc >> 16 & 15)] ^
			      t[32 + (crc >> 20 & 15)] ^
			      t[16 + (crc >> 24 & 15)] ^ t[crc >> 28];
		}
	}
	for (; len > 0; len--, bytes++) {
		crc = nibble[(crc ^ *bytes) & 15] ^ (crc >> 4);
		crc = nibble[(crc ^ (uint32_t)*bytes >> 4) & 15] ^ (crc >> 4);
	}
	return crc;
}

/* The value of header->crc32 that matches the table, whose used_size bytes can
 * be read. */
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

/* The section that follows the header of a table with section_count > 0. */
static inline const struct mbt_section *mbt_first_section(const void *table)
{
	const struct mbt_header *header = (const struct mbt_header *)table;

	return (const struct mbt_section *)((const uint8_t *)table +
					    header->header_size);
}

/* The section after this one, which is not the last of the table. */
static inline const struct mbt_section *mbt_next_section(
	const struct mbt_section *section)
{
	return (const struct mbt_section *)((const uint8_t *)(section + 1) +
					    section->payload_size);
}

/* Part of mbt_check(): whether the sizes of the header are sound. */
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

/* Part of mbt_check(): whether a section fits into the bytes that are left of
 * used_size, and may be used. */
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

/* Part of mbt_check(): whether all sections fit, and known tags occur once. */
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
 * Checks that the functions below can read the table: alignment, magic,
 * version, sizes, checksum and the form of each section. limit is the number
 * of bytes that may be accessed; use MBT_ANY_SIZE for a table that the loader
 * passed to the kernel. Returns MBT_OK (0) or an enum mbt_error. The contents
 * of sections are not checked.
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

/* The section with the tag, or NULL. */
static inline const struct mbt_section *mbt_find_section(const void *table,
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

/*
 * Copies entry i of the section to ret, size bytes. Bytes that the entry does
 * not have become 0, bytes beyond size are ignored. Returns 1, or 0 with *ret
 * unchanged if there is no such entry or section is NULL.
 */
static inline int mbt_get_entry(const struct mbt_section *section, uint32_t i,
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

/* The same for a section of regions. */
static inline int mbt_get_region(const struct mbt_section *section, uint32_t i,
				 struct mbt_region *ret)
{
	return mbt_get_entry(section, i, ret, sizeof(*ret));
}

/* The first address after the region. */
static inline uint64_t mbt_region_end(const struct mbt_region *region)
{
	return region->base + region->size;
}

/* A free range. Zero it before the first call of mbt_next_free(). */
struct mbt_free {
	uint64_t base, end;        /* end is the first address after it */
	uint32_t memory, reserved; /* where the search continues */
};

/*
 * Finds the next free range by address: memory without MBT_REGION_NOMAP that
 * is not reserved. Returns 1 and fills *range, or 0 if there are no more. A
 * table without MBT_RESERVED has no free ranges. Linear over all calls.
 */
static inline int mbt_next_free(const void *table, struct mbt_free *range)
{
	const struct mbt_section *memory = mbt_find_section(table, MBT_MEMORY);
	const struct mbt_section *reserved =
		mbt_find_section(table, MBT_RESERVED);
	struct mbt_region region, taken;
	uint64_t base = range->end, end;

	for (; reserved && mbt_get_region(memory, range->memory, &region);
	     range->memory++) {
		if (region.flags & MBT_REGION_NOMAP)
			continue;
		base = base > region.base ? base : region.base;
		end = region.base + region.size;
		for (; mbt_get_region(reserved, range->reserved, &taken);
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

/* The string at an offset into MBT_STRINGS; "" for 0 and invalid offsets. */
static inline const char *mbt_string(const void *table, uint32_t offset)
{
	const struct mbt_section *strings =
		mbt_find_section(table, MBT_STRINGS);
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

/* The command line of the kernel; "" without MBT_CMDLINE. */
static inline const char *mbt_cmdline(const void *table)
{
	const struct mbt_section *section =
		mbt_find_section(table, MBT_CMDLINE);
	const char *text;

	if (section == NULL || section->count == 0)
		return "";
	text = (const char *)(section + 1);
	return text[section->count - 1] == '\0' ? text : "";
}

/* 1 if the strings are equal, otherwise 0. */
static inline int mbt_string_equal(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/*
 * Finds the first reserved region with this owner and name, such as "module"
 * and "initrd", or "reserve_mem" and the name from reserve_mem=. Most owners
 * have the name "". Returns 1 and fills *ret, or 0 with *ret unchanged.
 */
static inline int mbt_find_reserved(const void *table, const char *owner,
				    const char *name, struct mbt_region *ret)
{
	const struct mbt_section *reserved =
		mbt_find_section(table, MBT_RESERVED);
	struct mbt_region region;

	for (uint32_t i = 0; mbt_get_region(reserved, i, &region); i++) {
		if (mbt_string_equal(mbt_string(table, region.owner), owner) &&
		    mbt_string_equal(mbt_string(table, region.name), name)) {
			*ret = region;
			return 1;
		}
	}
	return 0;
}

#ifdef __cplusplus
}
#endif

#endif
