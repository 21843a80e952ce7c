/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/where.c: what is at an address. */
#include "tests/lib/test.h"

#include "core/report/where.h"
#include "tests/lib/givenreport.h"

static char room[4096];

static void when_asked(phys_addr_t addr)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	report_where(&out, &conversion, addr);
	assert_true(buffer.need < sizeof(room));
	reported = room;
}

static void expect_answer(const char *answer)
{
	char line[128];

	snprintf(line, sizeof(line), ": %s\n", answer);
	if (!strstr(room, line))
		fail_msg("not %s: %s", answer, room);
}

TEST(free_memory_has_its_descriptor_sets_and_neighbours)
{
	given_map("0-a0000:7 100000-200000:7 200000-280000:9 fec00000+1:11:UC");
	when("");
	when_asked(0x180000);
	assert_string_equal(
		room,
		"0x0000000000180000: free memory\n"
		"  descriptor  #1 0x0000000000100000-0x00000000001fffff, 1 "
		"MiB\n"
		"              ConventionalMemory, WB\n"
		"              memory: free memory\n"
		"  E820        0x0000000000100000-0x00000000001fffff usable\n"
		"  memory      yes, in region 1:"
		" 0x0000000000100000-0x00000000001fffff\n"
		"  reserved    no\n"
		"  physmap     yes, in region 1:"
		" 0x0000000000100000-0x000000000027ffff\n"
		"  below       #0 0x0000000000000000-0x000000000009ffff, 640 "
		"KiB,"
		" ConventionalMemory\n"
		"  above       #2 0x0000000000200000-0x000000000027ffff, 512 "
		"KiB,"
		" ACPIReclaimMemory\n");
}

TEST(each_owner_of_an_address_is_named_with_its_lifetime)
{
	given_map("0-a0000:4 100000-200000:7");
	when("");
	when_asked(0x8000);
	expect_answer("memory in use");
	expect_line("  owner       boot services, until SetVirtualAddressMap:"
		    " 0x0000000000000000-0x000000000009ffff");
	expect_line("  owner       low 1 MiB, always:"
		    " 0x0000000000000000-0x00000000000fffff");
}

TEST(an_address_in_a_hole_has_neighbours_only)
{
	given_map("0-a0000:7 100000-200000:7");
	when("");
	when_asked(0x80000000);
	expect_answer("in no descriptor");
	expect_line("  descriptor  none: a hole in the map");
	expect_line("  E820        no entry");
	expect_line("  above       nothing");
}

TEST(ram_that_is_not_memory_and_devices_are_told_apart)
{
	given_map(
		"100000-200000:7 200000-280000:6:WB|RUNTIME fec00000+1:11:UC");
	when("");
	when_asked(0x200000);
	expect_answer("RAM that is not the kernel's memory");
	when_asked(0xfec00fff);
	expect_answer("not RAM");
}

TEST(both_descriptors_that_overlap_are_named)
{
	given_map("100000-200000:7 180000-280000:70000001");
	when("profile=linux-arm64");
	when_asked(0x180000);
	expect_answer("memory that the kernel must not map");
	expect_line("  descriptor  #0 0x0000000000100000-0x00000000001fffff,"
		    " 1 MiB");
	expect_line("              and #1"
		    " 0x0000000000180000-0x000000000027ffff, 1 MiB");
	expect_line("  below       nothing");
	assert_null(strstr(room, "E820"));
}

TEST(the_first_and_the_last_address_can_be_asked_for)
{
	given_map("100000-200000:7");
	when("");
	when_asked(0);
	expect_line("  below       nothing");
	when_asked(PHYS_ADDR_MAX);
	expect_line("  above       nothing");
}

TEST(a_descriptor_may_have_no_attributes)
{
	given_map("100000-200000:7:0x0");
	when("");
	when_asked(0x180000);
	expect_line("              ConventionalMemory");
}

TEST(the_node_of_a_region_is_named)
{
	given_map("100000-200000:7");
	given_nodes("cpu:0 cpu:1 mem:1:0-80000000", NULL);
	when("");
	when_asked(0x180000);
	expect_line("  memory      yes, in region 0:"
		    " 0x0000000000100000-0x00000000001fffff  node 1");
}
