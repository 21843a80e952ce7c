/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ELF files. What is planned keeps its promises, what is refused is
 * explained, and nothing outside file and memory is touched.
 */
#include <stdlib.h>

#include "efi/boot/elf/elf.h"
#include "efi/boot/elf/elf_format.h"

#define MEMORY_MAX ((uint64_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
	if (!right)
		abort();
}

static void check_explained(const struct elf_trouble *trouble)
{
	char text[256];
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	check(trouble->fault != ELF_GOOD && trouble->fault < ELF_FAULT_COUNT);
	elf_explain(&out, trouble);
	check(buffer.need > 0 && buffer.need < sizeof(text));
}

static void check_plan(const struct elf_plan *plan, size_t size)
{
	uint64_t end = plan->base;

	check(is_power_of_two(plan->align) && plan->align <= ELF_ALIGN_MAX);
	check(plan->base % plan->align == 0 && plan->size % PAGE_SIZE_4K == 0);
	check(plan->base <= UINT64_MAX - plan->size);
	check(plan->segment_cnt > 0 && plan->segment_cnt <= ELF_SEGMENTS);
	for (size_t i = 0; i < plan->segment_cnt; i++) {
		const struct elf_segment *s = &plan->segments[i];

		check(s->vaddr >= end && s->file_size <= s->memory_size);
		end = s->vaddr + s->memory_size;
		check(end <= plan->base + plan->size);
		check(elf_within(s->offset, s->file_size, size));
	}
}

static void load(const struct elf_plan *plan, const uint8_t *data)
{
	struct elf_trouble trouble;
	void *memory = malloc((size_t)plan->size);

	if (!elf_load(plan, data, memory, UINT64_C(0xffffffffc0000000),
		      &trouble))
		check_explained(&trouble);
	free(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct elf_trouble trouble;
	struct elf_plan plan;

	if (!elf_plan(&plan, data, size, &elf_x86_64, &trouble)) {
		check_explained(&trouble);
		return 0;
	}
	check_plan(&plan, size);
	if (plan.size <= MEMORY_MAX)
		load(&plan, data);
	return 0;
}
