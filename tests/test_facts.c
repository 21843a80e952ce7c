/* SPDX-License-Identifier: BSD-2-Clause */
/* efi/uefi/facts.c: the framebuffers that a kernel is told of. */
#include "tests/lib/test.h"

#include "efi/uefi/facts.h"
#include "tests/lib/fake_efi.h"

#define SCREENS 6

static struct screen {
	EFI_GRAPHICS_OUTPUT_PROTOCOL gop;
	EFI_GRAPHICS_OUTPUT_PROTOCOL_MODE mode;
	EFI_GRAPHICS_OUTPUT_MODE_INFORMATION info;
	struct fake_handle handle;
} screens[SCREENS];
static size_t screen_cnt;

static struct mbt_framebuffer found[FACTS_FRAMEBUFFERS];

/* 1280 by 800 pixels of 4 bytes, as with OVMF. */
static struct screen *given_screen(uint64_t base)
{
	struct screen *screen = &screens[screen_cnt++];
	EFI_GUID guid = EFI_GRAPHICS_OUTPUT_PROTOCOL_GUID;

	*screen = (struct screen){
		.gop.Mode = &screen->mode,
		.mode.Info = &screen->info,
		.mode.FrameBufferBase = base,
		.mode.FrameBufferSize = 0x3e8000,
		.info.HorizontalResolution = 1280,
		.info.VerticalResolution = 800,
		.info.PixelFormat = PixelBlueGreenRedReserved8BitPerColor,
		.info.PixelsPerScanLine = 1280,
	};
	fake_protocol(&screen->handle, guid, &screen->gop);
	fake_handle_add(&screen->handle);
	return screen;
}

static size_t find(void)
{
	const struct firmware fw = { .image = &fake->image_handle,
				     .system = &fake->system };

	memset(found, 0, sizeof(found));
	return facts_framebuffers(found, &fw);
}

static TEST_STEP(begin)
{
	fake_new();
	screen_cnt = 0;
	return 0;
}

FIXTURE(begin, fake_end);

TEST(a_framebuffer_is_described_by_its_mode)
{
	given_screen(0x80000000);
	assert_int_equal(find(), 1);
	assert_int_equal(found[0].base, 0x80000000);
	assert_int_equal(found[0].size, 0x3e8000);
	assert_int_equal(found[0].width, 1280);
	assert_int_equal(found[0].height, 800);
	assert_int_equal(found[0].pitch, 5120);
	assert_int_equal(found[0].bits_per_pixel, 32);
	assert_int_equal(found[0].red_mask, 0xff0000);
	assert_int_equal(found[0].blue_mask, 0xff);
}

TEST(masks_give_the_size_of_a_pixel)
{
	struct screen *screen = given_screen(0x80000000);

	screen->info.PixelFormat = PixelBitMask;
	screen->info.PixelInformation = (EFI_PIXEL_BITMASK){
		.RedMask = 0xf800,
		.GreenMask = 0x7e0,
		.BlueMask = 0x1f,
	};
	screen->info.PixelsPerScanLine = 1344;
	assert_int_equal(find(), 1);
	assert_int_equal(found[0].bits_per_pixel, 16);
	assert_int_equal(found[0].pitch, 2688);
	assert_int_equal(found[0].green_mask, 0x7e0);
	screen->info.PixelFormat = PixelRedGreenBlueReserved8BitPerColor;
	assert_int_equal(find(), 1);
	assert_int_equal(found[0].red_mask, 0xff);
	assert_int_equal(found[0].bits_per_pixel, 32);
}

TEST(lines_are_within_the_framebuffer_in_any_case)
{
	struct screen *screen = given_screen(0x80000000);

	screen->mode.FrameBufferSize = 0x1000;
	assert_int_equal(find(), 1);
	assert_int_equal(found[0].size, 5120 * 800);
	screen->mode.FrameBufferSize = 0x1000000;
	assert_int_equal(find(), 1);
	assert_int_equal(found[0].size, 0x1000000);
}

TEST(outputs_without_a_framebuffer_are_left_out)
{
	struct screen *screen = given_screen(0x80000000);

	screen->info.PixelFormat = PixelBltOnly;
	assert_int_equal(find(), 0);
	screen->info.PixelFormat = PixelBitMask; /* with no bit */
	assert_int_equal(find(), 0);
	screen->info.PixelFormat = PixelBlueGreenRedReserved8BitPerColor;
	screen->info.PixelsPerScanLine = 1279;
	assert_int_equal(find(), 0);
	screen->info.PixelsPerScanLine = 0x40000000;
	assert_int_equal(find(), 0);
	screen->info.PixelsPerScanLine = 1280;
	screen->mode.FrameBufferBase = 0;
	assert_int_equal(find(), 0);
	screen->mode.FrameBufferBase = 0x80000000;
	screen->mode.Info = NULL;
	assert_int_equal(find(), 0);
	screen->gop.Mode = NULL;
	assert_int_equal(find(), 0);
}

TEST(outputs_with_the_same_framebuffer_are_one)
{
	given_screen(0x80000000);
	given_screen(0x80000000);
	given_screen(0x90000000);
	assert_int_equal(find(), 2);
	assert_int_equal(found[1].base, 0x90000000);
}

TEST(at_most_four_are_reported)
{
	for (uint64_t i = 1; i <= SCREENS; i++)
		given_screen(i << 28);
	assert_int_equal(find(), FACTS_FRAMEBUFFERS);
}

TEST(without_a_screen_there_is_no_framebuffer)
{
	assert_int_equal(find(), 0);
}
