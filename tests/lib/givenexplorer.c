/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/lib/test.h"

#include "tests/lib/givenexplorer.h"

#include "core/screen/explorer_internal.h"

struct explorer explorer;
enum explorer_action explorer_action;

static void *space;
static struct cells now, shown;

static void cells_new(struct cells *cells, size_t columns, size_t rows)
{
	free(cells->list);
	cells->list = calloc(columns * rows, sizeof(*cells->list));
	cells->columns = columns;
	cells->rows = rows;
	cells_clear(cells);
}

void explorer_free(void)
{
	free(space);
	free(now.list);
	free(shown.list);
	space = NULL;
	now.list = shown.list = NULL;
}

static void nothing(void *ctx, const struct cells_run *run, uint8_t colour,
		    const char *text, bool blank)
{
	(void)ctx;
	(void)run;
	(void)colour;
	(void)text;
	(void)blank;
}

void redraw(void)
{
	const struct painter painter = { nothing, NULL };

	explorer_draw(&explorer, &now);
	cells_paint(&now, &shown, &painter);
	assert_memory_equal(now.list, shown.list,
			    now.columns * now.rows * sizeof(struct cell));
}

void given_explorer(size_t columns, size_t rows)
{
	const struct explorer_model model = {
		.conversion = &conversion,
		.machine = "a machine",
		.edits = "",
	};
	size_t len = explorer_space(&conversion);

	free(space);
	space = aligned_alloc(16, len);
	memset(&explorer, 0, sizeof(explorer));
	explorer.columns = columns;
	explorer.rows = rows;
	assert_int_equal(explorer_load(&explorer, &model, space, len - 1),
			 CORE_ENOSPC);
	assert_int_equal(explorer_load(&explorer, &model, space, len), CORE_OK);
	cells_new(&now, columns, rows);
	cells_new(&shown, columns, rows);
	redraw();
}

void press_key(int key)
{
	explorer_action = explorer_key(&explorer, key);
	redraw();
}

void press(const char *keys)
{
	for (; *keys; keys++)
		press_key(*keys);
}

/* --- text ---------------------------------------------------------------- */

static bool is_reverse(size_t row)
{
	for (size_t i = 0; i + 1 < now.columns; i++)
		if (now.list[row * now.columns + i].colour != COLOUR_REVERSE)
			return false;
	return true;
}

static char *put_row(char *to, size_t row)
{
	size_t len = now.columns;
	const struct cell *cell = &now.list[row * now.columns];

	*to++ = is_reverse(row) ? '*' : '|';
	while (len && cell[len - 1].character == ' ')
		len--;
	for (size_t i = 0; i < len; i++)
		*to++ = cell[i].character;
	*to = '\0';
	return to;
}

const char *text_of_screen(void)
{
	static char text[320 * 100];
	char *to = text;

	for (size_t row = 0; row < now.rows; row++) {
		to = put_row(to, row);
		*to++ = '\n';
	}
	*to = '\0';
	return text;
}

const char *text_of_row(size_t row)
{
	static char text[512];

	put_row(text, row);
	return text + 1;
}

/* --- maps ---------------------------------------------------------------- */

const char small_map[] =
	"0-1000:3 1000-a0000:7 100000-800000:7 800000-900000:10"
	" 900000-1500000:4 1500000-1e000000:7 1e000000-1e100000:1"
	" 1e100000-1f000000:5:WB|RUNTIME 1f000000-1f100000:9"
	" b0000000-c0000000:0 ffe00000-fff00000:11:UC|RUNTIME"
	" 100000000-180000000:7";

void given_small(const char *line, size_t columns, size_t rows)
{
	given_map(small_map);
	when(line);
	given_explorer(columns, rows);
}

void given_many(size_t columns, size_t rows)
{
	struct efi_memory_desc desc[300];

	for (size_t i = 0; i < 300; i++)
		desc[i] = (struct efi_memory_desc){
			.type = i % 3 == 1 ? 7 : 4 - i % 3,
			.phys_addr = i << 20,
			.num_pages = i % 7 == 6 ? 255 : 256,
			.attribute = EFI_ATTR_WB,
		};
	given_descriptors(desc, 300, 48);
	when("");
	given_explorer(columns, rows);
}

phys_addr_t address_of_row(void)
{
	size_t i = explorer.at[explorer.view].selected;

	return list_row(&explorer, i)->range.base;
}
