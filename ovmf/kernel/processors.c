/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/processors.h"

#include "core/base/cstring.h"
#include "core/handoff/table.h"
#include "core/text/print.h"
#include "ovmf/kernel/demand.h"
#include "ovmf/kernel/machine.h"

/* What a processor is given, and what it says. */
struct visit {
	struct mbt_processor cpu;
	uint64_t magic, stack;
	uint64_t state[MACHINE_STATE];
	bool done;
};

/* Where a processor begins: a C function, on the processor's own stack. */
static void arrive(struct visit *visit, uint64_t magic)
{
	char here;

	visit->magic = magic;
	visit->stack = (uintptr_t)&here;
	machine_state(visit->state);
	print(&out, "kernel: processor %ju, ACPI UID %u, is here\n",
	      (uintmax_t)machine_self(), visit->cpu.uid);
	demand(machine_self() == visit->cpu.id,
	       "a processor is not the one of its entry");
	__atomic_store_n(&visit->done, true, __ATOMIC_RELEASE);
	machine_stop();
}

static void start(struct visit *visit)
{
	struct mbt_mailbox *mailbox =
		(struct mbt_mailbox *)(uintptr_t)visit->cpu.mailbox;

	demand(mailbox->goto_address == 0, "a processor does not wait");
	mailbox->argument = (uintptr_t)visit;
	__atomic_store_n(&mailbox->goto_address, (uintptr_t)arrive,
			 __ATOMIC_RELEASE);
	while (!__atomic_load_n(&visit->done, __ATOMIC_ACQUIRE))
		;
}

static void check(const struct visit *visit)
{
	const struct mbt_processor *cpu = &visit->cpu;
	uint64_t own[MACHINE_STATE];

	machine_state(own);
	demand(visit->magic == MBT_MAGIC, "a processor has no magic number");
	demand(visit->stack - cpu->stack_base < cpu->stack_size,
	       "a processor is not on its stack");
	demand(memcmp(own, visit->state, sizeof(own)) == 0,
	       "a processor has another state than the first one");
}

void start_processors(const void *table)
{
	static struct visit visit;
	const struct mbt_section *all = mbt_find_section(table, MBT_PROCESSORS);
	struct mbt_processor cpu;
	uint32_t first = 0;

	for (uint32_t i = 0; mbt_get_entry(all, i, &cpu, sizeof(cpu)); i++) {
		if (cpu.flags & MBT_PROCESSOR_BOOT) {
			demand(cpu.id == machine_self(),
			       "the first processor is another one");
			first++;
			continue;
		}
		memset(&visit, 0, sizeof(visit));
		visit.cpu = cpu;
		start(&visit);
		check(&visit);
	}
	if (all == NULL)
		return;
	demand(first == 1, "not one processor is the first");
	print(&out, "kernel: %u processors\n", all->count);
}
