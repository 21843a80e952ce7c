/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/report_diff.h"

#include "core/report/parts.h"

void print_diff_class(const struct sink *out, struct diff_class class,
		      const char *name)
{
	switch (class.kind) {
	case DIFF_KIND_MEMORY:
		print_str(out, class.number ? "NOMAP memory" : "memory");
		break;
	case DIFF_KIND_E820:
		print_e820_type(out, class.number);
		break;
	case DIFF_KIND_USABLE:
		print_str(out, "usable memory");
		break;
	case DIFF_KIND_SOFT_RESERVED:
		print_str(out, "soft reserved");
		break;
	case DIFF_KIND_TYPE:
		print_efi_type(out, class.number);
		break;
	default:
		print_str(out, owner_name((enum owner)(class.number & 0xff)));
		print_str(out, name[0] ? " " : "");
		print_escaped(out, name);
		break;
	}
}

void print_diff_sign(const struct sink *out, const struct diff_report *report,
		     int side)
{
	if (report->colour)
		print_str(out, side ? "\x1b[32m" : "\x1b[31m");
	print(out, "    %c ", side ? '+' : '-');
}

void print_diff_end(const struct sink *out, const struct diff_report *report)
{
	print_str(out, report->colour ? "\x1b[0m\n" : "\n");
}

/* --- the two maps --------------------------------------------------------- */

static void print_map(const struct sink *out, const struct diff_report *report,
		      int side)
{
	const struct conversion *conversion =
		report->diff->sides[side].conversion;
	const struct capture *capture = conversion->capture;

	if (report->colour)
		print_str(out, side ? "\x1b[32m" : "\x1b[31m");
	print_str(out, side ? "+++ " : "--- ");
	print_escaped(out, report->names[side]);
	print(out, ": %zu rows, ",
	      capture->e820 ? capture->e820_cnt : efimap_count(&capture->map));
	print_escaped(out, capture->origin);
	if (capture->vendor[0]) {
		print_str(out, ", ");
		print_escaped(out, capture->vendor);
	}
	for (size_t i = 0; i < report->requests[side]->edit_cnt; i++) {
		print_str(out, i == 0 ? ", with " : " ");
		print_escaped(out, report->requests[side]->edits[i].word);
	}
	print_diff_end(out, report);
}

/* --- changes -------------------------------------------------------------- */

static void print_entries(const struct sink *out,
			  const struct diff_report *report,
			  const struct diff_change *change, int side)
{
	const struct diff_entry *entries = report->diff->sides[side].entries;
	char room[HUMAN_SIZE];

	for (size_t i = 0; i < change->cnt[side]; i++) {
		struct range range = entries[change->first[side] + i].range;

		print_diff_sign(out, report, side);
		print(out, RANGE_FORMAT " %10s",
		      RANGE_ARGS(range.base, range.size),
		      human_size(room, range.size));
		print_diff_end(out, report);
	}
}

static struct range range_of(const struct diff *diff,
			     const struct diff_change *change, int side)
{
	return diff->sides[side].entries[change->first[side]].range;
}

/* ", 12 KiB down": where the base of b lies as seen from a. */
static void print_distance(const struct sink *out, struct range a,
			   struct range b)
{
	char room[HUMAN_SIZE];

	print(out, ", %s %s",
	      human_size(room,
			 a.base < b.base ? b.base - a.base : a.base - b.base),
	      a.base < b.base ? "up" : "down");
}

/* ", 12 KiB at its end" */
static void print_growth(const struct sink *out, struct range a, struct range b)
{
	phys_addr_t low = a.base > b.base ? a.base - b.base : b.base - a.base;
	phys_addr_t high = range_end(a) > range_end(b)
				   ? range_end(a) - range_end(b)
				   : range_end(b) - range_end(a);
	char room[HUMAN_SIZE];

	if (low > 0)
		print(out, ", %s at its start", human_size(room, low));
	if (high > 0)
		print(out, "%s %s at its end", low > 0 ? " and" : ",",
		      human_size(room, high));
}

static void print_details(const struct sink *out, const struct diff *diff,
			  const struct diff_change *change)
{
	struct range a, b;

	switch (change->what) {
	case DIFF_MOVED:
	case DIFF_RESIZED:
	case DIFF_GROWN:
	case DIFF_SHRUNK:
		a = range_of(diff, change, 0);
		b = range_of(diff, change, 1);
		if (change->what == DIFF_GROWN || change->what == DIFF_SHRUNK)
			print_growth(out, a, b);
		else
			print_distance(out, a, b);
		break;
	case DIFF_SPLIT:
		print(out, " into %zu", change->cnt[1]);
		break;
	case DIFF_JOINED:
		print(out, " from %zu", change->cnt[0]);
		break;
	default:
		break;
	}
}

static void print_attributes_of(const struct sink *out,
				const struct diff_report *report,
				const struct diff_change *change)
{
	for (int side = 0; side < 2; side++) {
		print_diff_sign(out, report, side);
		print(out, RANGE_FORMAT "  ",
		      RANGE_ARGS(change->range.base, change->range.size));
		print_attributes(out, change->attributes[side], " ");
		print_diff_end(out, report);
	}
}

static const char *name_of(const struct diff *diff,
			   const struct diff_change *change)
{
	int side = change->cnt[0] > 0 ? 0 : 1;

	return diff->sides[side].entries[change->first[side]].name;
}

static void print_change(const struct sink *out,
			 const struct diff_report *report,
			 const struct diff_change *change)
{
	bool attributes = change->what == DIFF_ATTRIBUTES;

	print_str(out, "  ");
	print_diff_class(out, change->class,
			 attributes ? "" : name_of(report->diff, change));
	print(out, ": %s", diff_what_name(change->what));
	if (attributes) {
		print_str(out, "\n");
		print_attributes_of(out, report, change);
		return;
	}
	print_details(out, report->diff, change);
	print_str(out, "\n");
	print_entries(out, report, change, 0);
	print_entries(out, report, change, 1);
}

/* Of a side with unknown attributes, which only facts can name. */
static bool holds_sets(const struct diff *diff, int side)
{
	return diff->sides[side].conversion->capture->facts->rows ==
	       FACTS_ROWS_SETS;
}

/* What a side cannot hold is not a difference. */
static void print_unknown(const struct sink *out,
			  const struct diff_report *report)
{
	const struct diff *diff = report->diff;
	uint64_t unknown[2] = { diff->attr_unknown[0], diff->attr_unknown[1] };
	int side = unknown[1] & ~unknown[0] ? 1 : 0;

	if (unknown[0] == unknown[1] || diff->level == DIFF_E820)
		return;
	print_str(out, "  note: ");
	print_escaped(out, report->names[side]);
	if (diff->level == DIFF_SETS && holds_sets(diff, side))
		print_str(out, " holds sets:\n  the set memory is compared, and"
			       " nothing else\n");
	else
		print_str(out, " does not hold every attribute:\n  those that"
			       " it lacks are not compared\n");
}

static void print_changes(const struct sink *out,
			  const struct diff_report *report)
{
	const struct diff *diff = report->diff;

	print_str(out, "\nChanges\n");
	for (size_t i = 0; i < diff->cnt; i++)
		print_change(out, report, &diff->changes[i]);
	print_unknown(out, report);
	if (diff->cnt == 0)
		print_str(out, report->inner
				       ? "  none that a kernel would see\n"
				       : "  none\n");
	if (report->inner > 0)
		print(out,
		      "  %zu change%s within usable memory, among loader, boot"
		      " services and free\n  memory, %s not shown: --all lists"
		      " %s\n",
		      report->inner, report->inner == 1 ? "" : "s",
		      report->inner == 1 ? "is" : "are",
		      report->inner == 1 ? "it" : "them");
}

/* --- totals --------------------------------------------------------------- */

static void print_total(const struct sink *out, const char *name,
			const uint64_t bytes[2])
{
	uint64_t change =
		bytes[0] > bytes[1] ? bytes[0] - bytes[1] : bytes[1] - bytes[0];
	char rooms[2][HUMAN_SIZE], sign[HUMAN_SIZE + 1] = "", size[HUMAN_SIZE];
	struct buffer buffer;
	struct sink text = buffer_sink(&buffer, sign, sizeof(sign));

	if (change > 0)
		print(&text, "%c%s", bytes[0] > bytes[1] ? '-' : '+',
		      human_size(size, change));
	print(out, "  %-28s %12s %12s %12s\n", name,
	      human_size(rooms[0], bytes[0]), human_size(rooms[1], bytes[1]),
	      sign[0] ? sign : "same");
}

static void print_totals(const struct sink *out,
			 const struct diff_report *report)
{
	const struct diff *diff = report->diff;
	const struct memblock *a = &diff->sides[0].conversion->mb;
	const struct memblock *b = &diff->sides[1].conversion->mb;
	size_t at[2] = { 0, 0 };
	struct diff_total total;

	print(out, "\n%-30s %12s %12s %12s\n", "Totals", "before", "after",
	      "change");
	while (diff_next_total(diff, at, &total)) {
		char room[64];
		struct buffer buffer;
		struct sink text = buffer_sink(&buffer, room, sizeof(room));

		print_diff_class(&text, total.class, total.name);
		print_total(out, room, total.bytes);
	}
	print_total(out, "set memory",
		    (uint64_t[]){ a->memory.total_size, b->memory.total_size });
	print_total(
		out, "set reserved",
		(uint64_t[]){ a->reserved.total_size, b->reserved.total_size });
	print_total(
		out, "set physmap",
		(uint64_t[]){ a->physmap.total_size, b->physmap.total_size });
}

void report_diff(const struct sink *out, const struct diff_report *report)
{
	print_map(out, report, 0);
	print_map(out, report, 1);
	print_changes(out, report);
	print_totals(out, report);
	report_hibernation(out, report);
}
