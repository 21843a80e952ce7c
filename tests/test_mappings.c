/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi/boot/mappings.c: the page tables that docs/handoff.md specifies, in both
 * formats, rule by rule.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmappings.h"

FIXTURE(choose_format, NULL);
GROUP_FIXTURE(NULL, free_mappings);

TEST_ON_BOTH(memory_is_mapped_twice_and_gaps_once)
{
	given_memory("profile=linux-x86",
		     "100000-40000000:7 50000000-60000000:7"
		     " 200000000-240000000:7");
	make_mappings(true);
	expect_at(0x123456, "123456 rw");
	expect_at(DIRECT + 0x123456, "123456 rw");
	expect_at(0x23fffffff, "23fffffff rw");
	expect_at(DIRECT + 0x23fffffff, "23fffffff rw");
	expect_device(0x45000000);
	expect_device(0x1000);
	expect_device(4 * G - 1);
	expect_at(DIRECT + 0x45000000, "-");
	expect_at(4 * G, "-");
	expect_at(0x240000000, "-");
}

TEST_ON_BOTH(a_kernel_has_the_rights_of_its_segments)
{
	given_memory("profile=linux-x86", "100000-40000000:7");
	make_mappings(true);
	expect_at(HIGH, "200000 rx");
	expect_at(HIGH + 0x1fff, "201fff rx");
	expect_at(HIGH + 0x2000, "202000 r");
	expect_at(HIGH + 0x3000, "203000 rw");
	expect_at(HIGH + 0x4fff, "204fff rw");
	expect_at(HIGH + 0x5000, "-");
	expect_at(HIGH - 1, "-");
	/* Its physical pages are data. */
	expect_at(0x200000, "200000 rw");
	expect_at(DIRECT + 0x200000, "200000 rw");
}

TEST_ON_BOTH(the_loaders_own_pages_are_as_promised)
{
	given_memory("profile=linux-x86", "100000-40000000:7");
	make_mappings(true);
	expect_at(0x2fffff, "2fffff rw");
	expect_at(0x300000, "-");
	expect_at(0x301000, "301000 rx");
	expect_at(0x302000, "302000 rw");
}

TEST_ON_BOTH(runtime_services_are_mapped_at_their_addresses)
{
	static const char *const profiles[] = {
		"profile=linux-x86",
		"profile=linux-arm64",
	};

	for (size_t i = 0; i < 2; i++) {
		given_memory(profiles[i], "100000-40000000:7"
					  " 40000000-40010000:5:WB|RUNTIME"
					  " 40010000-40020000:6:WB|RUNTIME"
					  " 8000000-9000000:11:WB|RUNTIME"
					  " 500000000-500010000:11:UC|RUNTIME"
					  " 600000000-600010000:6:WC|RUNTIME"
					  " 700000000-700010000:6:UC|RUNTIME");
		make_mappings(true);
		expect_at(0x40000000, "40000000 rwx");
		expect_at(0x40010000, "40010000 rw");
		expect_device(0x8000000);
		expect_device(0x500000000);
		expect_at(0x600000000, "600000000 rw wc");
		expect_device(0x700000000);
		expect_at(0x500010000, "-");
	}
}

TEST_ON_BOTH(what_must_not_be_mapped_is_not)
{
	given_memory("profile=linux-arm64",
		     "100000-40000000:7"
		     " 40000000-40010000:0 40010000-40020000:8"
		     " 40020000-40030000:6:WB|RUNTIME 40030000-50000000:7"
		     " 600000000-600010000:0");
	make_mappings(true);
	expect_at(0x3fffffff, "3fffffff rw");
	expect_at(0x40000000, "-");
	expect_at(0x4001ffff, "-");
	expect_at(0x40020000, "40020000 rw");
	expect_at(0x40030000, "40030000 rw");
	expect_at(DIRECT + 0x3fffffff, "3fffffff rw");
	expect_at(DIRECT + 0x40000000, "-");
	expect_at(DIRECT + 0x40020000, "-");
	expect_at(DIRECT + 0x40030000, "40030000 rw");
	expect_at(0x600000000, "-");
	expect_at(DIRECT + 0x600000000, "-");
}

TEST_ON_BOTH(a_framebuffer_is_write_combining_unless_it_is_memory)
{
	mappings.framebuffer_cnt = 1;
	framebuffer = (struct mbt_framebuffer){
		.base = 0x3f000800,
		.size = 0x2000,
	};
	given_memory("profile=linux-arm64", "100000-3f000000:7"
					    " 3f000000-40000000:0:WB");
	make_mappings(true);
	expect_at(0x3f000000, "3f000000 rw");
	expect_at(0x3f002fff, "3f002fff rw");
	expect_at(0x3f003000, "-");
	given_memory("profile=linux-arm64", "100000-3f000000:7"
					    " 3f000000-40000000:0:UC|WC|WB");
	make_mappings(true);
	expect_at(0x3f000000, "3f000000 rw wc");
	framebuffer.base = 0x80000000;
	make_mappings(true);
	expect_at(0x80001fff, "80001fff rw wc");
	expect_device(0x80002000);
	framebuffer.base = 0x800000000;
	make_mappings(true);
	expect_at(0x800000000, "800000000 rw wc");
	framebuffer.base = UINT64_MAX;
	make_mappings(true);
}

TEST_ON_BOTH(the_serial_port_can_be_reached)
{
	given_memory("profile=linux-arm64", "100000-40000000:7");
	serial = (struct serial_port){
		.kind = SERIAL_PL011,
		.base = 0x100002600000,
		.stride = 4,
	};
	make_mappings(true);
	expect_device(0x100002600000);
	expect_at(0x100002601000, "-");
	serial.io = true;
	make_mappings(true);
	expect_at(0x100002600000, "-");
}

/* A memory attributes table: base, pages and attributes of each entry. */
static void given_memattr(uint8_t *bytes, const uint64_t (*rows)[3], size_t cnt)
{
	const uint32_t header[] = { 1, (uint32_t)cnt, 48, 0 };

	memcpy(bytes, header, sizeof(header));
	for (size_t i = 0; i < cnt; i++) {
		const struct efi_memory_desc desc = {
			.type = EFI_RUNTIME_SERVICES_DATA,
			.phys_addr = rows[i][0],
			.num_pages = rows[i][1],
			.attribute = rows[i][2],
		};

		memset(bytes + 16 + i * 48, 0, 48);
		memcpy(bytes + 16 + i * 48, &desc, sizeof(desc));
	}
	mappings.memattr =
		memattr_read(&(struct acpi_bytes){ bytes, 16 + cnt * 48 });
}

TEST_ON_BOTH(code_of_runtime_services_is_as_its_table_says)
{
	static const uint64_t rows[][3] = {
		{ 0x40000000, 1, EFI_ATTR_XP },
		{ 0x40001000, 2, EFI_ATTR_RO },
		{ 0x40003000, 1, EFI_ATTR_RO | EFI_ATTR_XP },
		{ 0x40004000, 1, 0 },
		{ 0x4000f000, 2, EFI_ATTR_RO },
		{ 0x200000, 1, EFI_ATTR_RO },
		{ 0, UINT64_MAX, EFI_ATTR_RO },
	};
	uint8_t bytes[16 + 7 * 48];

	given_memory("profile=linux-x86", "100000-40000000:7"
					  " 40000000-40010000:5:WB|RUNTIME"
					  " 40010000-40020000:6:WB|RUNTIME");
	given_memattr(bytes, rows, 7);
	make_mappings(true);
	expect_at(0x40000000, "40000000 rw");
	expect_at(0x40001000, "40001000 rx");
	expect_at(0x40002fff, "40002fff rx");
	expect_at(0x40003000, "40003000 r");
	expect_at(0x40004000, "40004000 rwx");
	expect_at(0x40005000, "40005000 rwx");
	expect_at(0x4000f000, "4000f000 rx");
	expect_at(0x40010000, "40010000 rw");
	expect_at(0x200000, "200000 rw");
}

TEST_ON_BOTH(what_explains_a_crash_is_code_and_constants)
{
	given_memory("profile=linux-x86", "100000-40000000:7");
	mappings.image = (struct range){ 0x400000, 0x5000 };
	mappings.code = (struct range){ 0x401000, 0x2000 };
	make_mappings(true);
	expect_at(0x3fffff, "3fffff rw");
	expect_at(0x400000, "400000 r");
	expect_at(0x401000, "401000 rx");
	expect_at(0x402fff, "402fff rx");
	expect_at(0x403000, "403000 r");
	expect_at(0x405000, "405000 rw");
}

/* Each part of it needs a table of its own. */
TEST_ON_BOTH(without_a_table_more_it_says_so)
{
	const struct paging_cpu cpu = { walker->format, 4, true, true };
	size_t used;

	given_memory("profile=linux-x86",
		     "100000-40000000:7 80000000-80200000:0 "
		     "c0000000-c0003000:5:WB|RUNTIME 100000000-140000000:7");
	framebuffer.base = 0x2000000000;
	framebuffer.size = 0x1000;
	mappings.framebuffer_cnt = 1;
	serial = (struct serial_port){ .kind = SERIAL_16550,
				       .base = 0x3000000000 };
	mappings.guard = 0x4000000;
	mappings.trampoline = 0x8000000;
	mappings.image = (struct range){ 0x10000000, 0x5000 };
	mappings.code = (struct range){ 0x20000000, 0x2000 };
	make_mappings(true);
	used = paging.used;
	assert_true(used > 10);
	for (size_t room = used; room-- > 1;) {
		paging_begin(&paging, &cpu, paging.tables, TABLES, room);
		assert_false(mappings_make(&paging, &mappings));
	}
	paging_begin(&paging, &cpu, paging.tables, TABLES, used);
	assert_true(mappings_make(&paging, &mappings));
}

TEST_ON_X86_64(without_memory_there_is_no_direct_map)
{
	given_memory("profile=linux-x86", "100000-200000:11:UC");
	assert_int_equal(mappings_direct_size(&conversion), 0);
}
