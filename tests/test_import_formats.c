/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A sample of each format that is printed by other programs than Linux and the
 * Shell, and the map that it holds.
 */
#include "tests/lib/test.h"

#include "tests/lib/parsed.h"

/* clang-format off */
static const struct {
	const char *file, *map;
} samples[] = {
	{ "xen-4.12.txt",
	  "7 0+9f 8\n"
	  "0 9f000+1 0\n"
	  "7 100000+7fee0 8" },
	{ "xen-4.17.txt",
	  "7 0+a0 8\n"
	  "10 100000+7fee0 8" },
	{ "xen-efi.txt",
	  "7 0+a0 f\n"
	  "3 100000+100 f" },
	{ "grub-lsefimmap.txt",
	  "0 0+1 8\n"
	  "7 1000+7ef5 8\n"
	  "6 7ef6000+14 8000000000000008\n"
	  "15 8000000+1 8" },
	{ "grub-lsmmap.txt",
	  "7 0+9f 8\n"
	  "7 100000+7fe1b 8\n"
	  "5 80000000+1 8000000000000008\n"
	  "0 80001000+1 0" },
	{ "multiboot.txt",
	  "7 0+9f 8\n"
	  "7 100000+7ee0 8" },
	{ "grub4dos.txt",
	  "7 0+9f 8\n"
	  "0 9f000+1 0\n"
	  "7 100000+b39be 8" },
	{ "coreboot.txt",
	  "0 0+1 0\n"
	  "7 1000+9f 8\n"
	  "0 a0000+60 0\n"
	  "7 100000+76a5c 8" },
	{ "seabios.txt",
	  "7 0+9f 8\n"
	  "0 9f000+1 0\n"
	  "7 100000+7ee0 8" },
	{ "freebsd-smap.txt",
	  "7 0+9f 8\n"
	  "0 9f000+1 0" },
	{ "esxi.txt",
	  "7 0+a0 f\n"
	  "6 8adc3000+4 800000000000000f" },
	{ "opencore.txt",
	  "5 7a000000+1f 800000000000000f\n"
	  "7 100000+100 f" },
	{ "limine.txt",
	  "7 1000+9e 8\n"
	  "0 9f000+1 0\n"
	  "4 100000+100 8" },
	{ "limine-kernel.txt",
	  "7 1000+9e 8\n"
	  "0 f0000+10 0\n"
	  "2 200000+100 8" },
	{ "uefi-rs.txt",
	  "7 1000+9f f\n"
	  "4 100000+10 8000000000000009\n"
	  "1879048193 200000+10 f" },
	{ "uefi-rs-pretty.txt",
	  "7 1000+9f f\n"
	  "1 100000+10 8" },
	{ "rust-regions.txt",
	  "7 0+9f 8\n"
	  "3 100000+7ee0 8\n"
	  "7 100000+7fe1b 8" },
	{ "uboot-bdinfo.txt",
	  "7 40000000+8000 8" },
	{ "iomem.txt",
	  "0 0+1 0\n"
	  "7 1000+9f 8\n"
	  "7 100000+f6cd6 8\n"
	  "9 f6dd6000+1 8\n"
	  "7 100000000+108000 8" },
	{ "sysfs-memmap.txt",
	  "7 0+9f 8\n"
	  "7 100000+100 8\n"
	  "0 200000+100 0" },
	{ "sysfs-runtime.txt",
	  "5 7f9ed000+24 800000000000000f" },
	{ "fwts.txt",
	  "7 0+9f 8\n"
	  "0 9f000+1 0" },
	{ "memblock-memory.txt",
	  "0 80000000+10200 8\n"
	  "7 90200000+6fe00 8" },
	{ "memblock-debugfs.txt",
	  "7 80000000+10200 8" },
	{ "linux-nodes.txt",
	  "7 1000+9e 8\n"
	  "7 100000+7fee0 8" },
	{ "freebsd-chunks.txt",
	  "7 1000+9e 8\n"
	  "7 100000+100 8" },
	{ "linux-xen.txt",
	  "7 0+a0 8\n"
	  "0 a0000+60 0\n"
	  "7 100000+100 8" },
};
/* clang-format on */

GROUP_FIXTURE(NULL, forget_parsed);

TEST(a_sample_of_every_format_gives_its_map)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		parse_file(samples[i].file);
		if (parse_result != IMPORT_GOOD ||
		    strcmp(parsed_map(), samples[i].map) != 0)
			print_message("# %s\n%s", samples[i].file,
				      parsed_messages());
		assert_int_equal(parse_result, IMPORT_GOOD);
		expect_map(samples[i].map);
	}
}

/* Lines that are offered to no format. */
static size_t add_lines(char *to, size_t cnt)
{
	size_t len = 0;

	for (size_t i = 0; i < cnt; i++)
		len += (size_t)sprintf(to + len,
				       "Nov 26 12:00:%02zu host app[%zu]: "
				       "request %zu was answered\n",
				       i % 60, i, i * 7919);
	return len;
}

TEST(a_map_within_a_large_log_is_the_same)
{
	enum { LINES = 500, ROOM = 200000 };
	char *text = malloc(ROOM);

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char path[256];
		size_t len, size = 0;
		char *bytes;

		snprintf(path, sizeof(path), "tests/maps/%s", samples[i].file);
		bytes = read_whole(path, &size);
		len = add_lines(text, LINES);
		memcpy(text + len, bytes, size);
		len += size;
		len += add_lines(text + len, LINES);
		parse_bytes(text, len);
		if (parse_result != IMPORT_GOOD ||
		    strcmp(parsed_map(), samples[i].map) != 0)
			print_message("# %s\n%s", samples[i].file,
				      parsed_messages());
		expect_map(samples[i].map);
		free(bytes);
	}
	free(text);
}

TEST(rows_are_recognised_with_other_blanks)
{
	parse("efi:\xc2\xa0  0x000000000000-0x00000007ffff "
	      "[Conventional|   |WB|WT|WC|UC]\n");
	expect_map("7 0+80 f");
	parse("efi: 0x000000000000-0x00000007ffff "
	      "[Conventional|   |WB|WT|WC|UC]\n");
	expect_map("7 0+80 f");
	parse("efi:&nbsp;mem00: [Conventional|   |WB|WT|WC|UC] "
	      "range=[0x0000000000000000-0x000000000007ffff] (0MB)\n");
	expect_map("7 0+80 f");
	parse("CONVENTIONAL\xc2\xa0"
	      "0000000000000000-0000000004000000 WB\n");
	expect_map("7 0+4000 8");
}
