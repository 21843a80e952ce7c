/* SPDX-License-Identifier: BSD-2-Clause */
/* core/report: one machine in each format, and the two formats of Linux. */
#include "tests/lib/test.h"

#include "tests/lib/givenreport.h"
#include "tests/lib/golden.h"

TEST(each_format_prints_its_golden_text)
{
	for (int format = 0; format < FORMAT_COUNT; format++) {
		char name[64];

		when_machine();
		snprintf(name, sizeof(name), "report.%s",
			 format_name((enum format)format));
		assert_string_equal(
			differs_from_golden(name,
					    report_as((enum format)format)),
			"");
	}
}

TEST(arm64_prints_its_golden_text)
{
	given_map("0-1000:4 80000-200000:7 200000-210000:9"
		  " 210000-230000:5:WB|RUNTIME 230000-300000:7:WT"
		  " 300000-380000:7:UC 380000-400000:7:WB|SP"
		  " 9000000-9001000:11:UC|RUNTIME");
	capture.profile = PROFILE_LINUX_ARM64;
	strcpy(capture.arch, "aarch64");
	when("mem=1M");
	assert_string_equal(differs_from_golden("report-arm64.text",
						report_as(FORMAT_TEXT)),
			    "");
}

/* --- linux and e820 ------------------------------------------------------ */

TEST(the_dump_looks_like_linuxs)
{
	struct memblock_region room[3] = {
		{ 0x1000, 0x9f000, 0, NUMA_NO_NODE },
		{ 0x100000, 0x7f00000, MEMBLOCK_NOMAP | MEMBLOCK_HOTPLUG, 0 },
		{ 0x100000000, 0x80000000, MEMBLOCK_MIRROR, 12 },
	};
	struct memblock sets;
	struct kept kept;
	struct sink out = keep_text(&kept);

	memblock_init(&sets, NULL, 0);
	sets.memory.regions = room;
	sets.memory.cnt = sets.memory.max = 3;
	sets.memory.total_size = 0x87f9f000;
	report_memblock(&out, &sets);
	assert_string_equal(
		kept.text,
		"MEMBLOCK configuration:\n"
		" memory size = 0x0000000087f9f000"
		" reserved size = 0x0000000000000000\n"
		" memory.cnt  = 0x3\n"
		" memory[0x0]\t[0x0000000000001000-0x000000000009ffff],"
		" 0x000000000009f000 bytes flags: 0x0\n"
		" memory[0x1]\t[0x0000000000100000-0x0000000007ffffff],"
		" 0x0000000007f00000 bytes on node 0 flags: 0x5\n"
		" memory[0x2]\t[0x0000000100000000-0x000000017fffffff],"
		" 0x0000000080000000 bytes on node 12 flags: 0x2\n"
		" reserved.cnt  = 0x0\n"
		" physmap.cnt  = 0x0\n");
	free(kept.text);
}

TEST(e820_types_have_linuxs_names)
{
	given_map("100000-900000:7");
	when("memmap=1M#2M,1M!3M,1M%4M+7,1M%5M+0xefffffff,1M%6M+20,1M%7M+4"
	     " mem=8M");
	report_as(FORMAT_E820);
	assert_non_null(strstr(reported, "user-defined physical RAM map:\n"));
	assert_non_null(
		strstr(reported, "100000-0x00000000001fffff] usable\n"));
	assert_non_null(
		strstr(reported, "200000-0x00000000002fffff] ACPI data\n"));
	assert_non_null(strstr(
		reported, "300000-0x00000000003fffff] persistent (type 12)\n"));
	assert_non_null(strstr(
		reported, "400000-0x00000000004fffff] persistent (type 7)\n"));
	assert_non_null(
		strstr(reported, "500000-0x00000000005fffff] soft reserved\n"));
	assert_non_null(
		strstr(reported, "600000-0x00000000006fffff] type 20\n"));
	assert_non_null(
		strstr(reported, "700000-0x00000000007fffff] ACPI NVS\n"));
	assert_null(strstr(reported, "user: [mem 0x0000000000800000"));
}

TEST(a_user_defined_map_is_printed_only_for_edits_on_x86)
{
	given_map("100000-900000:7");
	when("kernelcore=mirror");
	assert_null(strstr(report_as(FORMAT_E820), "user"));
	when("mem=2M profile=linux-arm64");
	assert_null(strstr(report_as(FORMAT_E820), "user"));
	when("mem=2M");
	assert_non_null(strstr(report_as(FORMAT_E820), "user"));
}

TEST(every_anomaly_has_a_name_and_a_text_of_its_own)
{
	for (int i = 0; i < ANOMALY_COUNT; i++)
		for (int j = 0; j < i; j++) {
			assert_string_not_equal(
				anomaly_name((enum anomaly)(1 << i)),
				anomaly_name((enum anomaly)(1 << j)));
			assert_string_not_equal(
				anomaly_text((enum anomaly)(1 << i)),
				anomaly_text((enum anomaly)(1 << j)));
		}
}
