/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What other boot loaders print of the EFI map: ESXi's mboot, OpenCore and
 * Limine, whose ends are exclusive:
 *
 *   MMap[10]: 0x8adc3000 - 0x8adc6fff len=16384, type=6, attr=0x800...0f
 *
 *   OCMM: RT Code  [RUN|   |...|UC] 0x...-0x... -> 0x0000000000000000 (124 KB)
 *
 *   [0x1000 -> 0x9f000] : 0x9e000  <Usable RAM (0)>
 *   0x1000->0x9f000 Usable
 */
#include <ctype.h>

#include "tools/import/import.h"
#include "tools/import/names.h"

/* --- ESXi ---------------------------------------------------------------- */

static const char *mmap_row(struct cursor c, struct efi_memory_desc *desc)
{
	uint64_t known = EFI_ATTR_UC | EFI_ATTR_WC | EFI_ATTR_WT | EFI_ATTR_WB |
			 EFI_ATTR_UCE | UINT64_C(0x1ff000) |
			 EFI_ATTR_ISA_VALID | EFI_ATTR_RUNTIME;
	uint64_t last, len, type;
	const char *why;

	cursor_blanks(&c);
	if (!cursor_pair(&c, " - ", &desc->phys_addr, &last) ||
	    !cursor_skip(&c, " len=") || !cursor_dec(&c, &len) ||
	    !cursor_skip(&c, ", type=") || !cursor_dec(&c, &type) ||
	    type > UINT32_MAX || !cursor_skip(&c, ", attr=0x") ||
	    !cursor_hex(&c, &desc->attribute))
		return "expected START - END len=, type=, attr=0x";
	if (desc->attribute & EFI_ATTR_ISA_VALID)
		known |= EFI_ATTR_ISA_MASK;
	if (desc->attribute & ~known)
		return "the attributes are incomplete";
	desc->type = (uint32_t)type;
	why = range_pages(desc->phys_addr, last, true, &desc->num_pages);
	if (why == NULL && desc->num_pages << PAGE_SHIFT_4K != len)
		why = "range and len= disagree";
	return why;
}

static void mmap_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor c = line->text;
	uint64_t index;

	if (!cursor_find(&c, "MMap[") || !cursor_dec(&c, &index) ||
	    !cursor_skip(&c, "]:"))
		return;
	import_index(import, line, index);
	import_take(import, line, mmap_row(c, &desc), &desc);
}

/* --- OpenCore ------------------------------------------------------------ */

static const char *ocmm_row(struct cursor type, struct cursor c,
			    struct efi_memory_desc *desc)
{
	struct cursor attrs;
	uint64_t end;

	if (!type_by_any_name(&type, &desc->type))
		return "unknown memory type";
	c.at++;
	if (!cursor_until(&c, "]", &attrs) ||
	    !attrs_by_name(attrs, &desc->attribute))
		return "unknown or incomplete attributes";
	c.at++;
	cursor_blanks(&c);
	if (!cursor_pair(&c, "-", &desc->phys_addr, &end) ||
	    !cursor_skip(&c, " -> 0x"))
		return "expected START-END -> 0x";
	return range_pages(desc->phys_addr, end, end & 1, &desc->num_pages);
}

static void ocmm_line(struct import *import, const struct line *line)
{
	struct efi_memory_desc desc = { 0 };
	struct cursor c = line->text, title = c, type;

	if (cursor_find(&title, "OCMM: ") && cursor_find(&title, "dump")) {
		import_starts(import, line);
		return;
	}
	if (!cursor_find(&c, "OCMM: ") || !cursor_until(&c, "[", &type))
		return;
	import_take(import, line, ocmm_row(type, c, &desc), &desc);
}

/* --- Limine -------------------------------------------------------------- */

static const struct {
	const char *word;
	uint32_t type;
	uint64_t attribute;
} words[] = {
	{ "Usable", EFI_CONVENTIONAL_MEMORY, EFI_ATTR_WB },
	{ "Reserved", EFI_RESERVED_MEMORY_TYPE, 0 },
	{ "ACPI reclaimable", EFI_ACPI_RECLAIM_MEMORY, EFI_ATTR_WB },
	{ "ACPI NVS", EFI_ACPI_MEMORY_NVS, EFI_ATTR_WB },
	{ "Bad memory", EFI_UNUSABLE_MEMORY, EFI_ATTR_WB },
	{ "Bootloader reclaimable", EFI_LOADER_DATA, EFI_ATTR_WB },
	{ "Kernel and modules", EFI_LOADER_CODE, EFI_ATTR_WB },
	{ "Kernel/Modules", EFI_LOADER_CODE, EFI_ATTR_WB },
	{ "Executable and modules", EFI_LOADER_CODE, EFI_ATTR_WB },
	{ "Framebuffer", EFI_MEMORY_MAPPED_IO, 0 },
	{ "EFI reclaimable", EFI_BOOT_SERVICES_DATA, EFI_ATTR_WB },
	{ "Reserved (mapped)", EFI_RESERVED_MEMORY_TYPE, 0 },
};

/* The word that follows the range, in brackets or not. */
static bool limine_type(struct cursor c, struct efi_memory_desc *desc)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct cursor word = c;

		if (cursor_find(&word, words[i].word) &&
		    (word.at == word.end ||
		     !isalnum((unsigned char)*word.at))) {
			desc->type = words[i].type;
			desc->attribute = words[i].attribute;
			return true;
		}
	}
	return false;
}

static void limine_line(struct import *import, const struct line *line)
{
	struct row row = { 0 };
	struct cursor c = line->text;
	bool found = false;
	uint64_t end;

	while (!found && cursor_find(&c, "0x"))
		found = cursor_pair(&c, "->", &row.first, &end) ||
			cursor_pair(&c, " -> ", &row.first, &end);
	if (!found || end <= row.first || !limine_type(c, &row.desc))
		return;
	row.last = end - 1;
	import_bytes(import, line, &row);
}

const struct import_format import_esxi = {
	.origin = "ESXi mboot rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ ", attr=0x", NULL },
	.line = mmap_line,
	.log = true,
	.open_attributes = true,
};

const struct import_format import_opencore = {
	.origin = "OpenCore rows",
	.profile = PROFILE_LINUX_X86,
	.rank = 5,
	.hints = (const char *const[]){ " -> 0x0", "ocmm: dump",
					"0 ocmm: ", NULL },
	.line = ocmm_line,
	.log = true,
};

const struct import_format import_limine = {
	.origin = "Limine rows",
	.profile = PROFILE_LINUX_X86,
	.holds = IMPORT_HOLDS_BYTES,
	.rank = 4,
	.hints = (const char *const[]){ "reclaimable", " usable", "<usable",
					"<reserved", "-&gt; 0x", NULL },
	.line = limine_line,
	.log = true,
	.any_arch = true,
};
