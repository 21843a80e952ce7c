/* SPDX-License-Identifier: BSD-2-Clause */
/* The dynamic section of a PIE: where its relocations are. */
#include "efi/boot/elf/elf_loading.h"

static bool take_dynamic(struct elf_loading *l, const struct elf_dynamic *d)
{
	switch (d->tag) {
	case DT_NEEDED:
		return elf_refuse_(l, ELF_LIBRARY, 0, 0, 0);
	case DT_REL:
	case DT_PLTRELSZ:
		return elf_refuse_(l, ELF_DYNAMIC, d->tag, d->value, 0);
	case DT_RELA:
		l->rela.vaddr = d->value;
		return true;
	case DT_RELASZ:
		l->rela.size = d->value;
		return true;
	case DT_RELR:
		l->relr.vaddr = d->value;
		return true;
	case DT_RELRSZ:
		l->relr.size = d->value;
		return true;
	case DT_RELAENT:
		return d->value == sizeof(struct elf_rela) ||
		       elf_refuse_(l, ELF_DYNAMIC, d->tag, d->value, 0);
	case DT_RELRENT:
		return d->value == sizeof(uint64_t) ||
		       elf_refuse_(l, ELF_DYNAMIC, d->tag, d->value, 0);
	default: /* many say nothing about relocations */
		return true;
	}
}

/* Whether it lies in the bytes of a segment that the file holds. */
bool elf_is_loaded_(const struct elf_plan *plan, const struct elf_table *table)
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

static bool check_table(struct elf_loading *l, const struct elf_table *table,
			size_t entry)
{
	if (table->size == 0)
		return true;
	if (table->size % entry != 0 || !elf_is_loaded_(l->plan, table))
		return elf_refuse_(l, ELF_RELOCATIONS, table->vaddr,
				   table->size, 0);
	return true;
}

/* The entry at an offset of the section, which is in the kernel's memory. */
static struct elf_dynamic entry_at(const struct elf_loading *l, uint64_t offset)
{
	struct elf_dynamic entry;

	memcpy(&entry,
	       l->memory + (l->plan->dynamic.vaddr - l->plan->base) + offset,
	       sizeof(entry));
	return entry;
}

bool elf_read_dynamic_(struct elf_loading *l)
{
	uint64_t cnt = l->plan->dynamic.size / sizeof(struct elf_dynamic);

	for (uint64_t i = 0; i < cnt; i++) {
		struct elf_dynamic d =
			entry_at(l, i * sizeof(struct elf_dynamic));

		if (d.tag == DT_NULL)
			break;
		if (!take_dynamic(l, &d))
			return false;
	}
	return check_table(l, &l->rela, sizeof(struct elf_rela)) &&
	       check_table(l, &l->relr, sizeof(uint64_t));
}
