/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Multiboot header of a kernel: what it asks of its loader. Sources: the
 * Multiboot Specification 0.6.96 (version 1) and the Multiboot2 Specification
 * 2.0 (version 2), each section "The layout of the Multiboot header". Nothing
 * in a file is trusted.
 */
#ifndef EFI_BOOT_MULTIBOOT_HEADER_H
#define EFI_BOOT_MULTIBOOT_HEADER_H

#include "core/base/types.h"
#include "core/text/print.h"

/* How far into the file a header may begin and must end, in bytes. */
#define MULTIBOOT1_SEARCH 8192
#define MULTIBOOT2_SEARCH 32768

/* Where a relocatable kernel is placed, as it wishes. */
enum multiboot_preference {
	MULTIBOOT_ANYWHERE,
	MULTIBOOT_LOWEST,
	MULTIBOOT_HIGHEST,
};

/* What a header gives instead of an ELF file's program headers: physical
 * addresses. The file's bytes from file_offset on go to base. */
struct multiboot_addresses {
	uint64_t file_offset;
	uint32_t base;
	uint32_t load_end; /* of what is in the file; 0: the file's end */
	uint32_t bss_end;  /* of what is zeroed; 0: there is none */
};

struct multiboot_header {
	unsigned int version;   /* 1 or 2 */
	size_t offset;          /* of the header, in the file */
	bool has_addresses;     /* they replace the ELF headers */
	bool has_entry;         /* entry replaces e_entry */
	bool has_efi64_entry;   /* entry with boot services, in long mode */
	bool keep_services;     /* boot services are not left */
	bool is_relocatable;    /* by the four fields below */
	bool needs_text;        /* EGA text, which UEFI has not */
	bool wants_framebuffer; /* has a framebuffer tag, or the video flag */
	struct multiboot_addresses addresses;
	uint32_t entry;       /* physical, as linked */
	uint32_t efi64_entry; /* the same */
	uint32_t min;         /* lowest address of the image */
	uint32_t max;         /* highest address of its last byte */
	uint32_t align;       /* a power of two */
	enum multiboot_preference preference;
};

enum multiboot_fault {
	MULTIBOOT_GOOD,
	MULTIBOOT_ARCHITECTURE,
	MULTIBOOT_LENGTH,    /* the header goes beyond the searched bytes */
	MULTIBOOT_TAG_SIZE,  /* value: the tag's type, limit: its size */
	MULTIBOOT_TAG_TYPE,  /* a required tag that is not known */
	MULTIBOOT_REQUEST,   /* of information that is not known */
	MULTIBOOT_FLAG,      /* a required flag that is not known */
	MULTIBOOT_NO_ENTRY,  /* addresses without an entry */
	MULTIBOOT_ADDRESSES, /* not in order */
	MULTIBOOT_ALIGN,     /* not a power of two */
	MULTIBOOT_TEXT,      /* only a text console suits */
	MULTIBOOT_SERVICES,  /* kept, with options that change the map */
	MULTIBOOT_FAULT_COUNT,
};

struct multiboot_error {
	enum multiboot_fault fault;
	uint64_t value; /* what is wrong */
	uint64_t limit; /* what it exceeds or differs from */
};

/*
 * Finds a header: magic and checksum are right. bytes[size] is the beginning
 * of the file, at any alignment; at least MULTIBOOT2_SEARCH of it, or all.
 * version is 1, 2, or 0 for the newest there is (a kernel with both headers
 * offers more to a loader of version 2). Returns the version, or 0.
 */
unsigned int multiboot_find(const void *bytes, size_t size,
			    unsigned int version, size_t *ret_offset);

/* Reads the header at offset, which multiboot_find() found. False: ret is
 * undefined, error says why. */
bool multiboot_read(struct multiboot_header *ret, const void *bytes,
		    size_t size, unsigned int version, size_t offset,
		    struct multiboot_error *error);

/* A phrase without a full stop: "its Multiboot2 header is for ...". */
void multiboot_explain(const struct sink *out,
		       const struct multiboot_error *error);
/* It for print_phrase(). */
const char *multiboot_phrase(enum multiboot_fault fault);

#endif
