/* SPDX-License-Identifier: BSD-2-Clause */
/* The dynamic section of a PIE: where its relocations are. */
#include "efi/boot/elf/elf_reader.h"

static bool take_dynamic(struct elf_reader *r, const struct elf_dynamic *d)
{
	struct elf_plan *plan = r->plan;

	switch (d->tag) {
	case DT_NEEDED:
		return refuse(r, ELF_LIBRARY, 0, 0);
	case DT_REL:
	case DT_PLTRELSZ:
		return refuse(r, ELF_DYNAMIC, d->tag, d->value);
	case DT_RELA:
		plan->rela.vaddr = d->value;
		return true;
	case DT_RELASZ:
		plan->rela.size = d->value;
		return true;
	case DT_RELR:
		plan->relr.vaddr = d->value;
		return true;
	case DT_RELRSZ:
		plan->relr.size = d->value;
		return true;
	case DT_RELAENT:
		return d->value == sizeof(struct elf_rela) ||
		       refuse(r, ELF_DYNAMIC, d->tag, d->value);
	case DT_RELRENT:
		return d->value == sizeof(uint64_t) ||
		       refuse(r, ELF_DYNAMIC, d->tag, d->value);
	default: /* many say nothing about relocations */
		return true;
	}
}

/* Whether it lies in the bytes of a segment that the file holds. */
static bool table_is_loaded(const struct elf_plan *plan,
			    const struct elf_table *table)
{
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		if (table->vaddr >= s->vaddr &&
		    elf_within(table->vaddr - s->vaddr, table->size,
			       s->file_size))
			return true;
	}
	return false;
}

static bool check_table(struct elf_reader *r, const struct elf_table *table,
			size_t entry)
{
	if (table->size == 0)
		return true;
	if (table->size % entry != 0 || !table_is_loaded(r->plan, table))
		return refuse(r, ELF_RELOCATIONS, table->vaddr, table->size);
	return true;
}

/* A file is read so many entries at a time: a linker writes about 20. */
#define BATCH 32

/* *cnt is how many there are, and then those before the end mark. */
static bool take_batch(struct elf_reader *r, uint64_t offset, uint64_t *cnt)
{
	struct elf_dynamic entries[BATCH];

	if (!get(r, offset, entries, *cnt * sizeof(*entries)))
		return false;
	for (uint64_t i = 0; i < *cnt; i++) {
		if (entries[i].tag == DT_NULL)
			*cnt = i;
		else if (!take_dynamic(r, &entries[i]))
			return false;
	}
	return true;
}

/* Takes the first batch of the *left entries at *offset of the file, and leaves
 * those after it; none after the end mark. */
static bool take_some(struct elf_reader *r, uint64_t *offset, uint64_t *left)
{
	uint64_t cnt = *left < BATCH ? *left : BATCH, taken = cnt;

	if (!take_batch(r, *offset, &taken))
		return false;
	*offset += cnt * sizeof(struct elf_dynamic);
	*left = taken < cnt ? 0 : *left - cnt;
	return true;
}

static bool take_all(struct elf_reader *r, const struct elf64_phdr *p)
{
	uint64_t left = p->filesz / sizeof(struct elf_dynamic);
	uint64_t offset = p->offset;

	while (left > 0)
		if (!take_some(r, &offset, &left))
			return false;
	return true;
}

bool elf_read_dynamic(struct elf_reader *r)
{
	const struct elf64_phdr *p = &r->dynamic;

	if (!elf_within(p->offset, p->filesz, r->file->size))
		return refuse(r, ELF_DYNAMIC, DT_NULL, p->offset);
	return take_all(r, p) &&
	       check_table(r, &r->plan->rela, sizeof(struct elf_rela)) &&
	       check_table(r, &r->plan->relr, sizeof(uint64_t));
}
