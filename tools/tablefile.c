/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/tablefile.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/cstring.h"
#include "core/firmware/facts.h"
#include "core/table/check.h"
#include "core/table/write.h"
#include "tools/memory.h"

bool tablefile_is(const void *bytes, size_t len)
{
	uint64_t magic;

	if (len < sizeof(magic))
		return false;
	memcpy(&magic, bytes, sizeof(magic));
	return magic == MBT_MAGIC;
}

/* --- reading ------------------------------------------------------------- */

/* What is known of a map that is not the firmware's own. */
static const struct facts *facts_of(uint32_t flags)
{
	static const struct facts of_e820 = { .rows = FACTS_ROWS_E820,
					      .e820_lost = true };
	static const struct facts of_sets = { .rows = FACTS_ROWS_SETS };

	if (flags & MBT_PLATFORM_FROM_E820)
		return &of_e820;
	return flags & MBT_PLATFORM_FROM_SETS ? &of_sets : NULL;
}

static void read_platform(struct capture *ret, const void *table)
{
	struct mbt_platform platform = { .efi_desc_version =
						 EFIMAP_DESC_VERSION };

	mbt_get_entry(mbt_find_section(table, MBT_PLATFORM), 0, &platform,
		      sizeof(platform));
	ret->map.desc_version = platform.efi_desc_version;
	ret->uefi_revision = platform.uefi_revision;
	ret->firmware_revision = platform.firmware_revision;
	str_copy(ret->vendor, sizeof(ret->vendor),
		 mbt_string(table, platform.vendor));
	str_copy(ret->arch, sizeof(ret->arch),
		 mbt_string(table, platform.arch));
	str_copy(ret->origin, sizeof(ret->origin), "the table of a kernel");
	ret->facts = facts_of(platform.flags);
	ret->profile = platform.flags & MBT_PLATFORM_ARM64_RULES
			       ? PROFILE_LINUX_ARM64
			       : PROFILE_LINUX_X86;
}

/* The owner with this name, or OWNER_NONE if its reservations follow from the
 * firmware's map and need not be read. */
static enum owner loader_range_owner(const char *name)
{
	for (int owner = OWNER_FIRMWARE_TABLE; owner < OWNER_COUNT; owner++)
		if (strcmp(name, owner_name((enum owner)owner)) == 0)
			return (enum owner)owner;
	return OWNER_NONE;
}

/* loader_ranges[] has room for all reserved regions; their names remain in the
 * table. */
static void read_loader_ranges(struct capture *ret,
			       struct loader_range *loader_ranges,
			       const void *table)
{
	const struct mbt_section *reserved =
		mbt_find_section(table, MBT_RESERVED);
	struct mbt_region region;

	ret->loader_ranges = loader_ranges;
	for (uint32_t i = 0; mbt_get_region(reserved, i, &region); i++) {
		enum owner owner =
			loader_range_owner(mbt_string(table, region.owner));
		struct capture_range range = { region.base, region.size };

		if (owner == OWNER_IMAGE && ret->image.size == 0)
			ret->image = range;
		else if (owner == OWNER_MAP_BUFFER && ret->map_buffer.size == 0)
			ret->map_buffer = range;
		else if (owner != OWNER_NONE)
			loader_ranges[ret->loader_range_cnt++] =
				(struct loader_range){
					region.base,
					region.size,
					owner,
					mbt_string(table, region.name),
				};
	}
}

static bool read_map(struct capture *ret, const void *table)
{
	const struct mbt_section *map = mbt_find_section(table, MBT_EFI_MAP);

	if (map == NULL)
		return false;
	ret->map.desc = map + 1;
	ret->map.desc_size = map->entry_size;
	ret->map.size = (size_t)map->count * map->entry_size;
	return efimap_check(&ret->map) == EFIMAP_GOOD;
}

/* Copies the table to memory of its own, followed by room for as many loader
 * ranges as it has reserved regions. */
static void *copy_table(const void *bytes, size_t len,
			struct loader_range **ret_loader_ranges)
{
	const struct mbt_section *reserved;
	size_t padded = (len + 15) & ~(size_t)15, count;
	uint8_t *table = memory_resize(NULL, padded, 1);

	memcpy(table, bytes, len);
	if (mbt_check(table, (uint32_t)len) != MBT_OK)
		return table;
	reserved = mbt_find_section(table, MBT_RESERVED);
	count = reserved ? reserved->count : 0;
	table = memory_resize(table,
			      padded + count * sizeof(struct loader_range), 1);
	*ret_loader_ranges = (struct loader_range *)(void *)(table + padded);
	return table;
}

/* NULL, or what is wrong with the table. */
static const char *read_table(struct capture *ret,
			      struct loader_range *loader_ranges,
			      const void *table, size_t len)
{
	int error = mbt_check(table, (uint32_t)len);

	if (error != MBT_OK)
		return table_problem_text((enum table_problem)error);
	read_platform(ret, table);
	if (!read_map(ret, table))
		return "does not contain the firmware's map; its capacity was "
		       "too small";
	read_loader_ranges(ret, loader_ranges, table);
	return NULL;
}

/* Regions have a node each, but what that comes from is not in the table. */
static bool has_nodes(const void *table)
{
	const struct mbt_section *memory = mbt_find_section(table, MBT_MEMORY);
	struct mbt_region region;

	return mbt_get_region(memory, 0, &region) && region.nid != MBT_NO_NODE;
}

enum import_result tablefile_read(struct capture *ret_capture, void **ret_store,
				  const char *name, const void *bytes,
				  size_t len, const struct sink *messages)
{
	struct capture capture = { 0 };
	struct loader_range *loader_ranges = NULL;
	const char *why = "is larger than 4 GiB";
	void *table = NULL;

	if (len < MBT_ANY_SIZE) {
		table = copy_table(bytes, len, &loader_ranges);
		why = read_table(&capture, loader_ranges, table, len);
	}
	if (why != NULL) {
		print(messages, "%s: the table %s\n", name, why);
		free(table);
		return IMPORT_FAILED;
	}
	if (has_nodes(table))
		print(messages,
		      "%s: note: the table has the nodes of the sets, but not "
		      "the SRAT that a conversion needs (save-raw= and "
		      "format=json hold it)\n",
		      name);
	*ret_capture = capture;
	*ret_store = table;
	return IMPORT_GOOD;
}

/* --- writing ------------------------------------------------------------- */

void tablefile_render(const struct sink *out,
		      const struct conversion *conversion)
{
	const struct table_facts facts = { .simulated = true };
	size_t len = table_space(conversion, &facts, 0), used = 0;
	struct mbt_header *header = memory_resize(NULL, len ? len : 1, 1);

	if (table_write(header, len, 0, conversion, &facts, &used) == CORE_OK) {
		/* In a file nothing follows the last section. */
		header->capacity = header->used_size;
		header->crc32 = mbt_checksum(header);
		out->write(out->ctx, (const char *)header, used);
	}
	free(header);
}
