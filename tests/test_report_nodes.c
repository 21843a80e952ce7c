/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/text_nodes.c and json_nodes.c: the NUMA nodes. */
#include "tests/lib/test.h"

#include "core/report/report.h"
#include "tests/lib/givenmap.h"

static char text[1 << 16];

static void given_machine(const char *srat, const char *slit)
{
	given_map("0-a0000:7 100000-8000000:7 8000000-10000000:7");
	given_nodes(srat, slit);
}

static void expect_in(const char *words, const char *wanted)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, text, sizeof(text));

	when(words);
	report(&out, &conversion, &options.report);
	assert_true(buffer.need < sizeof(text));
	if (strstr(text, wanted) == NULL)
		fail_msg("%s\nlacks\n%s", text, wanted);
}

#define TWO   "mem:4:0-8000000 mem:2:8000000-10000000"
#define TITLE "\nnodes: memory by NUMA node\n"

TEST(nodes_have_sizes_and_distances)
{
	given_machine(TWO, "10 21 / 31 10");
	expect_in("", TITLE "  node 0  domain 4  128 MiB  distances 10 20\n"
			    "  node 1  domain 2  128 MiB  distances 20 10\n\n");
	given_machine("mem:0:0-8000000 mem:1:8000000-10000000",
		      "10 21 / 31 10");
	expect_in("", "distances 10 21\n");
	expect_in("", "distances 31 10\n");
	given_machine(TWO, NULL);
	expect_in("", "  node 1  domain 2  128 MiB\n\nDescriptors");
}

TEST(regions_name_their_node)
{
	given_machine(TWO, NULL);
	expect_in("", "-0x000000000fffffff    128 MiB  node 1\n");
	expect_in("format=linux", " bytes on node 1 flags: 0x0\n");
	expect_in("format=csv", ",0x0,node 1\n");
	expect_in("format=json", "\"node\": 1");
}

TEST(without_numa_the_report_does_not_mention_nodes)
{
	given_machine(TWO, NULL);
	expect_in("numa=off", "\n");
	assert_null(strstr(text, "node"));
}

TEST(a_rejected_table_is_reported_with_the_reason)
{
	given_machine("mem:0:0-8001000 mem:1:8000000-10000000", "11");
	expect_in("", TITLE
		  "  SRAT rejected, all memory is on node 0, as in Linux:\n"
		  "      the SRAT gives the same memory to two nodes\n"
		  "  no distances: the SLIT has an invalid distance\n");
	given_machine(TWO " mem:2:fffffffffffff000-1000", NULL);
	expect_in("", "  ignored: 1 SRAT entry beyond 2^64\n");
	given_machine(TWO " mem:2:fffffffffffff000-1000"
			  " mem:2:ffffffffffffe000-1000",
		      NULL);
	expect_in("", "  ignored: 2 SRAT entries beyond 2^64\n");
}

TEST(eight_nodes_have_their_distances_in_a_row)
{
	given_machine(TWO " cpu:5 cpu:6 cpu:7 cpu:8 cpu:9 cpu:10", "10");
	expect_in("", "  node 7  domain 2  128 MiB"
		      "  distances 20 20 20 20 20 20 20 10\n\n");
	assert_null(strstr(text, "format=json has all of them"));
}

TEST(nine_nodes_leave_their_distances_to_json)
{
	given_machine(TWO " cpu:5 cpu:6 cpu:7 cpu:8 cpu:9 cpu:10 cpu:11", "10");
	expect_in("", "  distances: format=json has all of them\n");
	assert_null(strstr(text, "distances 10"));
}

TEST(json_has_nodes_and_tables)
{
	given_machine(TWO, "10 21 / 31 10");
	expect_in("format=json",
		  "  \"numa\": \"good\",\n  \"nodes\": [\n"
		  "    {\"node\": 0, \"domain\": 4, \"memory\": \"0x7f9f000\", "
		  "\"distances\": [10, 20]},\n"
		  "    {\"node\": 1, \"domain\": 2, \"memory\": \"0x8000000\", "
		  "\"distances\": [20, 10]}\n  ],\n");
	expect_in("format=json", "  \"srat\": \"5352415480000000");
	expect_in("format=json", "  \"slit\": \"534c4954");
	given_machine("", NULL);
	expect_in("format=json", "  \"numa\": \"no-memory\",\n");
	given_machine(TWO, NULL);
	expect_in("format=json numa=off",
		  "  \"numa\": \"absent\",\n  \"nodes\": [],\n");
}
