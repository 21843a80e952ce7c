/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/diff/hibernation.h"

#include "core/base/bytes.h"
#include "core/firmware/facts.h"
#include "core/handoff/table.h"

/* GRUB_MEMORY_CODE */
#define GRUB_CODE 20u

/* --- the table ------------------------------------------------------------ */

size_t hibernation_logged_count(const struct capture *capture)
{
	if (capture->e820)
		return capture->e820_cnt;
	return capture->facts ? capture->facts->linux_e820_cnt : 0;
}

struct e820_entry hibernation_logged_row(const struct capture *capture,
					 size_t index)
{
	const struct fact_e820 *fact;

	if (capture->e820)
		return capture->e820[index];
	fact = &capture->facts->linux_e820[index];
	return (struct e820_entry){ fact->range, fact->type };
}

static size_t row_count(const struct conversion *conversion)
{
	size_t logged = hibernation_logged_count(conversion->capture);
	size_t n = conversion->order_cnt;

	if (conversion->firmware_e820.cnt > n)
		n = conversion->firmware_e820.cnt;
	return logged > n ? logged : n;
}

/* A table of up to 2n entries, and scratch for flattening it. */
size_t hibernation_space(const struct conversion *conversion)
{
	size_t n = row_count(conversion);

	return 2 * n * sizeof(struct e820_entry) +
	       3 * n * sizeof(struct keyed_range);
}

static void copy_rows(struct e820_table *ret, const struct e820_table *from)
{
	for (size_t i = 0; i < from->cnt; i++)
		ret->entries[i] = from->entries[i];
	ret->cnt = from->cnt;
}

static void copy_logged(struct e820_table *ret, const struct capture *capture)
{
	ret->cnt = hibernation_logged_count(capture);
	for (size_t i = 0; i < ret->cnt; i++)
		ret->entries[i] = hibernation_logged_row(capture, i);
}

static uint32_t grub_type(const struct policy_row *rule,
			  const struct efi_memory_desc *desc)
{
	if (desc->type == EFI_RUNTIME_SERVICES_CODE)
		return GRUB_CODE;
	/* It does not know special purpose memory. */
	if (efi_type_among(desc->type, EFI_TYPES_USABLE))
		return E820_RAM;
	return rule->e820;
}

static void grub_rows(struct e820_table *ret,
		      const struct conversion *conversion)
{
	struct efi_memory_desc desc;

	ret->cnt = 0;
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];
		struct range range = convert_range(conversion, index);

		efimap_get(&conversion->capture->map, index, &desc);
		e820_add(ret, range.base, range.size,
			 grub_type(convert_rule(conversion, index), &desc));
	}
}

/* Who made the table, where its rows are not in the capture. */
static enum e820_maker maker_of(const struct facts *facts,
				enum e820_maker maker)
{
	if (facts && facts->rows == FACTS_ROWS_SETS)
		return E820_SETS;
	return facts && facts->e820_lost ? E820_LOST : maker;
}

static void take_rows(struct hibernation *ret,
		      const struct conversion *conversion,
		      enum e820_maker maker)
{
	const struct capture *capture = conversion->capture;
	bool logged = hibernation_logged_count(capture) > 0;

	maker = maker_of(capture->facts, maker);
	ret->maker = logged ? E820_LOGGED : maker;
	if (logged)
		copy_logged(&ret->table, capture);
	else if (maker == E820_GRUB)
		grub_rows(&ret->table, conversion);
	else
		copy_rows(&ret->table, &conversion->firmware_e820);
}

static uint64_t managed_pages(const struct memblock *mb)
{
	const struct memblock_region *r;
	uint64_t pages = 0;

	for_each_memblock_type_region(&mb->memory, r)
		pages += r->size >> PAGE_SHIFT_4K;
	return pages;
}

int hibernation_facts(struct hibernation *ret,
		      const struct conversion *conversion,
		      enum e820_maker maker, void *space, size_t len)
{
	size_t n = row_count(conversion);
	struct hibernation facts = { .table = { space, 0, 2 * n } };
	struct keyed_range *scratch =
		(void *)(facts.table.entries + facts.table.max);

	if (len < hibernation_space(conversion))
		return CORE_ENOSPC;
	take_rows(&facts, conversion, maker);
	e820_flatten(&facts.table, scratch);
	facts.digest = hibernation_digest(&facts.table);
	facts.pages = managed_pages(&conversion->mb);
	*ret = facts;
	return CORE_OK;
}

/* --- the digest ----------------------------------------------------------- */

/* A row of Linux's struct e820_table: packed, little-endian. */
#define ROW_SIZE 20

uint32_t hibernation_digest(const struct e820_table *table)
{
	uint8_t bytes[ROW_SIZE];
	uint32_t crc;

	put_le(bytes, table->cnt, 4);
	crc = mbt_crc32(bytes, 4, UINT32_MAX);
	for (size_t i = 0; i < table->cnt; i++) {
		const struct e820_entry *entry = &table->entries[i];

		put_le(bytes, entry->range.base, 8);
		put_le(bytes + 8, entry->range.size, 8);
		put_le(bytes + 16, entry->type, 4);
		crc = mbt_crc32(bytes, ROW_SIZE, crc);
	}
	return ~crc;
}

enum hibernation_verdict hibernation_verdict(const struct hibernation *before,
					     const struct hibernation *after,
					     enum profile profile)
{
	if (profile == PROFILE_LINUX_X86 &&
	    (hibernation_lost(before) || hibernation_lost(after)))
		return HIBERNATION_UNKNOWN;
	if (profile == PROFILE_LINUX_X86 && before->digest != after->digest)
		return HIBERNATION_OTHER_MAP;
	if (before->pages != after->pages)
		return HIBERNATION_OTHER_SIZE;
	return HIBERNATION_RESUMES;
}

/* --- rows ----------------------------------------------------------------- */

static bool same_row(const struct e820_entry *a, const struct e820_entry *b)
{
	return a->range.base == b->range.base &&
	       a->range.size == b->range.size && a->type == b->type;
}

bool hibernation_next_row(const struct hibernation *before,
			  const struct hibernation *after, size_t at[2],
			  int *ret_side, struct e820_entry *ret)
{
	const struct e820_table *a = &before->table, *b = &after->table;

	while (at[0] < a->cnt && at[1] < b->cnt &&
	       same_row(&a->entries[at[0]], &b->entries[at[1]])) {
		at[0]++;
		at[1]++;
	}
	if (at[0] == a->cnt && at[1] == b->cnt)
		return false;
	*ret_side = at[0] == a->cnt ||
		    (at[1] < b->cnt && b->entries[at[1]].range.base <
					       a->entries[at[0]].range.base);
	*ret = *ret_side ? b->entries[at[1]] : a->entries[at[0]];
	at[*ret_side]++;
	return true;
}

/* Whether a table has rows of type 20. */
static bool has_grub_code(const struct e820_table *table)
{
	for (size_t i = 0; i < table->cnt; i++)
		if (table->entries[i].type == GRUB_CODE)
			return true;
	return false;
}

/* The joined rows from *at that have one type, where type 20 is reserved as in
 * the table of Linux's stub. false: there are no more. */
static bool next_joined(const struct e820_table *table, size_t *at,
			struct e820_entry *ret)
{
	if (*at == table->cnt)
		return false;
	*ret = table->entries[(*at)++];
	if (ret->type == GRUB_CODE)
		ret->type = E820_RESERVED;
	for (; ret->type == E820_RESERVED && *at < table->cnt; (*at)++) {
		const struct e820_entry *next = &table->entries[*at];

		if ((next->type != E820_RESERVED && next->type != GRUB_CODE) ||
		    next->range.base != range_end(ret->range))
			break;
		ret->range = range_join(ret->range, next->range);
	}
	return true;
}

bool hibernation_loader_differs(const struct hibernation *before,
				const struct hibernation *after)
{
	struct e820_entry a, b;
	size_t at_a = 0, at_b = 0;

	if (before->digest == after->digest ||
	    (!has_grub_code(&before->table) && !has_grub_code(&after->table)))
		return false;
	while (next_joined(&before->table, &at_a, &a))
		if (!next_joined(&after->table, &at_b, &b) || !same_row(&a, &b))
			return false;
	return at_b == after->table.cnt;
}
