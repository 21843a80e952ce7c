/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * core/convert/pages.c: NOMAP (:4) grows, and memory shrinks, to whole pages of
 * page-size=.
 */
#include "tests/lib/test.h"

#include "tests/lib/givenmap.h"
#include "tests/lib/rangetext.h"

static void given_arm64(const char *text)
{
	given_map(text);
	capture.profile = PROFILE_LINUX_ARM64;
}

/* "lost 1000-2000, nomap 3000-4000" */
static const char *text_of_pieces(void)
{
	static const char *const names[] = { "", "lost", "nomap", "grown" };
	static char text[1024];
	const struct rounding *rounding = &conversion.rounding;
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < rounding->cnt; i++) {
		const struct rounding_piece *piece = &rounding->pieces[i];

		len += (size_t)snprintf(text + len, sizeof(text) - len,
					"%s%s %jx-%jx", i ? ", " : "",
					names[piece->change],
					(uintmax_t)piece->range.base,
					(uintmax_t)range_end(piece->range));
	}
	return text;
}

#define expect_pieces(text) assert_string_equal(text_of_pieces(), text)

static void expect_sums(phys_addr_t lost, phys_addr_t nomap, phys_addr_t adds)
{
	assert_int_equal(conversion.rounding.lost, lost);
	assert_int_equal(conversion.rounding.nomap, nomap);
	assert_int_equal(conversion.rounding.linux_adds, adds);
}

TEST(pages_of_4k_change_nothing)
{
	given_arm64("101000-205000:7 205000-206000:6 206000-309000:7");
	when("");
	expect("101000-205000 205000-206000:4 206000-309000");
	expect_pieces("");
	when("page-size=4K");
	expect("101000-205000 205000-206000:4 206000-309000");
	expect_pieces("");
	expect_sums(0, 0, 0);
}

TEST(a_64k_page_with_memory_and_nomap_is_nomap)
{
	given_arm64("100000-205000:7 205000-206000:6 206000-300000:7");
	when("page-size=64K");
	expect("100000-200000 200000-210000:4 210000-300000");
	expect_physmap("100000-300000");
	expect_pieces("nomap 200000-205000, nomap 206000-210000");
	expect_sums(0xf000, 0xf000, 0);
	when("page-size=16K");
	expect("100000-204000 204000-208000:4 208000-300000");
	expect_pieces("nomap 204000-205000, nomap 206000-208000");
	expect_sums(0x3000, 0x3000, 0);
}

/* Linux would take 100000 to 210000. */
TEST(memory_shrinks_to_whole_pages)
{
	given_arm64("101000-205000:7");
	when("page-size=64K");
	expect("110000-200000");
	expect_physmap("101000-205000");
	expect_pieces("lost 101000-110000, lost 200000-205000");
	expect_sums(0x14000, 0, 0xc000);
	assert_int_equal(conversion.uncapped, 0xf0000);
}

TEST(memory_below_a_page_is_lost_and_a_page_is_counted_once)
{
	given_arm64("101000-102000:7 104000-105000:7 10f000-111000:7");
	when("page-size=64K");
	expect("");
	expect_pieces("lost 101000-102000, lost 104000-105000,"
		      " lost 10f000-111000");
	/* 100000-110000 and 110000-120000, of which 4 pages are memory. */
	expect_sums(0x4000, 0, 0x1c000);
}

TEST(descriptors_that_touch_make_whole_pages)
{
	given_arm64("100000-101000:1 101000-102000:4 102000-110000:7");
	when("page-size=64K");
	expect("100000-110000");
	expect_pieces("");
}

TEST(nomap_grows_into_holes)
{
	given_arm64("101000-102000:6 103000-104000:6 1f0000-201000:7"
		    " 20f000-210000:0");
	when("page-size=64K");
	expect("100000-110000:4 1f0000-200000 200000-210000:4");
	expect_pieces("grown 100000-101000, grown 102000-103000,"
		      " grown 104000-110000, nomap 200000-201000,"
		      " grown 201000-20f000");
	expect_sums(0x1000, 0xe000 + 0x1000 + 0xe000, 0);
	/* Memory is also in physmap. */
	expect_physmap("100000-110000 1f0000-210000");
}

TEST(the_order_in_the_map_does_not_matter)
{
	given_arm64("205000-206000:6 206000-300000:7 100000-205000:7");
	when("page-size=64K");
	expect("100000-200000 200000-210000:4 210000-300000");
}

TEST(reserved_grows_to_whole_pages)
{
	given_arm64("100000-208000:7 208000-209000:9 209000-300000:7");
	capture.image = (struct capture_range){ 0x234000, 0x2000 };
	when("page-size=64K");
	expect("100000-300000");
	expect_owners("200000-210000 ACPI reclaim,"
		      " 230000-240000 memblock.efi image");
	expect_reserved("200000-210000 230000-240000");
}

TEST(mem_is_rounded_to_these_pages)
{
	given_arm64("100000-205000:7 205000-206000:6 206000-300000:7");
	when("page-size=64K mem=0x118000");
	/* 0x110000 bytes, including NOMAP. */
	expect("100000-200000 200000-210000:4");
	assert_int_equal(conversion.uncapped, 0x200000);
}

TEST(mirrors_shrink_to_these_pages)
{
	given_arm64("100000-200000:7:WB"
		    " 201000-300000:7:WB|MORE_RELIABLE 200000-201000:7:WB");
	when("page-size=64K kernelcore=mirror");
	expect("100000-210000 210000-300000:2");
}

TEST(the_page_below_2_64_is_left_out)
{
	given_arm64("fffffffffffe0000+20:6 ffffffffffec0000+8:7");
	when("page-size=64K");
	expect("fffffffffffe0000-ffffffffffff0000:4");
	expect_pieces("lost ffffffffffec0000-ffffffffffec8000,"
		      " lost ffffffffffff0000-fffffffffffff000");
	given_arm64("fffffffffffe1000+1f:7");
	when("page-size=64K");
	expect("");
	expect_sums(0x1e000, 0, 0x1000);
}
