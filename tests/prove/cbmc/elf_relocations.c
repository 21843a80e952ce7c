/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of relocating a kernel of up to 1 MiB: reading an entry of a table that
 * was accepted, and changing a word, for any content of the file.
 */
#include "core/base/bytes.c"
#include "efi/boot/elf/elf_dynamic.c"
#include "efi/boot/elf/elf_load.c"
#include "tests/prove/cbmc/any.h"

#define SIZE_MAX_ ((uint64_t)1 << 20)

static struct elf_error error;

static bool is_in_memory(const struct elf_plan *plan,
			 const struct elf_table *table)
{
	return table->size == 0 ||
	       elf_within(table->vaddr - plan->base, table->size, plan->size);
}

/* The memory of a kernel whose tables lie in it, which elf_is_loaded_() and
 * measure() see to. */
static struct elf_loading any_loading(struct elf_plan *plan)
{
	struct elf_loading l = {
		.plan = plan,
		.bias = nondet_u64(),
		.rela = { nondet_u64(), nondet_u64() },
		.relr = { nondet_u64(), nondet_u64() },
		.error = &error,
	};

	*plan = (struct elf_plan){
		.base = nondet_u64(),
		.size = nondet_u64(),
		.relative = nondet_u32(),
		.dynamic = { nondet_u64(), nondet_u64() },
	};
	ASSUME(plan->size <= SIZE_MAX_ &&
	       plan->base <= UINT64_MAX - plan->size);
	ASSUME(is_in_memory(plan, &plan->dynamic));
	ASSUME(is_in_memory(plan, &l.rela) && is_in_memory(plan, &l.relr));
	l.memory = any_bytes((size_t)plan->size);
	return l;
}

void elf_one_dynamic(void)
{
	struct elf_plan plan;
	struct elf_loading l = any_loading(&plan);
	uint64_t index = nondet_u64();
	struct elf_dynamic entry;

	ASSUME(plan.dynamic.size <= SIZE_MAX_);
	ASSUME(index < plan.dynamic.size / sizeof(struct elf_dynamic));
	entry = entry_at(&l, index * sizeof(struct elf_dynamic));
	take_dynamic(&l, &entry);
}

void elf_one_rela(void)
{
	struct elf_plan plan;
	struct elf_loading l = any_loading(&plan);
	uint64_t index = nondet_u64();

	ASSUME(l.rela.size <= SIZE_MAX_);
	ASSUME(index < l.rela.size / sizeof(struct elf_rela));
	apply_rela(&l, index);
}

void elf_one_relr(void)
{
	struct elf_plan plan;
	struct elf_loading l = any_loading(&plan);
	uint64_t index = nondet_u64();

	ASSUME(l.relr.size <= SIZE_MAX_);
	ASSUME(index < l.relr.size / sizeof(uint64_t));
	relr_entry(&l, index);
}

/* What an entry, or a bit of one, names is changed in the memory or refused. */
void elf_one_word(void)
{
	struct elf_plan plan;
	struct elf_loading l = any_loading(&plan);

	add_bias(&l, nondet_u64(), nondet_u32());
}
