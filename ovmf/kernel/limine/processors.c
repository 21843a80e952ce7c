/* SPDX-License-Identifier: BSD-2-Clause */
/* The other processors: each is started, one after the other. */
#include "ovmf/kernel/limine/probe.h"

static volatile uint64_t other; /* the info of the one that is started */
static volatile bool other_done;

void probe_other(void)
{
	machine_check(other);
	other_done = true;
	machine_halt();
}

static void start_other(uint64_t info)
{
	volatile uint64_t *jump =
		(volatile uint64_t *)(info + machine_info_size - 16);

	expect(*jump == 0, "goto_address is 0");
	other = info;
	other_done = false;
	__atomic_store_n(jump, (uint64_t)probe_other_entry, __ATOMIC_SEQ_CST);
	for (uint64_t i = 0; i < 100000000 && !other_done; i++)
		machine_pause();
	expect(other_done, "a processor runs");
}

/* The layout depends on the size of an ID. */
void check_processors(void)
{
	bool wide = machine_info_size == 40;
	uint64_t first = answer(&mp, 0), own = answer(&mp, 1);
	uint64_t cnt = answer(&mp, wide ? 2 : 1);
	const uint64_t *list = (const uint64_t *)answer(&mp, wide ? 3 : 2);
	unsigned int found = 0;

	if (!wide)
		own = first >> 32;
	machine_wide_apic = !wide && (first & 1);
	expect(!machine_wide_apic || mp.fields[0] == 1,
	       "x2APIC is on only if asked for");
	for (uint64_t i = 0; i < cnt; i++) {
		uint32_t uid = *(const uint32_t *)list[i];
		uint64_t id = wide ? ((const uint64_t *)list[i])[1]
				   : ((const uint32_t *)list[i])[1];

		say("processor %u, ID %jx\n", uid, (uintmax_t)id);
		found += id == own;
	}
	expect(found == 1, "the first processor is in the list");
	machine_check(0);
	for (uint64_t i = 0; i < cnt; i++)
		if ((wide ? ((const uint64_t *)list[i])[1]
			  : ((const uint32_t *)list[i])[1]) != own)
			start_other(list[i]);
	say("%ju processors\n", (uintmax_t)cnt);
}
