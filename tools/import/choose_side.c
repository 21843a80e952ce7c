/* SPDX-License-Identifier: BSD-2-Clause */
/* Which side of a file that compares maps is meant. */
#include "tools/import/found.h"

/* Where two maps of a file that compares none are wanted. */
static void print_two(const struct sink *out, size_t maps)
{
	if (maps > 1)
		print(out,
		      "the file has %zu maps and is not a diff; choose two, "
		      "such as --map=1,2, or name a second file\n",
		      maps);
	else
		print_str(out, "there is only one map; name a second file\n");
}

static void print_sides(const struct sink *out, const struct sides *sides,
			bool two)
{
	switch (sides_comparison(sides)) {
	case COMPARISON_DIFF:
	case COMPARISON_WORDS:
		print_str(out, "this is a diff of two maps; choose one with "
			       "--side=old or --side=new\n");
		break;
	case COMPARISON_CONTEXT:
		print_str(out, "this is a diff with context (diff -c), which "
			       "is not read; make it with diff -u\n");
		break;
	case COMPARISON_COLUMNS:
		print(out,
		      "two maps are side by side; choose %s with "
		      "--side=left %s--side=right\n",
		      two ? "both" : "one", two ? "" : "or ");
		break;
	case COMPARISON_FILES:
		print(out,
		      "the rows come from several files; choose %s "
		      "with --side=NAME%s:",
		      two ? "two" : "one", two ? " --side=NAME" : "");
		for (size_t i = 0; i < sides->name_cnt; i++) {
			print_str(out, i ? ", " : " ");
			print_escaped(out, sides->names[i]);
		}
		print_str(out,
			  sides->name_cnt == SIDE_NAMES ? ", ...\n" : "\n");
		break;
	default:
		print_str(out, "the file compares no maps; --map= chooses one "
			       "of several\n");
	}
}

/* What the rows of the best map show; file names are those of all maps of its
 * format, since each file may have become a map of its own. */
static struct sides sides_of(const struct found_maps *maps)
{
	const struct found_map *best = maps_best(maps);
	struct sides sides = { 0 };

	if (best == NULL)
		return sides;
	sides = best->sides;
	for (size_t i = 0; i < maps->cnt; i++) {
		const struct found_map *map = maps->maps[i];

		if (map->format == best->format)
			sides_add_names(&sides, &map->sides);
		if (map->sides.words > sides.words)
			sides.words = map->sides.words;
		if (map->format == best->format && map != best)
			sides_add_marks(&sides, &map->sides);
	}
	return sides;
}

bool found_choose_side(const struct found *found, struct side *ret,
		       const struct import_file *file,
		       const struct import_choice *choice,
		       const struct sink *messages)
{
	struct sides sides = sides_of(&found->maps);
	bool compares;

	if (sides.greater > 0 && sides.plain == 0)
		sides.hunk = sides_has_hunk(
			(struct cursor){ file->text, file->text + file->len });
	compares = sides_comparison(&sides) != NO_COMPARISON;
	*ret = (struct side){ NO_COMPARISON };
	if (found->maps.cnt == 0 || (!compares && choice->side == NULL))
		return true;
	if (choice->side && side_of(ret, &sides, choice->side))
		return true;
	print(messages, "%s: ", file->name);
	if (choice->two && !compares)
		print_two(messages, found->maps.cnt);
	else
		print_sides(messages, &sides, choice->two);
	return false;
}

void found_note_side(const struct side *side, const char *name,
		     const struct sink *messages)
{
	if (side->comparison == COMPARISON_DIFF ||
	    side->comparison == COMPARISON_WORDS)
		print(messages,
		      "%s: note: a diff has only the rows that differ and some "
		      "around them; rows may be missing\n",
		      name);
}
