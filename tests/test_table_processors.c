/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/table/check_facts.c: the processors of a table. One has entered the
 * kernel, each of the others waits for its mailbox.
 */
#include "tests/lib/test.h"

#include "tests/lib/giventable.h"

#define NEITHER " is neither parked at a mailbox nor the only boot processor"

FIXTURE(given_loader_table, forget_table);

static struct mbt_processor *processor(uint32_t i)
{
	return entry_of(MBT_PROCESSORS, i);
}

TEST(a_parked_processor_has_an_aligned_mailbox)
{
	breaks(processor(1)->mailbox, 0, "processors #1" NEITHER);
	breaks(processor(1)->mailbox, 0x487ff4, "processors #1" NEITHER);
	breaks(processor(1)->mailbox, 0x487ff1, "processors #1" NEITHER);
}

TEST(the_processor_that_has_entered_has_no_mailbox)
{
	breaks(processor(0)->mailbox, 0x487fe0, "processors #0" NEITHER);
	breaks(processor(1)->flags, MBT_PROCESSOR_BOOT,
	       "processors #1" NEITHER);
}

TEST(exactly_one_processor_has_entered)
{
	processor(1)->mailbox = 0;
	processor(1)->flags = MBT_PROCESSOR_BOOT;
	expect_found("processors #2" NEITHER);
	for (uint32_t i = 0; i < 2; i++) {
		processor(i)->mailbox = 0x487ff0;
		processor(i)->flags = 0;
	}
	expect_found("processors #2" NEITHER);
}

TEST(stacks_and_mailboxes_of_processors_are_reserved)
{
	breaks(processor(0)->stack_base, 0x700000,
	       "processors #0 is not reserved");
	breaks(processor(1)->stack_size, 0x5000,
	       "processors #1 is not reserved");
	breaks(processor(1)->mailbox, 0x700000,
	       "processors #1 is not reserved");
	breaks(processor(1)->mailbox, 0x487ff8,
	       "processors #1 is not reserved");
}
