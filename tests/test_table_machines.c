/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * From a conversion to a table to a kernel's memblock, with the maps of real
 * machines: sound, nothing lost, and the same sets.
 */
#define _DEFAULT_SOURCE /* scandir() */
#include "tests/lib/test.h"

#include <dirent.h>
#include <unistd.h>

#include "tests/lib/givenkernel.h"
#include "tests/lib/parsed.h"

#define MAPS "../shared/maps"

static void round_trip(const char *line)
{
	static const struct loader_range loader_ranges[] = {
		{ 0x2000000, 0x812345, OWNER_KERNEL, NULL },
		{ 0x3000000, 0x100000, OWNER_MODULE, "initrd" },
		{ 0x3100000, 0x11000, OWNER_STACK, NULL },
		{ 0x3200000, 0x100000, OWNER_TABLE, NULL },
	};

	capture.loader_ranges = loader_ranges;
	capture.loader_range_cnt = 4;
	when(line);
	assert_int_equal(write_table(0x100000, 0x3200000), CORE_OK);
	assert_null(section_of(MBT_LOST));
	assert_string_equal(text_of_check(), "good");
	expect_equal_sums();
	rebuild();
	expect_equal_free();
}

static int is_map(const struct dirent *entry)
{
	return strstr(entry->d_name, ".txt") != NULL;
}

FIXTURE(forget_kernel, forget_kernel);
GROUP_FIXTURE(NULL, forget_parsed);
NEEDS(MAPS, "maps of real machines");

TEST(every_machine_survives_the_round_trip)
{
	static const char *const lines[] = {
		"",
		"profile=linux-arm64",
		"mem=2G",
		"mem=1G mem-kind=amount",
		"profile=linux-arm64 mem=300M",
		"memmap=64M$128M",
		"kernelcore=mirror add_efi_memmap",
	};
	struct dirent **files;
	int n = scandir(MAPS, &files, is_map, alphasort);
	char name[512];

	assert_true(n > 0);
	while (n-- > 0) {
		size_t len;
		char *text;

		snprintf(name, sizeof(name), MAPS "/%s", files[n]->d_name);
		text = read_whole(name, &len);
		parse_bytes(text, len);
		free(text);
		free(files[n]);
		if (parse_result == IMPORT_FAILED)
			continue;
		capture = parsed.capture;
		for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
			round_trip(lines[i]);
	}
	free(files);
}
