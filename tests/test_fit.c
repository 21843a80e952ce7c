/* SPDX-License-Identifier: BSD-2-Clause */
/* core/fit/: where a kernel, an initrd and crashkernel= go. */
#include "tests/lib/test.h"

#include "core/report/report_fit.h"
#include "tests/lib/givenmap.h"

#define MIB UINT64_C(0x100000)
#define GIB UINT64_C(0x40000000)

static struct fit fit;
static void *space;

static void when_prepared(const char *words)
{
	size_t len;

	when(words);
	len = fit_space(&conversion);
	free(space);
	space = malloc(len);
	assert_int_equal(fit_prepare(&fit, &conversion, space, len - 1),
			 CORE_ENOSPC);
	assert_int_equal(fit_prepare(&fit, &conversion, space, len), CORE_OK);
}

/* where use goes, and by which attempt */
static void expect_fit(enum fit_use use, struct fit_request request,
		       phys_addr_t base, const char *what)
{
	const struct fit_step *step = NULL;

	if (request.below == 0)
		request.below = PHYS_ADDR_MAX;
	assert_int_equal(fit_find(&fit, use, &request, &step), base);
	if (base != 0 && !strstr(step->what, what))
		fail_msg("not %s: %s", what, step->what);
}

#define SIZE(bytes)             \
	(struct fit_request)    \
	{                       \
		.size = (bytes) \
	}

TEST(a_kernel_goes_to_16_mib_where_that_is_free)
{
	given_map("100000-10000000:7");
	when_prepared("");
	expect_fit(FIT_KERNEL, SIZE(64 * MIB), 16 * MIB, "preferred");
}

TEST(else_to_the_lowest_address_above_it_aligned_to_2_mib)
{
	given_map("100000-900000:7 900000-1501000:4 1501000-10000000:7");
	when_prepared("");
	expect_fit(FIT_KERNEL, SIZE(4 * MIB), 0x1600000, "lowest above");
}

TEST(boot_services_are_in_use_for_firmware_and_memblock)
{
	given_map("100000-10000000:4");
	when_prepared("");
	expect_fit(FIT_KERNEL, SIZE(4 * MIB), 0, "");
	expect_fit(FIT_INITRD, SIZE(4 * MIB), 0, "");
	expect_fit(FIT_CRASHKERNEL, SIZE(4 * MIB), 0, "");
}

TEST(a_loader_is_gone_when_memblock_searches_but_not_for_the_firmware)
{
	given_map("100000-10000000:2");
	when_prepared("");
	expect_fit(FIT_INITRD, SIZE(4 * MIB), 0, "");
	expect_fit(FIT_CRASHKERNEL, SIZE(16 * MIB), 0xf000000, "below 4 GiB");
}

TEST(an_initrd_goes_to_the_highest_address_below_2_gib)
{
	given_map("100000-c0000000:7 100000000-200000000:7");
	when_prepared("");
	expect_fit(FIT_INITRD, SIZE(64 * MIB), 2 * GIB - 64 * MIB, "below 2");
	expect_fit(FIT_INITRD, SIZE(3 * GIB), 8 * GIB - 3 * GIB, "nothing");
}

TEST(crashkernel_is_searched_below_4_gib_and_then_above)
{
	given_map("100000-80100000:7 100000000-200000000:7");
	when_prepared("");
	expect_fit(FIT_CRASHKERNEL, SIZE(256 * MIB), 0x70000000, "below 4");
	expect_fit(FIT_CRASHKERNEL, SIZE(3 * GIB), 8 * GIB - 3 * GIB,
		   "256 MiB more");
}

TEST(arm64_has_its_own_order)
{
	given_map("40000000-80100000:7 100000000-200000000:7");
	when_prepared("profile=linux-arm64");
	expect_fit(FIT_KERNEL, SIZE(64 * MIB), 8 * GIB - 64 * MIB, "highest");
	expect_fit(FIT_INITRD, SIZE(4096), 8 * GIB - 4096, "highest");
	expect_fit(FIT_CRASHKERNEL, SIZE(3 * MIB), 0x7fe00000, "below 4");
	expect_fit(FIT_CRASHKERNEL, SIZE(2 * GIB), 6 * GIB, "128 MiB more");
}

TEST(below_and_align_restrict_all)
{
	const struct fit_request request = { 16 * MIB, 256 * MIB, GIB, 0 };

	given_map("100000-80000000:7");
	when_prepared("");
	expect_fit(FIT_KERNEL, request, 256 * MIB, "lowest");
	expect_fit(FIT_INITRD, request, 768 * MIB, "");
	expect_fit(FIT_CRASHKERNEL, request, 768 * MIB, "");
	expect_fit(FIT_CRASHKERNEL,
		   (struct fit_request){ 16 * MIB, 0, 16 * MIB, 0 }, 0, "");
}

TEST(memory_that_mem_cuts_is_the_firmwares_but_not_memblocks)
{
	given_map("100000-80000000:7");
	when_prepared("mem=1G");
	expect_fit(FIT_INITRD, SIZE(16 * MIB), 2 * GIB - 16 * MIB, "");
	expect_fit(FIT_CRASHKERNEL, SIZE(16 * MIB), GIB - 16 * MIB, "");
}

TEST(what_overlaps_conventional_memory_is_not_free)
{
	given_map("100000-80000000:7 1000000-2000000:6:WB|RUNTIME");
	when_prepared("");
	expect_fit(FIT_KERNEL, SIZE(MIB), 0x2000000, "lowest above");
}

TEST(zones_have_their_free_memory_and_bounds)
{
	const struct fit_request request = { MIB, 0, 5 * GIB, 0 };
	struct fit_zone zone;

	given_map("100000-800000:7 c00000-2000000:7 100000000-200000000:7");
	when_prepared("");
	assert_true(fit_zone(&fit, 0, &request, &zone));
	assert_string_equal(zone.name, "DMA");
	assert_int_equal(zone.free, 11 * MIB);
	assert_int_equal(zone.largest.base, 0x100000);
	assert_int_equal(zone.largest.size, 7 * MIB);
	assert_int_equal(zone.lowest, 0x100000);
	assert_int_equal(zone.highest, 15 * MIB);
	assert_true(fit_zone(&fit, 1, &request, &zone));
	assert_int_equal(zone.free, 16 * MIB);
	assert_true(fit_zone(&fit, 2, &request, &zone));
	assert_int_equal(zone.end, 5 * GIB);
	assert_int_equal(zone.free, GIB);
	assert_int_equal(zone.highest, 5 * GIB - MIB);
	assert_false(fit_zone(&fit, 3, &request, &zone));
}

TEST(arm64_has_two_zones)
{
	const struct fit_request request = { MIB, 0, PHYS_ADDR_MAX, 0 };
	struct fit_zone zone;

	given_map("40000000-80000000:7");
	when_prepared("profile=linux-arm64");
	assert_true(fit_zone(&fit, 1, &request, &zone));
	assert_string_equal(zone.name, "Normal");
	assert_int_equal(zone.free, 0);
	assert_int_equal(zone.lowest, 0);
	assert_false(fit_zone(&fit, 2, &request, &zone));
}

/* --- the report ----------------------------------------------------------- */

static char room[8192];

static bool when_reported(struct fit_request request)
{
	struct buffer buffer;
	struct sink out = buffer_sink(&buffer, room, sizeof(room));

	return report_fit(&out, &fit, &request);
}

#define expect_text(text)                                          \
	do {                                                       \
		if (!strstr(room, text))                           \
			fail_msg("not there: %s\n%s", text, room); \
	} while (0)

TEST(the_report_names_places_and_zones)
{
	given_map("100000-80000000:7");
	when_prepared("");
	assert_true(when_reported(
		(struct fit_request){ 64 * MIB, 0, PHYS_ADDR_MAX, 0 }));
	expect_text("64 MiB\n\nWhere Linux places it");
	expect_text("  kernel        0x0000000001000000-0x0000000004ffffff\n");
	expect_text("  DMA, 0 to 16 MiB: 15 MiB free\n");
	expect_text("    it does not fit\n");
	expect_text("    lowest   0x0000000001000000-0x0000000004ffffff\n"
		    "    highest  0x000000007c000000-0x000000007fffffff\n");
	expect_text("  Normal, from 4 GiB: 0 bytes free\n");
}

TEST(the_report_says_where_nothing_fits)
{
	given_map("100000-80000000:7");
	when_prepared("");
	assert_false(when_reported(
		(struct fit_request){ 4 * GIB, 2 * MIB, 4 * GIB, 0 }));
	expect_text("4 GiB, aligned to 2 MiB, below 0x100000000\n");
	expect_text("  initrd        does not fit\n");
	assert_null(strstr(room, "Normal"));
}

TEST(the_preferred_address_may_be_above_the_bound)
{
	given_map("100000-80000000:7");
	when_prepared("");
	expect_fit(FIT_KERNEL, (struct fit_request){ MIB, 0, 8 * MIB, 0 }, 0,
		   "");
	assert_string_equal(fit_use_name(FIT_CRASHKERNEL), "crashkernel=");
}

TEST(a_size_that_is_not_whole_pages_is_named_as_it_was_asked_for)
{
	given_map("100000-80000000:7");
	when_prepared("");
	assert_true(when_reported((struct fit_request){
		.size = 8192, .below = PHYS_ADDR_MAX, .asked = 4097 }));
	expect_text("4097 bytes, rounded up to 8 KiB\n");
	assert_true(when_reported((struct fit_request){
		.size = 4096, .below = PHYS_ADDR_MAX, .asked = 1 }));
	expect_text("1 byte, rounded up to 4 KiB\n");
}

TEST(arm64_has_one_place_for_a_kernel)
{
	given_map("40000000-80000000:7");
	when_prepared("profile=linux-arm64");
	expect_fit(FIT_KERNEL,
		   (struct fit_request){ 2 * GIB, 0, PHYS_ADDR_MAX, 0 }, 0, "");
}

TEST(special_purpose_memory_and_parts_of_pages_are_not_free)
{
	given_map("100800+1:7 1000000-1100000:7:WB|SP 2000000-2100000:7");
	when_prepared("");
	expect_fit(FIT_KERNEL, (struct fit_request){ MIB, 0, PHYS_ADDR_MAX, 0 },
		   0x2000000, "the lowest above 16 MiB, which is in use");
	expect_fit(FIT_INITRD, (struct fit_request){ 4096, 0, 0x2000000, 0 }, 0,
		   "");
}

static TEST_STEP(free_space)
{
	free(space);
	space = NULL;
	return 0;
}

FIXTURE(NULL, free_space);
