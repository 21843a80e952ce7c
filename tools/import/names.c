/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One table serves all programs that print maps: none of them uses the name of
 * one type for another. The names come from MemMap.uni of the EDK2 shell,
 * Linux's drivers/firmware/efi (before and after its names became 12
 * characters), U-Boot's cmd/efidebug.c and cmd/efi.c, GRUB's lsefimmap, uefi-rs
 * and MikanOS.
 */
#include "tools/import/names.h"

#include <string.h>

#include "core/firmware/efimap.h"

#define NAMES_OF_A_TYPE 8

/* Lower case, letters and digits only. */
static const char *const type_names[][NAMES_OF_A_TYPE] = {
	[EFI_RESERVED_MEMORY_TYPE] = { "reserved", "reservedmemorytype",
				       "reservedmemory" },
	[EFI_LOADER_CODE] = { "loadercode", "ldrcode" },
	[EFI_LOADER_DATA] = { "loaderdata", "ldrdata" },
	[EFI_BOOT_SERVICES_CODE] = { "bootservicescode", "bscode", "bootcode",
				     "bootservicecode" },
	[EFI_BOOT_SERVICES_DATA] = { "bootservicesdata", "bsdata", "bootdata",
				     "bootservicedata" },
	[EFI_RUNTIME_SERVICES_CODE] = { "runtimeservicescode", "rtcode",
					"runtimecode", "runtimeservicecode" },
	[EFI_RUNTIME_SERVICES_DATA] = { "runtimeservicesdata", "rtdata",
					"runtimedata", "runtimeservicedata" },
	[EFI_CONVENTIONAL_MEMORY] = { "conventionalmemory", "available",
				      "conventional", "conv", "convmem" },
	[EFI_UNUSABLE_MEMORY] = { "unusablememory", "unusable", "unusablemem" },
	[EFI_ACPI_RECLAIM_MEMORY] = { "acpireclaimmemory", "acpirecl",
				      "acpireclaim", "acpireclaimmem",
				      "acpirec" },
	[EFI_ACPI_MEMORY_NVS] = { "acpimemorynvs", "acpinvs", "acpimemnvs",
				  "acpinonvolatile" },
	[EFI_MEMORY_MAPPED_IO] = { "memorymappedio", "mmio", "io" },
	[EFI_MEMORY_MAPPED_IO_PORT_SPACE] = { "memorymappedioportspace",
					      "mmioport", "mmioportspace",
					      "ioport", "ioports" },
	[EFI_PAL_CODE] = { "palcode", "pal" },
	[EFI_PERSISTENT_MEMORY] = { "persistentmemory", "persistent",
				    "persist" },
	[EFI_UNACCEPTED_MEMORY] = { "unacceptedmemorytype", "unaccepted",
				    "unacceptedmemory" },
};

/* The name without characters that do not matter. false: it is longer than any
 * name. */
static bool bare_name(struct cursor name, char *bare, size_t size)
{
	size_t n = 0;

	cursor_skip(&name, "efi");
	for (; name.at < name.end; name.at++) {
		if (strchr(" \t_-/", *name.at) && *name.at)
			continue;
		if (n + 1 == size)
			return false;
		bare[n++] = *name.at;
	}
	bare[n] = '\0';
	/* A NUL in the file must not shorten the name. */
	return strlen(bare) == n;
}

bool type_by_any_name(const struct cursor *name, uint32_t *ret_type)
{
	char bare[32];
	struct cursor c;

	if (!bare_name(*name, bare, sizeof(bare)))
		return false;
	c = cursor_of(bare);
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++) {
		for (int i = 0; i < NAMES_OF_A_TYPE; i++) {
			const char *known = type_names[type][i];

			if (known && cursor_equals(&c, known)) {
				*ret_type = type;
				return true;
			}
		}
	}
	return false;
}

bool type_name_begins(struct cursor name)
{
	struct cursor word = { name.at, name.at };
	char bare[32];

	while (word.end < name.end && (*word.end < '0' || *word.end > '9'))
		word.end++;
	if (!bare_name(word, bare, sizeof(bare)) || bare[0] == '\0')
		return false;
	if (strcmp(bare, "Unk") == 0) /* GRUB */
		return true;
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++)
		for (int i = 0; i < NAMES_OF_A_TYPE; i++) {
			struct cursor known = cursor_of(
				type_names[type][i] ? type_names[type][i] : "");

			if (cursor_skip(&known, bare))
				return true;
		}
	return false;
}

bool type_name_ends(struct cursor end)
{
	char bare[32];
	size_t len;

	if (!bare_name(end, bare, sizeof(bare)) || bare[0] == '\0')
		return false;
	len = strlen(bare);
	for (uint32_t type = 0; type < EFI_MEMORY_TYPE_COUNT; type++)
		for (int i = 0; i < NAMES_OF_A_TYPE; i++) {
			struct cursor known = cursor_of(
				type_names[type][i] ? type_names[type][i] : "");

			if (cursor_left(&known) < len)
				continue;
			known.at = known.end - len;
			if (cursor_equals(&known, bare))
				return true;
		}
	return false;
}

/* The names of all programs, which differ from core/firmware/efimap.h and from
 * each other. */
static const struct {
	const char *name;
	uint64_t bit;
} attr_names[] = {
	{ "UC", EFI_ATTR_UC },
	{ "WC", EFI_ATTR_WC },
	{ "WT", EFI_ATTR_WT },
	{ "WB", EFI_ATTR_WB },
	{ "UCE", EFI_ATTR_UCE },
	{ "WP", EFI_ATTR_WP },
	{ "RP", EFI_ATTR_RP },
	{ "XP", EFI_ATTR_XP },
	{ "NV", EFI_ATTR_NV },
	{ "MR", EFI_ATTR_MORE_RELIABLE },
	{ "REL", EFI_ATTR_MORE_RELIABLE }, /* U-Boot */
	{ "RO", EFI_ATTR_RO },
	{ "SP", EFI_ATTR_SP },
	{ "CC", EFI_ATTR_CPU_CRYPTO }, /* Linux */
	{ "CRYPTO", EFI_ATTR_CPU_CRYPTO },
	{ "HP", EFI_ATTR_HOT_PLUGGABLE },
	{ "RUN", EFI_ATTR_RUNTIME }, /* Linux */
	{ "RT", EFI_ATTR_RUNTIME },
	/* uefi-rs */
	{ "UNCACHEABLE", EFI_ATTR_UC },
	{ "WRITE_COMBINE", EFI_ATTR_WC },
	{ "WRITE_THROUGH", EFI_ATTR_WT },
	{ "WRITE_BACK", EFI_ATTR_WB },
	{ "UNCACHABLE_EXPORTED", EFI_ATTR_UCE },
	{ "WRITE_PROTECT", EFI_ATTR_WP },
	{ "READ_PROTECT", EFI_ATTR_RP },
	{ "EXECUTE_PROTECT", EFI_ATTR_XP },
	{ "NON_VOLATILE", EFI_ATTR_NV },
	{ "MORE_RELIABLE", EFI_ATTR_MORE_RELIABLE },
	{ "READ_ONLY", EFI_ATTR_RO },
	{ "SPECIAL_PURPOSE", EFI_ATTR_SP },
	{ "CPU_CRYPTO", EFI_ATTR_CPU_CRYPTO },
	{ "RUNTIME", EFI_ATTR_RUNTIME },
	{ "ISA_VALID", EFI_ATTR_ISA_VALID },
};

bool attr_by_any_name(const struct cursor *name, uint64_t *ret_bit)
{
	for (size_t i = 0; i < sizeof(attr_names) / sizeof(*attr_names); i++) {
		if (cursor_equals(name, attr_names[i].name)) {
			*ret_bit = attr_names[i].bit;
			return true;
		}
	}
	return false;
}

/* U-Boot's "ISA=0x5": bits 44 to 59, which it prints if they are valid. */
static bool isa_field(struct cursor field, uint64_t *ret)
{
	if (!cursor_skip(&field, "ISA=0x") || !cursor_hex(&field, ret) ||
	    !cursor_at_end(&field) || *ret > 0xffff)
		return false;
	*ret = *ret << 44 | EFI_ATTR_ISA_VALID;
	return true;
}

/* All bits in hexadecimal: "0x3000", "attr=0x080000000000000f" */
static bool number_field(struct cursor field, uint64_t *ret)
{
	if (cursor_skip(&field, "attr="))
		return cursor_hex16(&field, ret) && cursor_at_end(&field);
	return cursor_skip(&field, "0x") && cursor_hex(&field, ret) &&
	       cursor_at_end(&field);
}

static bool attr_field(struct cursor field, uint64_t *ret)
{
	return attr_by_any_name(&field, ret) || isa_field(field, ret) ||
	       number_field(field, ret);
}

bool attrs_by_name(struct cursor names, uint64_t *ret_attribute)
{
	uint64_t all = 0, one;

	for (bool more = true; more;) {
		struct cursor field = names;

		more = cursor_until(&names, "|", &field);
		if (more)
			names.at++;
		else
			cursor_word(&names, &field);
		if (cursor_at_end(&field))
			continue;
		if (!attr_field(field, &one))
			return false;
		all |= one;
	}
	*ret_attribute = all;
	return true;
}

static const char *type_field(const struct cursor *field, uint32_t *ret_type)
{
	struct cursor c = *field;
	uint64_t number;

	if (type_by_any_name(field, ret_type))
		return NULL;
	if (!cursor_skip(&c, "type=") || !cursor_dec(&c, &number) ||
	    !cursor_at_end(&c) || number > UINT32_MAX)
		return "unknown memory type";
	*ret_type = (uint32_t)number;
	return NULL;
}

const char *type_and_attrs(struct cursor *c, uint32_t *ret_type,
			   uint64_t *ret_attribute)
{
	struct cursor type, attrs;
	const char *why;

	if (!cursor_skip(c, "[") || !cursor_until(c, "|", &type) ||
	    !cursor_until(c, "]", &attrs))
		return "[TYPE|ATTRIBUTES] is incomplete";
	c->at++;
	why = type_field(&type, ret_type);
	if (why == NULL && !attrs_by_name(attrs, ret_attribute))
		why = "unknown attribute";
	return why;
}
