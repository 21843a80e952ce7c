/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenmappings.h"

#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct walker *walker;
struct paging paging;
struct mappings mappings;
struct elf_plan kernel_plan;
struct mbt_framebuffer framebuffer;
struct serial_port serial;

bool devices_differ(void)
{
	return walker->format->device != 0;
}

int choose_format(void **state)
{
	walker = *state;
	kernel_plan = (struct elf_plan){
		.base = HIGH, .size = 0x5000, .segment_cnt = 3,
		.segments = {
			{ .vaddr = HIGH, .memory_size = 0x1800,
			  .p_flags = ELF_READ | ELF_EXECUTE },
			{ .vaddr = HIGH + 0x2000, .memory_size = 0x10,
			  .p_flags = ELF_READ },
			{ .vaddr = HIGH + 0x3008, .memory_size = 0x1010,
			  .p_flags = ELF_READ | ELF_WRITE },
		},
	};
	serial = (struct serial_port){ .kind = SERIAL_NONE };
	mappings = (struct mappings){
		.conversion = &conversion,
		.plan = &kernel_plan,
		.kernel_phys = 0x200000,
		.kernel_virt = HIGH,
		.framebuffers = &framebuffer,
		.serial = &serial,
		.guard = 0x300000,
		.guard_cnt = 1,
		.trampoline = 0x301000,
		.trampoline_cnt = 1,
	};
	return 0;
}

void make_mappings(bool page_1g)
{
	const struct paging_cpu cpu = { walker->format, 4, page_1g, true };
	size_t need;

	free(paging.tables);
	paging_measure(&paging, &cpu);
	assert_true(mappings_make(&paging, &mappings));
	need = paging.need;
	paging_begin(&paging, &cpu, malloc(need * PAGE), TABLES, need);
	assert_true(mappings_make(&paging, &mappings));
}

TEST_STEP(free_mappings)
{
	free(paging.tables);
	paging.tables = NULL;
	return 0;
}

static uint64_t entry_at(uint64_t phys)
{
	assert_true(phys >= TABLES && phys < TABLES + paging.used * PAGE);
	return paging.tables[(phys - TABLES) / 8];
}

struct walked walked_at(uint64_t virt)
{
	return walker->walk(TABLES, 4, virt, entry_at);
}

const char *text_at(uint64_t virt)
{
	struct walked walked = walked_at(virt);
	static char text[64];
	char *blank;

	if (walked.there && !devices_differ() && walked.kind == WALKER_DEVICE)
		fail();
	snprintf(text, sizeof(text), "%s", walked_text(&walked));
	blank = strrchr(text, ' ');
	if (blank)
		*blank = '\0';
	return text;
}

void expect_device(uint64_t address)
{
	struct walked w = walked_at(address);

	assert_true(w.there && w.phys == address && w.write && !w.execute);
	assert_int_equal(w.kind,
			 devices_differ() ? WALKER_DEVICE : WALKER_CACHED);
}

void given_memory(const char *profile, const char *map)
{
	given_map(map);
	when(profile);
}
