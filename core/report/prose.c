/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/prose.h"

#include "core/report/parts.h"

#define COLUMNS 79

/* --- paragraphs ----------------------------------------------------------- */

void prose_begin(struct prose *ret, const struct sink *out)
{
	ret->out = out;
	ret->text = buffer_sink(&ret->buffer, ret->room, sizeof(ret->room));
}

/* The length of the word at text. */
static size_t word_length(const char *text)
{
	size_t n = 0;

	while (text[n] != '\0' && text[n] != ' ')
		n++;
	return n;
}

void prose_end(struct prose *prose)
{
	size_t column = 0;

	prose->out->write(prose->out->ctx, "\n", 1);
	for (const char *at = prose->room; *at != '\0';) {
		size_t n = word_length(at);

		if (n > 0 && column > 0)
			prose->out->write(prose->out->ctx,
					  column + 1 + n > COLUMNS ? "\n" : " ",
					  1);
		column = column > 0 && column + 1 + n <= COLUMNS
				 ? column + 1 + n
				 : n;
		prose->out->write(prose->out->ctx, at, n);
		at += n + (at[n] == ' ');
	}
	prose->out->write(prose->out->ctx, "\n", 1);
}

/* --- rows ----------------------------------------------------------------- */

static uint64_t size_of(const struct conversion *conversion, size_t index)
{
	return convert_range(conversion, index).size;
}

struct prose_rows prose_count(const struct conversion *conversion,
			      prose_filter filter)
{
	struct prose_rows rows = { 0 };

	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];

		if (filter(conversion, index)) {
			rows.cnt++;
			rows.bytes += size_of(conversion, index);
		}
	}
	return rows;
}

#define SHOWN 3

/* Puts index into the list of the largest, which is sorted. */
static void keep_largest(const struct conversion *conversion,
			 size_t largest[SHOWN], size_t *cnt, size_t index)
{
	size_t at = *cnt;

	if (*cnt < SHOWN)
		(*cnt)++;
	else if (size_of(conversion, index) <=
		 size_of(conversion, largest[SHOWN - 1]))
		return;
	else
		at = SHOWN - 1;
	for (; at > 0 && size_of(conversion, largest[at - 1]) <
				 size_of(conversion, index);
	     at--)
		largest[at] = largest[at - 1];
	largest[at] = index;
}

void prose_rows(const struct sink *out, const struct conversion *conversion,
		prose_filter filter)
{
	struct prose_rows all = prose_count(conversion, filter);
	size_t largest[SHOWN], cnt = 0;
	char room[HUMAN_SIZE];

	for (size_t i = 0; i < conversion->order_cnt; i++)
		if (filter(conversion, conversion->order[i]))
			keep_largest(conversion, largest, &cnt,
				     conversion->order[i]);
	for (size_t i = 0; i < cnt; i++) {
		print_index_row(out, conversion, largest[i]);
		print_str(out, "\n");
		all.bytes -= size_of(conversion, largest[i]);
	}
	if (all.cnt > cnt)
		print(out, "  and %zu more row%s of %s in all\n", all.cnt - cnt,
		      all.cnt - cnt == 1 ? "" : "s",
		      human_size(room, all.bytes));
}
