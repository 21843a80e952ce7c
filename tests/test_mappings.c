/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi/mappings.c: what docs/handoff.md promises of page tables, for both
 * formats: each rule by itself, then all of them on maps of any content.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "efi/mappings.h"
#include "tests/lib/givenmap.h"
#include "tests/lib/walker.h"

#define K UINT64_C(0x400)
#define M (K * K)
#define G (M * K)
#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)
#define TABLES UINT64_C(0x7654000)
#define PAGE   UINT64_C(0x1000)

static const struct walker *walker;
static struct paging paging;
static struct mappings mappings;
static struct elf_plan plan;
static struct mbt_framebuffer framebuffer;
static struct serial_port serial;

static bool devices_differ(void)
{
	return walker->format->device != 0;
}

static int choose(void **state)
{
	walker = *state;
	plan = (struct elf_plan){
		.base = HIGH, .size = 0x5000, .segment_cnt = 3,
		.segments = {
			{ .vaddr = HIGH, .memory_size = 0x1800,
			  .rights = ELF_READ | ELF_EXECUTE },
			{ .vaddr = HIGH + 0x2000, .memory_size = 0x10,
			  .rights = ELF_READ },
			{ .vaddr = HIGH + 0x3008, .memory_size = 0x1010,
			  .rights = ELF_READ | ELF_WRITE },
		},
	};
	serial = (struct serial_port){ .kind = SERIAL_NONE };
	mappings = (struct mappings){
		.conversion = &conversion,
		.plan = &plan,
		.kernel_phys = 0x200000,
		.kernel_virt = HIGH,
		.framebuffers = &framebuffer,
		.serial = &serial,
		.guard = 0x300000,
		.gate = 0x301000,
	};
	return 0;
}

static void make(bool giant)
{
	const struct paging_cpu cpu = { walker->format, 4, giant, true };
	size_t need;

	free(paging.tables);
	paging_measure(&paging, &cpu);
	assert_true(mappings_make(&paging, &mappings));
	need = paging.need;
	paging_begin(&paging, &cpu, malloc(need * PAGE), TABLES, need);
	assert_true(mappings_make(&paging, &mappings));
}

static int tear_down(void **state)
{
	(void)state;
	free(paging.tables);
	paging.tables = NULL;
	return 0;
}

static uint64_t entry_at(uint64_t phys)
{
	assert_true(phys >= TABLES && phys < TABLES + paging.used * PAGE);
	return paging.tables[(phys - TABLES) / 8];
}

static struct walked at(uint64_t virt)
{
	return walker->walk(TABLES, 4, virt, entry_at);
}

/* Without the size of the page, which rules do not promise. */
static const char *text_at(uint64_t virt)
{
	struct walked walked = at(virt);
	static char text[64];
	char *blank;

	if (walked.there && !devices_differ() &&
	    walked.kind == WALKER_DEVICE)
		fail();
	snprintf(text, sizeof(text), "%s", walked_text(&walked));
	blank = strrchr(text, ' ');
	if (blank)
		*blank = '\0';
	return text;
}

#define expect_at(virt, text) assert_string_equal(text_at(virt), text)

/* Registers, on a processor whose tables tell them from memory. */
static void expect_device(uint64_t address)
{
	struct walked w = at(address);

	assert_true(w.there && w.phys == address && w.write && !w.execute);
	assert_int_equal(w.kind, devices_differ() ? WALKER_DEVICE :
						    WALKER_CACHED);
}

static void given_machine(const char *profile, const char *map)
{
	given_map(map);
	when(profile);
}

static void memory_is_there_twice_and_what_is_between_once(void **state)
{
	(void)state;
	given_machine("profile=linux-x86",
		      "100000-40000000:7 50000000-60000000:7"
		      " 200000000-240000000:7");
	make(true);
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

static void a_kernel_has_the_rights_of_its_segments(void **state)
{
	(void)state;
	given_machine("profile=linux-x86", "100000-40000000:7");
	make(true);
	expect_at(HIGH, "200000 rx");
	expect_at(HIGH + 0x1fff, "201fff rx");
	expect_at(HIGH + 0x2000, "202000 r");
	expect_at(HIGH + 0x3000, "203000 rw");
	expect_at(HIGH + 0x4fff, "204fff rw");
	expect_at(HIGH + 0x5000, "-");
	expect_at(HIGH - 1, "-");
	/* Where it lies it is data. */
	expect_at(0x200000, "200000 rw");
	expect_at(DIRECT + 0x200000, "200000 rw");
}

static void the_loaders_own_pages_are_as_promised(void **state)
{
	(void)state;
	given_machine("profile=linux-x86", "100000-40000000:7");
	make(true);
	expect_at(0x2fffff, "2fffff rw");
	expect_at(0x300000, "-");
	expect_at(0x301000, "301000 rx");
	expect_at(0x302000, "302000 rw");
}

static void what_firmware_keeps_at_runtime_is_where_it_was(void **state)
{
	static const char *const profiles[] = {
		"profile=linux-x86", "profile=linux-arm64",
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		given_machine(profiles[i], "100000-40000000:7"
			      " 40000000-40010000:5:WB|RUNTIME"
			      " 40010000-40020000:6:WB|RUNTIME"
			      " 8000000-9000000:11:WB|RUNTIME"
			      " 500000000-500010000:11:UC|RUNTIME"
			      " 600000000-600010000:6:WC|RUNTIME"
			      " 700000000-700010000:6:UC|RUNTIME");
		make(true);
		expect_at(0x40000000, "40000000 rwx");
		expect_at(0x40010000, "40010000 rw");
		expect_device(0x8000000);
		expect_device(0x500000000);
		expect_at(0x600000000, "600000000 rw wc");
		expect_device(0x700000000);
		expect_at(0x500010000, "-");
	}
}

static void what_must_not_be_mapped_is_not(void **state)
{
	(void)state;
	given_machine("profile=linux-arm64", "100000-40000000:7"
		      " 40000000-40010000:0 40010000-40020000:8"
		      " 40020000-40030000:6:WB|RUNTIME 40030000-50000000:7"
		      " 600000000-600010000:0");
	make(true);
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

static void a_framebuffer_is_not_cached_unless_it_has_to_be(void **state)
{
	(void)state;
	mappings.framebuffer_cnt = 1;
	framebuffer = (struct mbt_framebuffer){
		.base = 0x3f000800, .size = 0x2000,
	};
	given_machine("profile=linux-arm64", "100000-3f000000:7"
		      " 3f000000-40000000:0:WB");
	make(true);
	expect_at(0x3f000000, "3f000000 rw");
	expect_at(0x3f002fff, "3f002fff rw");
	expect_at(0x3f003000, "-");
	given_machine("profile=linux-arm64", "100000-3f000000:7"
		      " 3f000000-40000000:0:UC|WC|WB");
	make(true);
	expect_at(0x3f000000, "3f000000 rw wc");
	framebuffer.base = 0x80000000;
	make(true);
	expect_at(0x80001fff, "80001fff rw wc");
	expect_device(0x80002000);
	framebuffer.base = 0x800000000;
	make(true);
	expect_at(0x800000000, "800000000 rw wc");
	framebuffer.base = UINT64_MAX;
	make(true);
}

static void the_serial_port_can_be_reached(void **state)
{
	(void)state;
	given_machine("profile=linux-arm64", "100000-40000000:7");
	serial = (struct serial_port){
		.kind = SERIAL_PL011, .base = 0x100002600000, .stride = 4,
	};
	make(true);
	expect_device(0x100002600000);
	expect_at(0x100002601000, "-");
	serial.io = true;
	make(true);
	expect_at(0x100002600000, "-");
}

/* --- any map ------------------------------------------------------------ */

static uint64_t seed;

static uint64_t any(uint64_t below)
{
	seed = seed * 6364136223846793005 + 1442695040888963407;
	return (seed >> 33) % below;
}

/* Descriptors one behind the other from 1 MiB on, with holes. */
static size_t any_map(struct efi_memory_desc *desc, size_t max)
{
	static const uint64_t attributes[] = { 15, 8, 2, 1, 0 };
	uint64_t base = M;
	size_t cnt = 1 + any(max - 1);

	for (size_t i = 0; i < cnt; i++) {
		uint64_t pages = 1 + any(any(4) ? 64 : 0x60000);

		base += any(3) ? 0 : any(0x40000) * PAGE;
		desc[i] = (struct efi_memory_desc){
			.type = any(2) ? 7 : (uint32_t)any(16),
			.phys_addr = base,
			.num_pages = pages,
			.attribute = attributes[any(3) ? 0 : any(5)] |
				     (any(4) ? 0 : EFI_ATTR_RUNTIME),
		};
		base += pages * PAGE;
	}
	return cnt;
}

static bool is_ram(uint64_t page)
{
	return memblock_search(&conversion.mb.physmap, page) != NULL;
}

/* Is it one of the pages that are the loader's or the kernel's own? */
static bool is_special(uint64_t page)
{
	return page == mappings.guard || page == mappings.gate;
}

static bool is_runtime_code(const struct efi_memory_desc *desc)
{
	return desc && desc->type == EFI_RUNTIME_SERVICES_CODE &&
	       (desc->attribute & EFI_ATTR_RUNTIME);
}

/* The rules, once more: one page of the identity map. */
static void check_same(uint64_t page, const struct efi_memory_desc *desc,
		       bool nomap)
{
	bool ram = is_ram(page);
	struct walked w = at(page);

	if (is_special(page))
		return;
	assert_int_equal(w.there, (desc && desc->attribute >> 63) ||
				  (ram ? !nomap : page < 4 * G));
	if (!w.there)
		return;
	assert_true(w.phys == page && w.write);
	assert_int_equal(w.execute, is_runtime_code(desc));
}

static void check_direct(uint64_t page, bool nomap)
{
	bool ram = is_ram(page);
	struct walked w = at(DIRECT + page);

	assert_int_equal(w.there, ram && !nomap);
	if (w.there)
		assert_true(w.phys == page && w.write && !w.execute &&
			    w.kind == WALKER_CACHED);
}

static bool is_nomap(size_t index)
{
	return convert_rule(&conversion, index)->fate == FATE_NOMAP;
}

static void check_page(const struct efi_memory_desc *desc, size_t cnt,
		       uint64_t page)
{
	size_t i = 0;

	while (i < cnt && page - desc[i].phys_addr >=
				  desc[i].num_pages * PAGE)
		i++;
	check_same(page, i < cnt ? &desc[i] : NULL, i < cnt && is_nomap(i));
	check_direct(page, i < cnt && is_nomap(i));
}

/* All that is mapped there is writable or executable or neither, but for the
 * firmware's own code. */
static void check_kernel(void)
{
	for (uint64_t page = HIGH; page < HIGH + plan.size; page += PAGE) {
		struct walked w = at(page);

		assert_true(w.there && !(w.write && w.execute));
		assert_true(w.phys == page - HIGH + mappings.kernel_phys);
	}
}

static void any_machine_is_mapped_as_promised(void **state)
{
	struct efi_memory_desc desc[24];

	(void)state;
	for (seed = 1; seed < 150; seed++) {
		uint64_t begin = seed;
		size_t cnt = any_map(desc, 24);

		given_descriptors(desc, cnt, 48);
		when(begin % 2 ? "profile=linux-arm64" : "profile=linux-x86");
		make(begin % 3);
		for (size_t i = 0; i < cnt; i++) {
			uint64_t base = desc[i].phys_addr;
			uint64_t end = base + desc[i].num_pages * PAGE;

			check_page(desc, cnt, base - PAGE);
			check_page(desc, cnt, base);
			check_page(desc, cnt, (base + end) / 2 & ~(PAGE - 1));
			check_page(desc, cnt, end - PAGE);
			check_page(desc, cnt, end);
		}
		check_kernel();
		seed = begin;
	}
}

#define X86_64  ((void *)&walkers[0])
#define AARCH64 ((void *)&walkers[1])
#define on_both(test)                                                        \
	{ "x86_64: " #test, test, choose, NULL, X86_64 },                    \
	{ "aarch64: " #test, test, choose, NULL, AARCH64 }

int main(void)
{
	const struct CMUnitTest tests[] = {
		on_both(memory_is_there_twice_and_what_is_between_once),
		on_both(a_kernel_has_the_rights_of_its_segments),
		on_both(the_loaders_own_pages_are_as_promised),
		on_both(what_firmware_keeps_at_runtime_is_where_it_was),
		on_both(what_must_not_be_mapped_is_not),
		on_both(a_framebuffer_is_not_cached_unless_it_has_to_be),
		on_both(the_serial_port_can_be_reached),
		on_both(any_machine_is_mapped_as_promised),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
