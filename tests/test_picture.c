/* SPDX-License-Identifier: BSD-2-Clause */
/* core/screen: the overview as a picture, whose pixels are compared with the
 * map and the sets. */
#include "tests/lib/test.h"

#include "core/screen/explorer_internal.h"
#include "core/screen/font.h"
#include "core/screen/picture.h"
#include "core/screen/pixels.h"
#include "tests/lib/givenexplorer.h"

static struct picture now, shown;
static void *spaces[2];
/* What is on the screen. */
static uint32_t *screen, *row;
static size_t shows;

static void free_picture(void)
{
	free(spaces[0]);
	free(spaces[1]);
	free(screen);
	free(row);
	spaces[0] = spaces[1] = screen = row = NULL;
}

static TEST_STEP(tear_down)
{
	explorer_free();
	free_picture();
	return 0;
}

FIXTURE(NULL, tear_down);

static void show(void *ctx, const uint32_t *pixels, size_t x, size_t y,
		 size_t width, size_t height)
{
	(void)ctx;
	assert_true(x + width <= now.width && y + height <= now.height);
	assert_true(width * height <= picture_row_pixels(&now));
	for (size_t i = 0; i < height; i++)
		memcpy(&screen[(y + i) * now.width + x], &pixels[i * width],
		       width * sizeof(*pixels));
	shows++;
}

static void paint(void)
{
	const struct picture_painter painter = { show, NULL, row };

	shows = 0;
	picture_draw(&explorer, &now);
	picture_paint(&now, &shown, &painter);
}

static void given_picture(size_t width, size_t height)
{
	free_picture();
	assert_true(picture_lay_out(&now, width, height));
	shown = now;
	for (int i = 0; i < 2; i++)
		spaces[i] = malloc(picture_space(&now));
	picture_place(&now, spaces[0]);
	picture_place(&shown, spaces[1]);
	screen = calloc(width * height, sizeof(*screen));
	row = malloc(picture_row_pixels(&now) * sizeof(*row));
	paint();
}

static uint32_t pixel(int strip, size_t x, size_t y)
{
	const struct strip *at = &now.strips[strip];

	assert_true(y < at->height);
	return screen[(at->top + y) * now.width + x];
}

static size_t left(void)
{
	return BARS_COLUMN * FONT_WIDTH * now.scale;
}

static uint32_t expected(const struct memblock_type *set, struct range range)
{
	static const uint32_t pixels[] = { [BAR_NONE] = PIXEL_BLACK,
					   [BAR_PART] = PIXEL_PART,
					   [BAR_ALL] = PIXEL_ALL };

	return pixels[bar_share(set, range)];
}

/* All pixels of the strips, at their upper and lower edges. Returns the number
 * of segments. */
static size_t expect_pixels(void)
{
	const struct memblock *all = &conversion.mb;
	const struct memblock_type *sets[] = { &all->memory, &all->reserved,
					       &all->physmap };
	const struct segment *segment = explorer.segments;
	size_t x = left(), cnt = 0, end = now.width - FONT_WIDTH * now.scale;

	for (; x < end; segment++, cnt++) {
		uint32_t class = class_look(segment->class)->pixel;

		assert_true(segment->width > now.scale);
		for (size_t i = 0; i < segment->width; i++, x++) {
			bool gap = i + now.scale >= segment->width;

			for (int s = 0; s < 3; s++)
				for (int lower = 0; lower < 2; lower++)
					assert_int_equal(
						pixel(STRIP_MEMORY + s, x,
						      lower ? now.strips[STRIP_MEMORY]
									      .height -
								      1
							    : 0),
						expected(sets[s],
							 bar_cell(segment, i)));
			assert_int_equal(pixel(STRIP_MAP, x, 0),
					 gap ? PIXEL_BLACK : class);
		}
	}
	return cnt;
}

/* The text in a cell, found by its pixels. */
static char character(size_t column, size_t at)
{
	size_t width = FONT_WIDTH * now.scale, height = FONT_HEIGHT * now.scale;

	for (char c = ' '; c <= '~'; c++) {
		bool same = true;

		for (size_t y = 0; y < height; y++)
			for (size_t x = 0; x < width; x++)
				same &= (screen[(at * height + y) * now.width +
						column * width + x] ==
					 PIXEL_TEXT) ==
					(font_rows[c - ' '][y / now.scale] >>
						 (7 - x / now.scale) &
					 1);
		if (same)
			return c;
	}
	return '\0';
}

TEST(each_pixel_is_what_the_map_and_the_sets_say)
{
	static const struct {
		size_t width, height;
	} sizes[] = { { 640, 480 },   { 800, 600 },   { 1280, 800 },
		      { 1920, 1080 }, { 2560, 1600 }, { 3840, 2160 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		given_small("memmap=1M$0x1580000", 80, 25);
		given_picture(sizes[i].width, sizes[i].height);
		assert_int_equal(expect_pixels(), explorer.span_cnt);
		given_many(80, 25);
		given_picture(sizes[i].width, sizes[i].height);
		expect_pixels();
	}
}

TEST(machines_from_64_mib_to_16_tib_have_each_range_in_the_picture)
{
	given_map("0-a0000:7 100000-3e00000:7 3e00000-4000000:6");
	when("");
	given_explorer(80, 25);
	given_picture(800, 600);
	assert_int_equal(expect_pixels(), explorer.span_cnt);
	given_map("0-a0000:7 100000-80000000:7 80000000-80001000:6"
		  " fec00000-fec01000:11:UC 100000000-100000000000:7");
	when("");
	given_explorer(80, 25);
	given_picture(800, 600);
	assert_int_equal(expect_pixels(), explorer.span_cnt);
}

TEST(a_screen_that_is_too_small_has_no_picture)
{
	struct picture picture;

	assert_false(picture_lay_out(&picture, 639, 480));
	assert_false(picture_lay_out(&picture, 640, 479));
	assert_true(picture_lay_out(&picture, 640, 480));
}

TEST(letters_are_drawn_in_the_scale_of_the_screen)
{
	for (size_t scale = 1; scale <= 3; scale++) {
		given_small("", 80, 25);
		given_picture(1280 * scale, 720 * scale);
		assert_int_equal(now.scale, scale);
		assert_int_equal(character(1, 1), 'F');
		assert_int_equal(character(8, 1), 'e');
	}
}

TEST(the_selected_range_has_a_mark_and_its_name)
{
	const struct segment *segment;

	given_small("", 80, 25);
	press("jj");
	given_picture(1280, 800);
	segment = &explorer.segments[2];
	for (size_t x = left(); x < now.width; x++)
		assert_int_equal(pixel(STRIP_CHOSEN, x, 0),
				 x >= left() + segment->at &&
						 x + 1 < left() + segment->at +
								 segment->width
					 ? PIXEL_WHITE
					 : PIXEL_BLACK);
	assert_int_equal(character(1, now.cells.rows - 4), 'S');
}

TEST(the_cap_is_a_line_through_all_bars)
{
	phys_addr_t end;
	size_t x, cnt;

	given_small("mem=256M", 80, 25);
	given_picture(1280, 800);
	assert_true(bars_cap(&explorer, &end));
	assert_int_equal(end, 256 << 20);
	for (cnt = 1; explorer.segments[cnt - 1].last < explorer.span_cnt - 1;)
		cnt++;
	x = left() + bar_place(explorer.segments, cnt, end);
	for (int i = STRIP_MAP; i < STRIP_COUNT; i++)
		assert_int_equal(pixel(i, x, 0), PIXEL_WHITE);
	given_small("", 80, 25);
	given_picture(1280, 800);
	assert_int_not_equal(pixel(STRIP_PHYSMAP, x, 0), PIXEL_WHITE);
}

TEST(what_changes_is_painted_and_nothing_else)
{
	size_t pixels, all;
	uint32_t *kept;

	given_many(80, 25);
	given_picture(800, 600);
	all = shows;
	pixels = now.width * now.height * sizeof(*kept);
	kept = malloc(pixels);
	paint();
	assert_int_equal(shows, 0);
	press_key(KEY_RIGHT);
	paint();
	assert_in_range(shows, 1, all / 10);
	for (const char *key = "jjj+++jjjj-kk/1"; *key; key++) {
		press((char[]){ *key, '\0' });
		paint();
		memcpy(kept, screen, pixels);
		picture_place(&shown, spaces[1]);
		memset(screen, 0, pixels);
		paint();
		assert_memory_equal(screen, kept, pixels);
	}
	free(kept);
}

TEST(v_shows_the_picture_where_there_are_graphics)
{
	given_small("", 80, 25);
	press("2v");
	expect_row(23, " No screen has a graphics output (GOP) for a picture.");
	assert_int_equal(explorer.view, VIEW_DESCRIPTORS);
	explorer.model.graphics = true;
	press("v");
	assert_true(explorer_is_picture(&explorer));
	assert_non_null(strstr(text_of_row(24), "  v text  "));
	press("?");
	assert_false(explorer_is_picture(&explorer));
	press("qc");
	assert_false(explorer_is_picture(&explorer));
	press("\x1b");
	assert_true(explorer_is_picture(&explorer));
	press("3");
	assert_false(explorer_is_picture(&explorer));
	press("v");
	assert_true(explorer_is_picture(&explorer));
	press("v");
	assert_false(explorer_is_picture(&explorer));
}

TEST(text_on_a_colour_is_black_or_white)
{
	for (int i = 0; i < CLASS_COUNT; i++) {
		uint8_t colour = class_look(i)->colour | PIXELS_INVERSE;
		uint32_t fore = pixels_foreground(colour);

		assert_int_equal(pixels_background(colour),
				 class_look(i)->pixel);
		assert_true(fore == PIXEL_BLACK || fore == PIXEL_WHITE);
	}
	assert_int_equal(pixels_foreground(COLOUR_REVERSE), PIXEL_BLACK);
	assert_int_equal(pixels_foreground(COLOUR_BRIGHT), PIXEL_WHITE);
	assert_int_equal(pixels_background(COLOUR_TEXT), PIXEL_BLACK);
}

/* A stem at the edge of a coloured cell would be lost in what is beside it. */
TEST(a_letter_on_a_colour_begins_inside_of_its_cell)
{
	uint32_t pixels[FONT_WIDTH * FONT_HEIGHT];

	for (int i = 0; i < CLASS_COUNT; i++) {
		const struct class_look *look = class_look(i);
		size_t first = FONT_WIDTH;

		pixels_text(pixels, &look->mark, 1,
			    look->colour | PIXELS_INVERSE, 1);
		for (size_t j = 0; j < FONT_WIDTH * FONT_HEIGHT; j++)
			if (pixels[j] != look->pixel && j % FONT_WIDTH < first)
				first = j % FONT_WIDTH;
		assert_in_range(first, 1, 3);
	}
}
