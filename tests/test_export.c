/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report/export_*.c: maps in the forms that other programs take. */
#include "tests/lib/test.h"

#include "core/report/export.h"
#include "tests/lib/givenreport.h"

static char room[16384];

/* Exports the last conversion. */
static void when_exported(void (*export)(const struct sink *out,
					 const struct conversion *conversion))
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	export(&out, &conversion);
	assert_true(buffer.need < sizeof(room));
	reported = room;
}

static void memmap_words(const struct sink *out, const struct conversion *from)
{
	export_memmap(out, &from->e820);
}

#define expect_text(text)                                          \
	do {                                                       \
		if (!strstr(room, text))                           \
			fail_msg("not there: %s\n%s", text, room); \
	} while (0)

TEST(each_type_has_its_memmap_word)
{
	given_map("100000-200000:7 200000-201000:0 202000-203000:9"
		  " 204000-205000:10 206000-207000:14 300000-400000:7:WB|SP");
	when("memmap=4K!0x100000");
	when_exported(memmap_words);
	assert_string_equal(room, "memmap=exactmap\n"
				  "memmap=0x1000!0x100000\n"
				  "memmap=0xff000@0x101000\n"
				  "memmap=0x1000$0x200000\n"
				  "memmap=0x1000#0x202000\n"
				  "memmap=0x1000%0x204000+0x4\n"
				  "memmap=0x1000%0x206000+0x7\n"
				  "memmap=0x100000%0x300000+0xefffffff\n");
}

TEST(a_device_tree_has_memory_and_what_is_reserved)
{
	given_map("0-a0000:7 100000-200000:7 200000-280000:6:WB|RUNTIME"
		  " 100000000-200000000:4");
	given_nodes("cpu:0 cpu:1 mem:0:0-80000000"
		    " mem:1:100000000-200000000",
		    NULL);
	when("");
	when_exported(export_dts);
	expect_text("\tmemory@100000000 {\n\t\tdevice_type = \"memory\";\n"
		    "\t\treg = <0x1 0x0 0x1 0x0>;\n");
	expect_text("\t\tnuma-node-id = <1>;\n");
	expect_text("\t\texcluded@200000 {\n\t\t\treg = <0x0 0x200000 0x0"
		    " 0x80000>;\n\t\t\tno-map;\n\t\t};\n");
	expect_text("\t\tboot-services@100000000 {\n");
	expect_text("\t\tlow-1-MiB@1000 {\n");
}

TEST(memory_that_arm64_does_not_map_has_no_map)
{
	given_map("40000000-50000000:7 50000000-50100000:6:WB|RUNTIME"
		  " 60000000-60100000:5:WB|WT|RUNTIME");
	when("profile=linux-arm64");
	when_exported(export_dts);
	expect_text("\t\tfirmware@50000000 {\n");
	assert_null(strstr(room, "firmware@40000000"));
}

TEST(nodes_of_a_device_tree_have_their_number)
{
	when_machine();
	when_exported(export_dts);
	expect_text("/dts-v1/;");
	expect_text("reserved-memory {");
}

TEST(qemu_gets_the_ram_of_the_map)
{
	given_map("0-a0000:7 100000-20000000:7");
	when("");
	when_exported(export_qemu);
	expect_text("qemu-system-x86_64 \\\n  -machine q35,accel=kvm:tcg \\\n");
	expect_text("-m 512M\n");
	given_map("0-40000000:7 100000000-180000000:7");
	when("");
	when_exported(export_qemu);
	expect_text("max-ram-below-4g=1024M");
	given_map("0-80000000:7 100000000-180000000:7");
	when("");
	when_exported(export_qemu);
	assert_null(strstr(room, "max-ram"));
	given_map("40000000-80000000:7");
	when("profile=linux-arm64");
	when_exported(export_qemu);
	expect_text("qemu-system-aarch64 \\\n  -machine virt");
}

TEST(qemu_gets_the_nodes_of_the_map)
{
	given_map("0-a0000:7 100000-40000000:7 40000000-80000000:7");
	given_nodes("cpu:0 cpu:1 cpu:2 mem:0:0-40000000"
		    " mem:2:40000000-80000000",
		    NULL);
	when("");
	when_exported(export_qemu);
	expect_text("-object memory-backend-ram,id=ram0,size=1024M \\\n  -numa"
		    " node,nodeid=0,memdev=ram0 \\\n");
	expect_text("id=ram1,size=1024M \\\n  -numa node,nodeid=1,"
		    "memdev=ram1\n");
}

TEST(qemu_lacks_what_it_says)
{
	given_map("0-40000000:7 50000000-60000000:14 60000000-61000000:15"
		  " 70000000-71000000:7:WB|SP");
	when("");
	when_exported(export_qemu);
	expect_text("# Not there: persistent memory");
	expect_text("# Not there: special purpose memory");
	expect_text("# Not there: memory to accept");
	given_map("0-1000000:14 1000000-2000000:7");
	when("");
	when_exported(export_qemu);
	expect_text("# Not there: persistent memory");
}

TEST(a_map_without_ram_can_be_exported)
{
	given_map("fec00000+1:11:UC");
	given_nodes("cpu:0 cpu:1 mem:0:0-40000000 mem:1:40000000-80000000",
		    NULL);
	when("");
	when_exported(export_dts);
	expect_text("reserved-memory {\n\t\t#address-cells = <2>;\n"
		    "\t\t#size-cells = <2>;\n\t\tranges;\n\t};\n};\n");
	when_exported(export_qemu);
	expect_text("-m 0M\n");
	given_map("200000-280000:9");
	when("");
	when_exported(export_dts);
	expect_text("excluded@200000");
}

TEST(what_is_not_mapped_is_not_reserved_twice)
{
	static const struct loader_range range = { 0x50000000, 0x2000,
						   OWNER_CMDLINE, "" };

	given_map("40000000-50000000:7 50000000-50001000:6:WB|RUNTIME"
		  " 50001000-60000000:7");
	capture.loader_ranges = &range;
	capture.loader_range_cnt = 1;
	when("profile=linux-arm64");
	when_exported(export_dts);
	expect_text("\t\tfirmware@50000000 {\n");
	expect_text("\t\tcommand-line@50001000 {\n");
	assert_null(strstr(room, "command-line@50000000"));
}

TEST(a_device_tree_has_the_owners_that_are_counted)
{
	static const struct loader_range range = { 0x50000000, 0x2000,
						   OWNER_CMDLINE, "" };

	given_map("40000000-60000000:7");
	capture.loader_ranges = &range;
	capture.loader_range_cnt = 1;
	when("profile=linux-arm64");
	conversion.page_owner_cnt--;
	when_exported(export_dts);
	assert_null(strstr(room, "command-line"));
}

TEST(small_nodes_of_qemu_add_up_to_its_ram)
{
	given_map("100000-300000:7");
	given_nodes("cpu:0 cpu:1 cpu:2 cpu:3 mem:0:100000-180000"
		    " mem:1:180000-200000 mem:2:200000-280000"
		    " mem:3:280000-300000",
		    NULL);
	when("");
	when_exported(export_qemu);
	expect_text("-m 2M ");
	expect_text("id=ram0,size=1M ");
	expect_text("id=ram1,size=1M ");
	assert_null(strstr(room, "size=0M"));
}

TEST(qemu_gets_no_node_without_memory_at_the_end)
{
	given_map("0-40000000:7 40000000-80000000:7");
	given_nodes("cpu:0 cpu:1 cpu:2 mem:0:0-40000000"
		    " mem:1:40000000-80000000 mem:2:100000000-200000000",
		    NULL);
	when("");
	when_exported(export_qemu);
	expect_text("nodeid=1,memdev=ram1\n");
}
