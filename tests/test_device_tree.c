/* SPDX-License-Identifier: BSD-2-Clause */
/* Device trees without their memory nodes. */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "core/firmware/device_tree.h"

#define SIZE 512

/* A tree in text: ( begins a node, whose name follows up to a blank, ) ends
 * one, = is a property of 5 bytes, . is FDT_NOP, ! the end. */
static uint8_t tree[SIZE];
static size_t used;

static void put(uint32_t number)
{
	number = __builtin_bswap32(number);
	memcpy(tree + used, &number, sizeof(number));
	used += sizeof(number);
}

static void put_name(const char **text)
{
	put(1);
	for (; **text != ' '; ++*text)
		tree[used++] = (uint8_t) * *text;
	used = (used + 4) & ~(size_t)3;
}

static void given_tree(const char *text)
{
	memset(tree, 0, sizeof(tree));
	used = DEVICE_TREE_HEADER + 16;
	for (; *text; text++)
		switch (*text) {
		case '(':
			text++;
			put_name(&text);
			break;
		case ')':
			put(2);
			break;
		case '=':
			put(3);
			put(5);
			put(0);
			put(1);
			put(2);
			break;
		case '.':
			put(4);
			break;
		case '!':
			put(9);
			break;
		default:;
		}
	put(0);
	memcpy(tree, "\xd0\x0d\xfe\xed", 4);
	tree[7] = (uint8_t)used, tree[6] = (uint8_t)(used >> 8);
	tree[11] = DEVICE_TREE_HEADER + 16;
}

/* In an allocation of its own size. */
static void forget(size_t size)
{
	uint8_t *copy = malloc(size);

	memcpy(copy, tree, size);
	device_tree_forget_memory(copy, size);
	memcpy(tree, copy, size);
	free(copy);
}

/* What is left is this tree; each word of a node that is gone is a NOP. */
static void expect(const char *text)
{
	uint8_t left[SIZE];

	forget(used);
	memcpy(left, tree, sizeof(left));
	given_tree(text);
	assert_memory_equal(left, tree, sizeof(left));
}

TEST(memory_nodes_become_nops)
{
	given_tree("( =(cpus =)(memory@40000000 =)(uart )(memory ==))!");
	expect("( =(cpus =)...........(uart )..............)!");
}

TEST(other_names_and_deeper_nodes_stay)
{
	static const char text[] = "( (memory-controller@1 )(reserved-memory "
				   "(memory@1 =))(memor )(memoryx ))!";

	given_tree(text);
	expect(text);
}

TEST(what_a_memory_node_contains_goes_with_it)
{
	given_tree("( (memory@0 (a =).=)(b ))!");
	/* A name of 9 bytes, a node, a NOP, a property, an end. */
	expect("( ..................."
	       "(b ))!");
}

TEST(the_size_is_that_of_the_header_of_a_tree)
{
	given_tree("( )!");
	assert_int_equal(device_tree_size(tree), used);
	tree[3]++;
	assert_int_equal(device_tree_size(tree), 0);
	given_tree("( )!");
	tree[7] = DEVICE_TREE_HEADER - 1, tree[6] = 0;
	assert_int_equal(device_tree_size(tree), 0);
}

TEST(nothing_is_changed_after_a_token_that_is_not_valid)
{
	for (uint8_t token = 5; token != 3; token++) {
		if (token >= 1 && token <= 4)
			continue;
		given_tree("( .(memory@0 ))!");
		/* The word after the root's name. */
		tree[DEVICE_TREE_HEADER + 16 + 8 + 3] = token;
		{
			uint8_t before[SIZE];

			memcpy(before, tree, sizeof(before));
			forget(used);
			assert_memory_equal(tree, before, sizeof(before));
		}
	}
}

TEST(a_tree_that_breaks_off_is_read_to_its_end)
{
	given_tree("( =(memory@40000000 =(a ))(b ))!");
	for (size_t size = DEVICE_TREE_HEADER; size <= used; size++)
		forget(size);
	for (size_t at = DEVICE_TREE_HEADER + 16; at < SIZE; at += 4) {
		given_tree("( =(memory@40000000 =(a ))(b ))!");
		memset(tree + at, 0xff, 4);
		forget(used);
	}
	/* The structure begins beyond the end. */
	given_tree("( )!");
	tree[8] = 0xff;
	forget(used);
}
