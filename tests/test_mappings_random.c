/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/boot/mappings.c: its rules, on maps of any content. */
#include "tests/lib/test.h"

#include "tests/lib/givenmappings.h"
#include "tests/lib/randommap.h"

/* Ascending descriptors from 1 MiB on, with holes. */
static size_t any_map(struct efi_memory_desc *desc, size_t max)
{
	static const uint64_t attributes[] = { 15, 8, 2, 1, 0 };
	uint64_t base = M;
	size_t cnt = 1 + below(max - 1);

	for (size_t i = 0; i < cnt; i++) {
		uint64_t pages = 1 + below(below(4) ? 64 : 0x60000);

		base += below(3) ? 0 : below(0x40000) * PAGE;
		desc[i] = (struct efi_memory_desc){
			.type = below(2) ? 7 : (uint32_t)below(16),
			.phys_addr = base,
			.num_pages = pages,
			.attribute = attributes[below(3) ? 0 : below(5)] |
				     (below(4) ? 0 : EFI_ATTR_RUNTIME),
		};
		base += pages * PAGE;
	}
	return cnt;
}

static bool is_ram(uint64_t page)
{
	return memblock_search(&conversion.mb.physmap, page) != NULL;
}

/* Whether a page belongs to the loader or to the kernel. */
static bool is_special(uint64_t page)
{
	return page == mappings.guard || page == mappings.trampoline;
}

static bool is_runtime_code(const struct efi_memory_desc *desc)
{
	return desc && desc->type == EFI_RUNTIME_SERVICES_CODE &&
	       (desc->attribute & EFI_ATTR_RUNTIME);
}

/* The rules restated: one page of the identity map. */
static void check_same(uint64_t page, const struct efi_memory_desc *desc,
		       bool nomap)
{
	bool ram = is_ram(page);
	struct walked w = walked_at(page);

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
	struct walked w = walked_at(DIRECT + page);

	assert_int_equal(w.there, ram && !nomap);
	if (w.there)
		assert_true(w.phys == page && w.write && !w.execute &&
			    w.kind == WALKER_CACHED);
}

static bool is_nomap(size_t index)
{
	return convert_rule(&conversion, index)->disposition ==
	       DISPOSITION_NOMAP;
}

static void check_page(const struct efi_memory_desc *desc, size_t cnt,
		       uint64_t page)
{
	size_t i = 0;

	while (i < cnt && page - desc[i].phys_addr >= desc[i].num_pages * PAGE)
		i++;
	check_same(page, i < cnt ? &desc[i] : NULL, i < cnt && is_nomap(i));
	check_direct(page, i < cnt && is_nomap(i));
}

/* No page is both writable and executable, except code of the firmware. */
static void check_kernel(void)
{
	for (uint64_t at = 0; at < kernel_plan.size; at += PAGE) {
		struct walked w = walked_at(HIGH + at);

		assert_true(w.there && !(w.write && w.execute));
		assert_true(w.phys == mappings.kernel_phys + at);
	}
}

FIXTURE(choose_format, NULL);
GROUP_FIXTURE(NULL, free_mappings);

TEST_ON_BOTH(any_machine_is_mapped_as_promised)
{
	struct efi_memory_desc desc[24];

	for (uint64_t seed = 1; seed < 150; seed++) {
		size_t cnt;

		draw_from(seed);
		cnt = any_map(desc, 24);
		given_descriptors(desc, cnt, 48);
		when(seed % 2 ? "profile=linux-arm64" : "profile=linux-x86");
		make_mappings(seed % 3);
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
	}
}
