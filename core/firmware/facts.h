/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is known of a machine besides its memory map: what a log says, or what
 * the running machine answers. Everything is optional; 0, NULL and an empty
 * list mean "not known". core/lint compares it with the map.
 */
#ifndef CORE_FIRMWARE_FACTS_H
#define CORE_FIRMWARE_FACTS_H

#include "core/base/range.h"
#include "core/firmware/acpi.h"
#include "core/firmware/smbios.h"

/* What the descriptors of the map were made from. */
enum facts_rows {
	FACTS_ROWS_EFI,  /* EFI descriptors: types and attributes are real */
	FACTS_ROWS_E820, /* E820 rows: types and attributes were derived */
	FACTS_ROWS_SETS, /* sets or resources: only ranges are real */
};

/* Objects of the firmware whose address is known, mostly from the
 * configuration table (UEFI 2.10, 4.6). */
enum facts_place {
	FACTS_ACPI,   /* RSDP */
	FACTS_SMBIOS, /* entry point of either version */
	FACTS_ESRT,
	FACTS_MEMATTR,
	FACTS_TPM_LOG,
	FACTS_BGRT, /* the image */
	FACTS_DEVICE_TREE,
	FACTS_RNG_SEED,
	FACTS_MOKVAR,
	FACTS_SYSTEM_TABLE, /* EFI_SYSTEM_TABLE */
	FACTS_INITRD,
	FACTS_ACPI_TABLE,  /* what the root tables point to */
	FACTS_FRAMEBUFFER, /* of a screen */
	FACTS_ECAM,        /* configuration space of PCI (ACPI's MCFG) */
	FACTS_EBDA,        /* extended BIOS data area, up to 640 KiB */
	FACTS_OTHER,       /* any other table */
	FACTS_PLACE_COUNT,
};
/* The name in messages: "ACPI RSDP". */
const char *facts_place_name(enum facts_place place);

/* The place of a name; false if the name is unknown. */
bool facts_place_by_name(const char *name, enum facts_place *ret);

struct fact_place {
	enum facts_place what;
	struct range range; /* size 0: only the address is known */
	char name[5];       /* signature of an ACPI table, or "" */
};

/* The memory that the firmware sets aside for a type at boot, so that its
 * allocations do not move (EDK II's memory type information). */
struct fact_bin {
	uint32_t type;
	uint64_t pages;
};

/* Firmware that can be updated by capsules, and what became of the last
 * attempt: an entry of the ESRT (UEFI 2.10, 23.4). */
struct fact_resource {
	char class[40]; /* a GUID, as text */
	/* type: 1 system, 2 device, 3 driver; version, lowest version that can
	 * replace it, flags of capsules; and of the attempt its version and
	 * status, 0 for a success */
	uint32_t numbers[6];
};
/* "type", "version", "lowest", "flags", "tried", "status" */
const char *fact_resource_name(size_t number);
#define FACTS_RESOURCES 16 /* that are read */

/* Memory types of an MTRR (Intel SDM volume 3, 12.11). */
enum mtrr_type {
	MTRR_UC = 0,
	MTRR_WC = 1,
	MTRR_WT = 4,
	MTRR_WP = 5,
	MTRR_WB = 6,
};

/* "write-back"; "of an unknown type". */
const char *mtrr_type_name(uint32_t type);

struct fact_mtrr {
	struct range range;
	uint32_t type; /* enum mtrr_type */
};

/* An E820 row in bytes, as a kernel printed it. */
struct fact_e820 {
	struct range range;
	uint32_t type; /* of core/firmware/e820.h, or any other */
};

/* How GetMemoryMap() behaved (UEFI 2.10, 7.2.3), bits. */
enum facts_probe {
	FACTS_PROBED = 1 << 0, /* it was tried out */
	FACTS_PROBE_NO_DESC_SIZE =
		1 << 1, /* not filled in for BUFFER_TOO_SMALL */
	FACTS_PROBE_OVERRUN = 1
			      << 2, /* wrote beyond the size that it returned */
	FACTS_PROBE_KEY = 1 << 3,   /* the key changed between idle calls */
	FACTS_PROBE_SIZE = 1
			   << 4, /* needed more than the size it had returned */
	FACTS_PROBE_STUCK = 1 << 5, /* the key stayed when a page was allocated
				     * or freed */
	FACTS_PROBE_PAGES = 1 << 6, /* an allocated page was not in the map with
				     * its type */
};

/* What the firmware's page tables allow while boot services run. */
struct fact_protection {
	bool known;       /* they could be read */
	bool no_protocol; /* EFI_MEMORY_ATTRIBUTE_PROTOCOL (UEFI 2.10, 37.2) */
	bool page_0;      /* can be accessed */
	bool stack_executable;
	bool stack_open; /* no page below it that cannot be accessed */
	/* Bytes: */
	phys_addr_t writable_code; /* writable and executable */
	phys_addr_t free_mapped;   /* free memory that can be accessed */
	phys_addr_t device_code;   /* device memory that is executable */
	phys_addr_t image_rights;  /* of loaded images: code that is writable,
				    * data that is executable */
};

struct facts {
	enum facts_rows rows;

	/* --- the text that the map was read from ------------------------- */
	size_t rows_unread;   /* rows that could not be read */
	size_t rows_expected; /* how many rows the source itself states */
	size_t rows_ragged;   /* E820 rows that are not whole pages */
	size_t rows_unknown;  /* E820 rows of a type that Linux does not know */
	bool cut;             /* the text lacks rows of the map */
	/* Attributes that the source does not hold: none of the rows has them,
	 * or they were derived. */
	uint64_t attr_unknown;
	/* The file was converted from E820 rows, and has only the whole pages
	 * that were made of them. */
	bool e820_lost;

	/* --- the firmware ------------------------------------------------ */
	const struct fact_place *places;
	size_t place_cnt;
	/* The contents of the memory attributes table (UEFI 2.10, 4.6.4). */
	struct acpi_bytes memattr;
	unsigned int probe; /* bits of enum facts_probe */

	/* --- the machine ------------------------------------------------- */
	const struct smbios *smbios;   /* what SMBIOS says, or NULL */
	unsigned int address_bits;     /* of physical addresses */
	phys_addr_t installed;         /* bytes of RAM that SMBIOS lists */
	const struct fact_mtrr *mtrrs; /* those that are enabled */
	size_t mtrr_cnt;
	uint32_t mtrr_default; /* counts only with mtrr_cnt > 0 */
	/* Memory windows of PCI root bridges. */
	const struct range *windows;
	size_t window_cnt;
	const struct fact_bin *bins;
	size_t bin_cnt;
	const struct fact_resource *resources;
	size_t resource_cnt;
	struct fact_protection protection;
	/* /reserved-memory of the device tree, and ranges alike. */
	const struct range *tree_reserved;
	size_t tree_reserved_cnt;

	/* --- what Linux printed in the same log --------------------------- */
	phys_addr_t linux_available, linux_total; /* "Memory: A/B available" */
	const struct range *linux_memory; /* "Early memory node ranges" */
	size_t linux_memory_cnt;
	const struct fact_e820 *linux_e820; /* BIOS-e820 rows beside EFI rows */
	size_t linux_e820_cnt;
	struct range crashkernel;
};

/* Whether anything is known that the machine itself was asked; NULL: no. */
bool facts_of_machine(const struct facts *facts);

#endif
