/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/givenreport.h"

#include <stdlib.h>

#include "tests/lib/golden.h"

const char *reported;

const char *report_as(enum format format)
{
	static struct kept kept;
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	options.report.format = format;
	report(&out, &conversion, &options.report);
	reported = kept.text;
	return reported;
}

void given_machine(void)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x380000, 0x8000, OWNER_MODULE, "initrd, \"small\"" },
	};

	given_map("0-1000:4 1000-a0000:7 100000-300000:7"
		  " 300000-380000:3 380000-400000:2:WB|UC|0x400000000"
		  " 500000-600000:7:WB|MORE_RELIABLE 400000-500000:9"
		  " 600000-610000:10 610000-620000:0 620000-640000:6:WB|RUNTIME"
		  " 640000-650000:5 650000-700000:0x70000001"
		  " 700000-800000:7:WB|RUNTIME 7f0000-800000:14:WB|NV"
		  " 800000-800000:0:0x0 fffffffffffff000+2:7"
		  " 900800+2:7 fee00000-fee01000:11:UC|RUNTIME"
		  " a00000-a10000:16:WB|XP|RO");
	capture.image = (struct capture_range){ 0x200000, 0x21000 };
	capture.map_buffer = (struct capture_range){ 0x230000, 0x3000 };
	capture.loader_ranges = loader_ranges;
	capture.loader_range_cnt = 1;
}

const char machine_file[] = "memmap=64K$0x280000";
const char machine_line[] =
	"mem=7M kernelcore=mirror -- root=/dev/\"sda\" quiet";
