/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The verdict about hibernation in a comparison of two maps.
 */
#include "core/report/parts.h"
#include "core/report/report_diff.h"

/* --- the sentence --------------------------------------------------------- */

static bool is_usable(const struct diff_change *change)
{
	return change->class.number == E820_RAM;
}

/* The change that explains best why the tables differ: of something that is not
 * usable memory, since that only gives way. NULL: there is none. */
static const struct diff_change *cause(const struct diff *e820)
{
	for (size_t i = 0; i < e820->cnt; i++)
		if (!is_usable(&e820->changes[i]))
			return &e820->changes[i];
	return e820->cnt > 0 ? &e820->changes[0] : NULL;
}

static uint64_t usable_bytes(const struct diff_side *side)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < side->cnt; i++)
		if (side->entries[i].class.number == E820_RAM)
			bytes += side->entries[i].range.size;
	return bytes;
}

static struct range range_of(const struct diff *diff,
			     const struct diff_change *change, int side)
{
	return diff->sides[side].entries[change->first[side]].range;
}

/* What a range did, for changes that do not name a second place. */
static const char *const happened[DIFF_WHAT_COUNT] = {
	[DIFF_MOVED] = "moved",
	[DIFF_GROWN] = "has grown",
	[DIFF_SHRUNK] = "has shrunk",
	[DIFF_RESIZED] = "was moved and resized",
	[DIFF_SPLIT] = "was split",
	[DIFF_JOINED] = "was joined with others",
	[DIFF_GONE] = "is gone",
	[DIFF_NEW] = "is new",
	[DIFF_ATTRIBUTES] = "has other attributes",
};

static void print_cause(const struct sink *out, const struct diff *e820,
			const struct diff_change *change)
{
	int side = change->cnt[0] > 0 ? 0 : 1;
	struct range range = range_of(e820, change, side);

	print_diff_class(out, change->class, "");
	if (change->what == DIFF_MOVED) {
		struct range to = range_of(e820, change, 1);

		uintmax_t pages = range.size >> PAGE_SHIFT_4K;

		print(out, " moved from 0x%jx to 0x%jx (%ju page%s)",
		      (uintmax_t)range.base, (uintmax_t)to.base, pages,
		      pages == 1 ? "" : "s");
	} else {
		print(out, " at 0x%jx-0x%jx %s", (uintmax_t)range.base,
		      (uintmax_t)(range_end(range) - 1),
		      happened[change->what]);
	}
}

static void print_refused_map(const struct sink *out,
			      const struct diff_report *report)
{
	const struct diff *e820 = report->e820;
	const struct diff_change *change = cause(e820);
	bool same_total =
		usable_bytes(&e820->sides[0]) == usable_bytes(&e820->sides[1]);

	print_str(out, "Linux refuses to resume");
	if (hibernation_loader_differs(report->hibernation[0],
				       report->hibernation[1])) {
		print_str(out, ": only rows of type 20 differ, which are"
			       " GRUB's\n  without the EFI stub; the firmware"
			       " is the same, and only the boot loader\n"
			       "  is another one.\n");
		return;
	}
	if (change != NULL) {
		print_str(out, ":\n  ");
		print_cause(out, e820, change);
		print(out, ";\n  the usable total %s",
		      same_total ? "is unchanged: try with the same devices"
				   " attached"
				 : "changed, too");
	}
	print_str(out, ".\n");
}

/* Memory before that is firmware's at runtime after, on arm64. */
static bool find_taken(const struct diff *diff, struct range *ret)
{
	const struct memblock *before = &diff->sides[0].conversion->mb;
	const struct memblock *after = &diff->sides[1].conversion->mb;
	const struct memblock_filter mapped = memblock_mapped;
	struct memblock_range a = { 0 }, b;

	while (memblock_next_range(&before->memory, NULL, &mapped, &a)) {
		b = (struct memblock_range){ 0 };
		while (memblock_next_range(&after->memory, NULL, NULL, &b)) {
			struct range both =
				range_intersect(range_from_to(a.base, a.end),
						range_from_to(b.base, b.end));

			if (both.size > 0 && b.flags & MEMBLOCK_NOMAP) {
				*ret = both;
				return true;
			}
		}
	}
	return false;
}

static void print_same_pages(const struct sink *out,
			     const struct diff_report *report,
			     enum profile profile)
{
	struct range range;

	if (profile == PROFILE_LINUX_X86) {
		print(out, "Linux resumes: the E820 tables are equal%s.\n",
		      report->diff->cnt + report->inner > 0
			      ? "; what differs is\n  memory that it uses"
				" either way"
			      : "");
	} else if (find_taken(report->diff, &range)) {
		print(out,
		      "Linux on arm64 does not compare maps, and 0x%jx-0x%jx"
		      " was memory and\n  is now the firmware's: expect a hang,"
		      " not a refusal.\n",
		      (uintmax_t)range.base, (uintmax_t)(range_end(range) - 1));
	} else {
		print_str(out, "Linux on arm64 does not compare maps; the"
			       " number of pages is equal, and no\n  memory has"
			       " become the firmware's: it resumes.\n");
	}
}

static void print_lost(const struct sink *out, const struct diff_report *report)
{
	int side = hibernation_lost(report->hibernation[0]) ? 0 : 1;

	print_str(out, "Whether Linux resumes is not known: ");
	print_escaped(out, report->names[side]);
	if (report->hibernation[side]->maker == E820_SETS)
		print_str(out,
			  " holds\n  memory and what is reserved, but Linux"
			  " compares the firmware's E820 rows.\n  Compare logs"
			  " of the kernel.\n");
	else
		print_str(out,
			  " was\n  converted from E820 rows and holds them as"
			  " whole pages only, but Linux compares\n  the rows"
			  " byte for byte. Compare the logs themselves.\n");
}

void print_hibernation_verdict(const struct sink *out,
			       const struct diff_report *report)
{
	enum profile profile =
		report->diff->sides[0].conversion->settings->profile;

	switch (hibernation_verdict(report->hibernation[0],
				    report->hibernation[1], profile)) {
	case HIBERNATION_OTHER_MAP:
		print_refused_map(out, report);
		break;
	case HIBERNATION_OTHER_SIZE:
		print(out,
		      "Linux refuses to resume: memory size: %ju pages before,"
		      " %ju after%s.\n",
		      (uintmax_t)report->hibernation[0]->pages,
		      (uintmax_t)report->hibernation[1]->pages,
		      profile == PROFILE_LINUX_X86
			      ? ",\n  with equal tables: look at mem= and"
				" memmap="
			      : "");
		break;
	case HIBERNATION_UNKNOWN:
		print_lost(out, report);
		break;
	default:
		print_same_pages(out, report, profile);
	}
}

/* --- the section ---------------------------------------------------------- */

static const char *maker_text(enum e820_maker maker)
{
	return maker == E820_LOGGED
		       ? "as logged"
		       : "as Linux's EFI stub makes them from the descriptors";
}

static void print_digests(const struct sink *out,
			  const struct hibernation *const sides[2])
{
	print(out,
	      "  digest 0x%08x before and 0x%08x after: CRC-32 of the E820"
	      " rows\n",
	      sides[0]->digest, sides[1]->digest);
	if (sides[0]->maker == sides[1]->maker)
		print(out, "  rows %s\n", maker_text(sides[0]->maker));
	else
		print(out, "  rows before %s,\n  rows after %s\n",
		      maker_text(sides[0]->maker), maker_text(sides[1]->maker));
}

static void print_rows(const struct sink *out, const struct diff_report *report)
{
	size_t at[2] = { 0, 0 };
	struct e820_entry row;
	int side;

	while (hibernation_next_row(report->hibernation[0],
				    report->hibernation[1], at, &side, &row)) {
		print_diff_sign(out, report, side);
		print(out, RANGE_FORMAT " ",
		      RANGE_ARGS(row.range.base, row.range.size));
		print_e820_type(out, row.type);
		print_diff_end(out, report);
	}
}

static void print_grub(const struct sink *out, const struct diff_report *report)
{
	const struct hibernation *a = report->grub[0], *b = report->grub[1];

	if (a == NULL)
		return;
	print(out,
	      "  with GRUB 2.06 without the EFI stub: 0x%08x and 0x%08x, %s;\n"
	      "  %s\n",
	      a->digest, b->digest,
	      a->digest == b->digest ? "accepted" : "refused",
	      a->digest == report->hibernation[0]->digest
		      ? "a change between GRUB and the stub makes no difference"
		      : "a change between GRUB and the stub is refused, too");
}

void report_hibernation(const struct sink *out,
			const struct diff_report *report)
{
	enum profile profile =
		report->diff->sides[0].conversion->settings->profile;

	print_str(out, "\nHibernation\n  ");
	print_hibernation_verdict(out, report);
	if (profile != PROFILE_LINUX_X86 ||
	    hibernation_verdict(report->hibernation[0], report->hibernation[1],
				profile) == HIBERNATION_UNKNOWN)
		return;
	print_digests(out, report->hibernation);
	print_rows(out, report);
	print_grub(out, report);
}
