/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of relocating a kernel of up to 1 MiB: reading an entry of a table that
 * the plan accepted, and changing a word, for any content of the file.
 */
#include "core/base/bytes.c"
#include "efi/boot/elf/elf_load.c"
#include "tests/prove/cbmc/any.h"

#define SIZE_MAX_ ((uint64_t)1 << 20)

static struct elf_error error;

/* The memory of a kernel whose tables lie in it, which check_table() and
 * measure() see to. */
static struct loading any_loading(struct elf_plan *plan)
{
	*plan = (struct elf_plan){
		.base = nondet_u64(),
		.size = nondet_u64(),
		.relative = nondet_u32(),
		.rela = { nondet_u64(), nondet_u64() },
		.relr = { nondet_u64(), nondet_u64() },
	};
	ASSUME(plan->size <= SIZE_MAX_ &&
	       plan->base <= UINT64_MAX - plan->size);
	ASSUME(plan->rela.size == 0 || elf_within(plan->rela.vaddr - plan->base,
						  plan->rela.size, plan->size));
	ASSUME(plan->relr.size == 0 || elf_within(plan->relr.vaddr - plan->base,
						  plan->relr.size, plan->size));
	return (struct loading){ .plan = plan,
				 .memory = any_bytes((size_t)plan->size),
				 .bias = nondet_u64(),
				 .error = &error };
}

void elf_one_rela(void)
{
	struct elf_plan plan;
	struct loading l = any_loading(&plan);
	uint64_t index = nondet_u64();

	ASSUME(plan.rela.size <= SIZE_MAX_);
	ASSUME(index < plan.rela.size / sizeof(struct elf_rela));
	apply_rela(&l, index);
}

void elf_one_relr(void)
{
	struct elf_plan plan;
	struct loading l = any_loading(&plan);
	uint64_t index = nondet_u64();

	ASSUME(plan.relr.size <= SIZE_MAX_);
	ASSUME(index < plan.relr.size / sizeof(uint64_t));
	relr_entry(&l, index);
}

/* What an entry, or a bit of one, names is changed in the memory or refused. */
void elf_one_word(void)
{
	struct elf_plan plan;
	struct loading l = any_loading(&plan);

	add_bias(&l, nondet_u64(), nondet_u32());
}
