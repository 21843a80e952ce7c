/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/pager.h"

void pager_init(struct pager *ret, const struct sink *screen, size_t columns,
		size_t rows, int (*key)(void *ctx), void *key_ctx)
{
	*ret = (struct pager){
		.screen = *screen,
		.key = key,
		.key_ctx = key_ctx,
		.columns = columns < 2 ? 80 : columns,
		.rows = rows < 2 ? 25 : rows,
	};
}

void pager_flush(struct pager *pager)
{
	if (pager->used)
		pager->screen.write(pager->screen.ctx, pager->line,
				    pager->used);
	pager->used = 0;
}

/* Columns, by the first byte of a character: most from U+3000 on are wide. */
static size_t width(char c)
{
	unsigned char byte = (unsigned char)c;

	if ((byte & 0xc0) == 0x80 || c == '\n')
		return 0;
	return byte >= 0xe3 ? 2 : 1;
}

static void put(struct pager *pager, char c)
{
	if (pager->used == PAGER_LINE)
		pager_flush(pager);
	pager->line[pager->used++] = c;
}

static void new_row(struct pager *pager)
{
	put(pager, '\n');
	pager_flush(pager);
	pager->column = 0;
	pager->row++;
}

/* The prompt is cut on a narrow screen. */
static size_t prompt_len(const struct pager *pager)
{
	size_t len = sizeof(PAGER_PROMPT) - 1;

	return len < pager->columns - 1 ? len : pager->columns - 1;
}

static void erase_prompt(struct pager *pager)
{
	print(&pager->screen, "\r%*s\r", (int)prompt_len(pager), "");
}

/* Asks what to do at the end of a page. */
static void ask(struct pager *pager)
{
	int c;

	print(&pager->screen, "%.*s", (int)prompt_len(pager), PAGER_PROMPT);
	do
		c = pager->key(pager->key_ctx);
	while (c != ' ' && c != '\r' && c != '\n' && c != 'q' && c != 'Q' &&
	       c != -1);
	erase_prompt(pager);
	pager->row = 0;
	if (c == '\r' || c == '\n')
		pager->row = pager->rows - 2;
	else if (c == -1)
		pager->key = NULL;
	else if (c != ' ')
		pager->used = 0, pager->stop = true;
}

/* Breaks the row at its last blank, or here where there is none. */
static void wrap(struct pager *pager)
{
	size_t used = pager->used, cut = used;

	while (cut && pager->line[cut - 1] != ' ')
		cut--;
	if (!cut) {
		new_row(pager);
		return;
	}
	pager->line[cut - 1] = '\n';
	pager->used = cut;
	pager_flush(pager);
	pager->column = 0;
	pager->row++;
	for (size_t i = cut; i < used; i++) {
		pager->column += width(pager->line[i]);
		pager->line[pager->used++] = pager->line[i];
	}
}

static void put_char(struct pager *pager, char c)
{
	bool full = pager->column + width(c) > pager->columns - 1;

	if (full && c == ' ')
		c = '\n'; /* the row ends between two words */
	else if (full)
		wrap(pager);
	/* Not before there is more, so that the last page has no prompt. */
	if (pager->row >= pager->rows - 1 && pager->key)
		ask(pager);
	if (pager->stop)
		return;
	pager->column += width(c);
	if (c == '\n')
		new_row(pager);
	else
		put(pager, c);
}

static void write_paged(void *ctx, const char *text, size_t len)
{
	struct pager *pager = ctx;

	for (size_t i = 0; i < len && !pager->stop; i++)
		put_char(pager, text[i]);
}

struct sink pager_sink(struct pager *pager)
{
	return (struct sink){ .write = write_paged, .ctx = pager };
}
