/* SPDX-License-Identifier: BSD-2-Clause */
/* The arrays of an explorer, made of its model. */
#include "core/firmware/keyed_range.h"
#include "core/screen/explorer_internal.h"

struct arrays {
	struct span *spans;
	struct segment *segments;
	struct lint_finding *findings;
	struct explorer_row *list;
	struct keyed_range *order;
	struct keyed_range *scratch;
};

static struct lint_input input_of(const struct conversion *conversion)
{
	return (struct lint_input){ conversion->capture, conversion, NULL };
}

static size_t count_findings(const struct lint_count *count)
{
	size_t cnt = 0;

	for (int i = 0; i < LINT_SEVERITY_COUNT; i++)
		cnt += count->findings[i];
	return cnt;
}

/* Cuts cnt elements of size from space. Returns NULL without space. */
static void *cut(uint8_t *space, size_t *used, size_t cnt, size_t size)
{
	size_t at = *used;

	*used += (cnt * size + 15) / 16 * 16;
	return space ? space + at : NULL;
}

/* Returns how many bytes all arrays need. */
static size_t lay_out(struct arrays *ret, const struct conversion *conversion,
		      const struct lint_count *count, void *space)
{
	size_t n = conversion->order_cnt, used = 0;
	size_t findings = count_findings(count);
	size_t rows = list_max(conversion, findings);

#define CUT(array, cnt) \
	(ret->array = cut(space, &used, cnt, sizeof(*ret->array)))
	CUT(spans, SPANS_MAX(n));
	CUT(segments, SPANS_MAX(n));
	CUT(findings, findings);
	CUT(list, rows);
	CUT(order, 2 * rows);
	CUT(scratch, SPANS_SCRATCH(n));
#undef CUT
	return used;
}

size_t explorer_space(const struct conversion *conversion)
{
	const struct lint_input input = input_of(conversion);
	const struct lint_count count = lint_count(&input);
	struct arrays arrays;

	return lay_out(&arrays, conversion, &count, NULL);
}

static void take_finding(void *ctx, const struct lint_finding *finding)
{
	struct explorer *explorer = ctx;

	explorer->findings[explorer->finding_cnt++] = *finding;
}

/* What a bar shows, as addresses. */
struct zoom {
	phys_addr_t first, last, chosen;
};

/* All, before the first map, and where all of a map was shown. */
static struct zoom zoom_of(const struct explorer *explorer)
{
	const struct span *spans = explorer->spans;
	struct zoom zoom = { 0, PHYS_ADDR_MAX, 0 };

	if (!spans)
		return zoom;
	zoom.first = spans[explorer->zoom_first].range.base;
	if (explorer->zoom_last + 1 < explorer->span_cnt)
		zoom.last = spans[explorer->zoom_last].range.base;
	zoom.chosen = spans[explorer->chosen].range.base;
	return zoom;
}

/* The span that holds the address, or the last one. */
static size_t span_at(const struct explorer *explorer, phys_addr_t addr)
{
	size_t i = 0;

	while (i + 1 < explorer->span_cnt &&
	       explorer->spans[i + 1].range.base <= addr)
		i++;
	return i;
}

/* An empty map has one empty span. */
static void make_spans(struct explorer *explorer, struct keyed_range *scratch,
		       const struct zoom *zoom)
{
	explorer->span_cnt = spans_make(explorer->spans,
					explorer->model.conversion, scratch);
	if (explorer->span_cnt == 0)
		explorer->spans[explorer->span_cnt++] =
			(struct span){ .class = CLASS_HOLE };
	explorer->zoom_first = span_at(explorer, zoom->first);
	explorer->zoom_last = span_at(explorer, zoom->last);
	explorer->chosen = span_at(explorer, zoom->chosen);
}

int explorer_load(struct explorer *explorer, const struct explorer_model *model,
		  void *space, size_t len)
{
	const struct lint_input input = input_of(model->conversion);
	const struct lint_count count = lint_count(&input);
	const struct lint_taker taker = { take_finding, explorer };
	const struct zoom zoom = zoom_of(explorer);
	struct arrays arrays;

	if (lay_out(&arrays, model->conversion, &count, space) > len)
		return CORE_ENOSPC;
	explorer->model = *model;
	explorer->spans = arrays.spans;
	explorer->segments = arrays.segments;
	explorer->findings = arrays.findings;
	explorer->list = arrays.list;
	explorer->order = arrays.order;
	explorer->counts = count;
	explorer->finding_cnt = 0;
	lint_run(&input, LINT_NOTE, &taker);
	make_spans(explorer, arrays.scratch, &zoom);
	explorer->list_cnt = 0;
	list_fill(explorer);
	return CORE_OK;
}
