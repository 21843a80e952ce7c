/* SPDX-License-Identifier: BSD-2-Clause */
/* core/numa/numa.c against a model, page by page. */
#include "tests/lib/test.h"

#include "tests/lib/givennuma.h"

enum { PAGES = 40, BLOCKS = 12 };

static int node_of_page(const struct numa_block *blocks, size_t cnt,
			size_t page)
{
	const struct numa_block *below = NULL, *above = NULL;

	for (size_t i = 0; i < cnt; i++) {
		const struct numa_block *b = &blocks[i];

		if (range_contains(b->range, page))
			return (int)b->node;
		if (range_end(b->range) <= page)
			below = b;
		if (b->range.base > page && !above)
			above = b;
	}
	return below && above && below->node == above->node ? (int)below->node
							    : NUMA_NO_NODE;
}

/* Ascending and disjoint; blocks without memory are only in the text, which is
 * in descending order. */
static size_t random_blocks(struct numa_block *blocks, const bool *memory,
			    char *text)
{
	size_t cnt = 0;
	char words[1024] = "";

	for (size_t end, base = 0; base < PAGES && cnt < BLOCKS; base = end) {
		unsigned int node = (unsigned int)rand() % 3;
		bool used = false;
		char rest[1024];

		base += (size_t)rand() % 4;
		end = base + 1 + (size_t)rand() % 6;
		for (size_t i = base; i < end && i < PAGES; i++)
			used = used || memory[i];
		if (used)
			blocks[cnt++] = (struct numa_block){
				{ base, end - base }, node, 0
			};
		strcpy(rest, words);
		sprintf(words, " mem:%u:%zx000-%zx000%.900s", node, base, end,
			rest);
	}
	/* Processors assign node n to domain n. */
	sprintf(text, "cpu:0 cpu:1 cpu:2%s", words);
	return cnt;
}

static void random_memory(bool *memory, char *text)
{
	for (size_t i = 0; i < PAGES; i++)
		memory[i] = rand() % 4 != 0;
	*text = '\0';
	for (size_t i = 0, end; i < PAGES; i = end) {
		for (end = i + 1; end < PAGES && memory[end] == memory[i];)
			end++;
		if (memory[i])
			text += sprintf(text, "%s%zx000-%zx000",
					text[-1] == '\n' ? "" : " ", i, end);
	}
}

FIXTURE(NULL, forget_numa);

TEST(random_tables_agree_with_a_page_by_page_model)
{
	srand(4);
	for (int round = 0; round < 3000; round++) {
		char srat[1100], text[1024] = "\n";
		struct numa_block blocks[BLOCKS];
		bool memory[PAGES];
		size_t cnt;

		random_memory(memory, text + 1);
		cnt = random_blocks(blocks, memory, srat);
		forget_numa(NULL);
		tables.srat = srat_from_text(3, srat);
		given_room(128, text + 1);
		assert_int_equal(apply_numa(PHYS_ADDR_MAX), CORE_OK);
		assert_int_equal(numa.outcome, NUMA_GOOD);
		assert_int_equal(memblock_type_validate(&mb.memory), CORE_OK);
		for (size_t i = 0; i < PAGES; i++) {
			const struct memblock_region *r =
				memblock_search(&mb.memory, i << 12);

			assert_int_equal(r != NULL, memory[i]);
			if (r && r->nid != node_of_page(blocks, cnt, i))
				fail_msg("page %zu of %s with %s", i, text,
					 srat);
		}
	}
}
