/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ELF files: a plan keeps its promises, what is refused is explained, and
 * nothing outside the file and the memory is accessed.
 */
#include <stdlib.h>

#include "efi/boot/elf/elf.h"
#include "efi/boot/elf/elf_format.h"
#include "efi/boot/native/rules.h"

#define MEMORY_MAX ((uint64_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

static void check_explained(const struct elf_error *error)
{
	char text[256];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	check(error->fault != ELF_GOOD && error->fault < ELF_FAULT_COUNT);
	elf_explain(&out, error);
	check(buffer.need > 0 && buffer.need < sizeof(text));
}

static void check_plan(const struct elf_plan *plan, size_t size)
{
	uint64_t at = plan->base;

	check(is_power_of_two(plan->align) && plan->align <= ELF_ALIGN_MAX);
	check(plan->base % plan->align == 0 && plan->size % PAGE_SIZE_4K == 0);
	check(plan->base <= UINT64_MAX - plan->size);
	check(plan->segment_cnt > 0 && plan->segment_cnt <= ELF_SEGMENTS);
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		check(s->vaddr >= at && s->file_size <= s->memory_size);
		at = s->vaddr;
		check(elf_segment_end(s) <= plan->base + plan->size);
		check(elf_within(s->offset, s->file_size, size));
	}
}

/* The stricter rules of our own protocol. */
static void check_rules(const struct elf_plan *plan)
{
	struct elf_error error;
	uint64_t end = plan->base;

	if (!native_check(plan, &error)) {
		check_explained(&error);
		return;
	}
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		check(align_down(s->vaddr, PAGE_SIZE_4K) >= end);
		check(!(s->p_flags & ELF_WRITE) || !(s->p_flags & ELF_EXECUTE));
		end = align_up(elf_segment_end(s), PAGE_SIZE_4K);
	}
}

/* All that follows the segments. */
static void plan_tail(struct elf_plan *plan, const struct reader *file)
{
	struct elf_error error;

	if (!native_check(plan, &error))
		return;
	for (size_t i = 0; i < plan->segment_cnt; i++)
		plan->tail.begin = phys_max(
			plan->tail.begin,
			plan->segments[i].offset + plan->segments[i].file_size);
	plan->tail.size = file->size - plan->tail.begin;
	plan->tail.at = plan->size;
}

static void load(struct elf_plan *plan, struct reader *file)
{
	struct elf_error error;
	void *memory;

	plan_tail(plan, file);
	memory = malloc((size_t)(plan->size + plan->tail.size));
	if (!elf_load(plan, file, memory, UINT64_C(0xffffffffc0000000), &error))
		check_explained(&error);
	free(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct elf_error error;
	struct elf_plan plan;
	struct reader file = reader_from_memory(data, size);

	if (!elf_plan(&plan, &file, &elf_x86_64, &error)) {
		check_explained(&error);
		return 0;
	}
	check_plan(&plan, size);
	check_rules(&plan);
	if (plan.size <= MEMORY_MAX)
		load(&plan, &file);
	return 0;
}
