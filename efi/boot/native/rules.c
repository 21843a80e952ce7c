/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/native/rules.h"

static bool refuse(struct elf_error *error, enum elf_fault fault,
		   uint32_t index, uint64_t value, uint64_t limit)
{
	*error = (struct elf_error){ fault, index, value, limit };
	return false;
}

/* Segments are in the order of their addresses. */
static bool check_segments(const struct elf_plan *plan, struct elf_error *error)
{
	const uint32_t both = ELF_WRITE | ELF_EXECUTE;

	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		if ((s->p_flags & both) == both)
			return refuse(error, ELF_SEGMENT_RIGHTS, s->index,
				      s->vaddr, 0);
		if (i > 0 &&
		    align_down(s->vaddr, PAGE_SIZE_4K) <
			    align_up(elf_segment_end(s - 1), PAGE_SIZE_4K))
			return refuse(error, ELF_SEGMENT_MEETS, s->index,
				      s->vaddr, s[-1].index);
	}
	return true;
}

static bool check_entry(const struct elf_plan *plan, struct elf_error *error)
{
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		if ((s->p_flags & ELF_EXECUTE) && plan->entry >= s->vaddr &&
		    plan->entry - s->vaddr < s->file_size)
			return true;
	}
	return refuse(error, ELF_ENTRY, 0, plan->entry, 0);
}

bool native_check(const struct elf_plan *plan, struct elf_error *error)
{
	return check_segments(plan, error) && check_entry(plan, error);
}
