/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads segments and applies the relocations of a PIE. */
#include "efi/boot/elf/elf_loading.h"

static void clear(struct elf_loading *l, uint64_t from, uint64_t to)
{
	if (from < to)
		memset(l->memory + from, 0, (size_t)(to - from));
}

static bool read(struct elf_loading *l, struct reader *file, uint64_t offset,
		 uint64_t to, uint64_t len)
{
	struct fw_status status =
		len == 0 ? FW_SUCCESS
			 : reader_read(file, offset, l->memory + to, len);

	return !fw_failed(status) ||
	       elf_refuse_(l, ELF_UNREADABLE, status.code, 0, 0);
}

/* Whether the tail follows the segment in the file, and in memory only what is
 * cleared later and the room for the tail. */
static bool is_before_tail(const struct elf_plan *plan, size_t i)
{
	const struct elf_segment *s = &plan->segments[i];

	if (s->file_size == 0 || s->offset + s->file_size != plan->tail.begin)
		return false;
	while (++i < plan->segment_cnt)
		if (plan->segments[i].file_size > 0)
			return false;
	return true;
}

/* The segment and the tail are read at once: for a second read, the FAT driver
 * of EDK2 would follow the clusters of the first one again. */
static bool read_with_tail(struct elf_loading *l, struct reader *file,
			   const struct elf_segment *s, uint64_t at)
{
	const struct elf_tail *tail = &l->plan->tail;

	if (!read(l, file, s->offset, at, s->file_size + tail->size))
		return false;
	memmove(l->memory + tail->at, l->memory + at + s->file_size,
		(size_t)tail->size);
	return true;
}

/* Clears only what no segment fills. Segments may overlap; then the one at the
 * higher address counts. */
static bool read_all(struct elf_loading *l, struct reader *file)
{
	const struct elf_plan *plan = l->plan;
	uint64_t left = plan->tail.size;
	uint64_t done = 0; /* bytes of memory */

	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];
		uint64_t at = s->vaddr - plan->base;
		bool last = left > 0 && is_before_tail(plan, i);

		clear(l, done, at);
		if (last ? !read_with_tail(l, file, s, at)
			 : !read(l, file, s->offset, at, s->file_size))
			return false;
		if (last)
			left = 0;
		done = phys_max(done, at + s->file_size);
	}
	clear(l, done, plan->size);
	return read(l, file, plan->tail.begin, plan->tail.at, left);
}

/* A relocation may change bytes between two segments as well: it only has to
 * stay in the memory of the kernel. */
static uint8_t *word_at(struct elf_loading *l, uint64_t vaddr)
{
	uint64_t offset = vaddr - l->plan->base;

	return elf_within(offset, sizeof(uint64_t), l->plan->size)
		       ? l->memory + offset
		       : NULL;
}

static bool apply_rela(struct elf_loading *l, uint64_t index)
{
	uint64_t at =
		l->rela.vaddr - l->plan->base + index * sizeof(struct elf_rela);
	struct elf_rela rela;
	uint64_t value;
	uint8_t *word;

	memcpy(&rela, l->memory + at, sizeof(rela));
	if (rela.info == R_NONE)
		return true;
	if (rela.info != l->plan->relative)
		return elf_refuse_(l, ELF_RELOCATION_TYPE, rela.info, 0, index);
	word = word_at(l, rela.offset);
	if (word == NULL)
		return elf_refuse_(l, ELF_RELOCATION_PLACE, rela.offset, 0,
				   index);
	value = rela.addend + l->bias;
	memcpy(word, &value, sizeof(value));
	return true;
}

static bool add_bias(struct elf_loading *l, uint64_t vaddr, uint64_t index)
{
	uint8_t *word = word_at(l, vaddr);
	uint64_t value;

	if (word == NULL)
		return elf_refuse_(l, ELF_RELOCATION_PLACE, vaddr, 0, index);
	memcpy(&value, word, sizeof(value));
	value += l->bias;
	memcpy(word, &value, sizeof(value));
	return true;
}

static uint64_t relr_entry(const struct elf_loading *l, uint64_t index)
{
	uint64_t at = l->relr.vaddr - l->plan->base + index * sizeof(uint64_t);
	uint64_t entry;

	memcpy(&entry, l->memory + at, sizeof(entry));
	return entry;
}

/* By bit 0, an entry is the address of a word, or has a bit for each of the
 * next 63 words (System V ABI, SHT_RELR). */
static bool apply_relr(struct elf_loading *l, uint64_t index, uint64_t *next)
{
	uint64_t entry = relr_entry(l, index);

	if (!(entry & 1)) {
		*next = entry + sizeof(uint64_t);
		return add_bias(l, entry, index);
	}
	for (unsigned int bit = 1; bit < 64; bit++) {
		if (((entry >> bit) & 1) &&
		    !add_bias(l, *next + (bit - 1) * sizeof(uint64_t), index))
			return false;
	}
	*next += 63 * sizeof(uint64_t);
	return true;
}

bool elf_load(const struct elf_plan *plan, struct reader *file, void *memory,
	      uint64_t virt, struct elf_error *error)
{
	struct elf_loading l = {
		.plan = plan,
		.memory = memory,
		.bias = virt - plan->base,
		.error = error,
	};
	uint64_t next = 0;

	if (!read_all(&l, file) || !elf_read_dynamic_(&l))
		return false;
	for (uint64_t i = 0; i < l.rela.size / sizeof(struct elf_rela); i++) {
		if (!apply_rela(&l, i))
			return false;
	}
	for (uint64_t i = 0; i < l.relr.size / sizeof(uint64_t); i++) {
		if (!apply_relr(&l, i, &next))
			return false;
	}
	return true;
}
