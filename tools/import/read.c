/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Offers a text line by line to all formats at once, and makes a capture of one
 * of the maps that they found.
 */
#include <stdlib.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"
#include "tools/memory.h"

/* Maps without rows matter only where there are no others, and in a log of
 * Linux, where any line may look like a row of another format. */
static bool matters(const struct found_map *map, bool any_rows)
{
	return map->cnt > 0 || !any_rows || map->format->log;
}

static bool has_rows(const struct import *import)
{
	for (size_t i = 0; i < import->done_cnt; i++)
		if (import->done[i].cnt > 0)
			return true;
	return false;
}

/* --- files --------------------------------------------------------------- */

static int by_line(const void *a, const void *b)
{
	const struct found_map *const *x = a, *const *y = b;

	if ((*x)->line != (*y)->line)
		return (*x)->line < (*y)->line ? -1 : 1;
	return (*y)->format->rank - (*x)->format->rank;
}

static struct found_maps collect(struct import *imports, size_t formats)
{
	struct found_maps maps = { 0 };
	bool rows = false;
	size_t max = 0;

	for (size_t i = 0; i < formats; i++) {
		import_ends(&imports[i]);
		max += imports[i].done_cnt;
		rows = rows || has_rows(&imports[i]);
	}
	maps.maps = memory_resize(NULL, max + 1, sizeof(*maps.maps));
	for (size_t i = 0; i < formats; i++)
		for (size_t k = 0; k < imports[i].done_cnt; k++)
			if (matters(&imports[i].done[k], rows))
				maps.maps[maps.cnt++] = &imports[i].done[k];
	if (maps.cnt > 0)
		qsort(maps.maps, maps.cnt, sizeof(*maps.maps), by_line);
	return maps;
}

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

/* All maps of a file, or of one side of it. */
struct found {
	struct import imports[IMPORT_FORMATS_MAX];
	size_t formats;
	struct lines lines;
	struct found_maps maps;
};

static void find_maps(struct found *ret, const struct import_file *file,
		      const struct side *side)
{
	size_t cnt = 0;

	for (; import_format(cnt) != NULL; cnt++) {
		import_begin(&ret->imports[cnt], import_format(cnt));
		ret->imports[cnt].side = side;
	}
	ret->formats = cnt;
	ret->lines = (struct lines){ .imports = ret->imports, .cnt = cnt };
	offer_lines(&ret->lines, file);
	ret->maps = collect(ret->imports, cnt);
}

static void free_maps(struct found *found);

static bool any_rows(const struct found *found)
{
	for (size_t i = 0; i < found->maps.cnt; i++)
		if (found->maps.maps[i]->cnt > 0)
			return true;
	return false;
}

/* Where there are no rows, looks for them after what all lines begin with.
 * Returns the text in which they are, which *ret_text holds then. */
static struct import_file find_beyond_prefix(struct found *found,
					     const struct import_file *file,
					     struct clean_text *ret_text,
					     const struct sink *messages)
{
	struct import_file plain = *file;
	struct clean_text text;

	for (int depth = 0; depth < 3 && !any_rows(found); depth++) {
		if (!clean_prefix(&text, plain.text, plain.len, plain.numbers))
			break;
		clean_free(ret_text);
		*ret_text = text;
		plain.text = text.text;
		plain.len = text.len;
		plain.numbers = text.numbers;
		free_maps(found);
		find_maps(found, &plain, NULL);
	}
	if (any_rows(found) && ret_text->what != NULL) {
		print(messages,
		      "%s: note: each line begins with %s, which was removed\n",
		      file->name, ret_text->what);
		return plain;
	}
	if (ret_text->what != NULL) {
		free_maps(found);
		find_maps(found, file, NULL);
	}
	return *file;
}

static bool is_reversed(const struct found *found)
{
	for (size_t i = 0; i < found->formats; i++)
		if (found->imports[i].reversed)
			return true;
	return false;
}

/* A log with its last line first is read from its end. Returns the text in
 * which the maps are, which *text holds then. */
static struct import_file turn_round(struct found *found,
				     const struct import_file *file,
				     struct clean_text *text,
				     const struct sink *messages)
{
	struct import_file turned = *file;
	struct clean_text lines;

	if (!is_reversed(found))
		return *file;
	clean_reverse(&lines, file->text, file->len, file->numbers);
	turned.text = lines.text;
	turned.len = lines.len;
	turned.numbers = lines.numbers;
	free_maps(found);
	find_maps(found, &turned, NULL);
	if (is_reversed(found)) {
		/* Only a part of it is. */
		clean_free(&lines);
		free_maps(found);
		find_maps(found, file, NULL);
		return *file;
	}
	print(messages,
	      "%s: note: this is a log with its last line first; it was read "
	      "from its end\n",
	      file->name);
	clean_free(text);
	*text = lines;
	return turned;
}

static void free_maps(struct found *found)
{
	free(found->maps.maps);
	for (size_t i = 0; i < found->formats; i++)
		import_free(&found->imports[i]);
	while (found->lines.boot != NULL) {
		struct boot *before = found->lines.boot->before;

		log_facts_free(&found->lines.boot->facts);
		free(found->lines.boot);
		found->lines.boot = before;
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

/* false, after a message: the file compares maps, and choice does not say which
 * is meant. */
static bool choose_side(const struct found *found, struct side *ret,
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

/* --- what other maps of a log say about the one that is used -------------- */

/* The memory of a list of node ranges, or of a dump of memblock. */
static void take_memory(struct log_facts *log, const struct found_map *from)
{
	size_t cnt = 0;

	log->memory =
		memory_resize(log->memory, from->cnt + 1, sizeof(*log->memory));
	for (size_t i = 0; i < from->cnt; i++)
		if (from->rows[i].kind == ROW_MEMORY)
			log->memory[cnt++] = range_from_to(
				from->rows[i].first, from->rows[i].last + 1);
	log->facts.linux_memory_cnt = cnt;
}

/* Both are there with memblock=debug; node ranges are final. */
static bool has_memory(const struct log_facts *log, const struct found_map *map)
{
	return map->format == &import_nodes ||
	       (map->format == &import_memblock &&
		log->facts.linux_memory_cnt == 0);
}

static void take_e820(struct log_facts *log, const struct found_map *e820)
{
	log->e820 = memory_resize(log->e820, e820->cnt + 1, sizeof(*log->e820));
	log->facts.linux_e820_cnt = e820->cnt;
	for (size_t i = 0; i < e820->cnt; i++)
		log->e820[i] = (struct fact_e820){
			range_from_to(e820->rows[i].first,
				      e820->rows[i].last + 1),
			e820->rows[i].e820,
		};
}

static struct boot *boot_of(const struct found *found,
			    const struct found_map *map)
{
	struct boot *boot = found->lines.boot;

	while (boot != NULL && boot != map->boot)
		boot = boot->before;
	return boot;
}

static void take_other_maps(const struct found *found,
			    const struct found_map *chosen)
{
	struct boot *boot = boot_of(found, chosen);

	for (size_t i = 0; boot != NULL && i < found->maps.cnt; i++) {
		const struct found_map *map = found->maps.maps[i];

		if (map->boot != boot || map == chosen || map->unread > 0)
			continue;
		if (has_memory(&boot->facts, map))
			take_memory(&boot->facts, map);
		if (map->format == &import_e820 &&
		    chosen->format == &import_linux_x86)
			take_e820(&boot->facts, map);
	}
}

/* Finds the maps of one side. Returns the text in which they are, which *text
 * may hold then. */
static struct import_file find_on_side(struct found *found,
				       const struct side *side,
				       const struct import_file *file,
				       struct clean_text *text)
{
	struct import_file plain = *file;
	struct clean_text words;

	if (side->comparison != COMPARISON_WORDS) {
		free_maps(found);
		find_maps(found, file, side);
		return *file;
	}
	clean_words(&words, file->text, file->len, file->numbers, side->words,
		    side->second);
	plain.text = words.text ? words.text : "";
	plain.len = words.len;
	plain.numbers = words.numbers;
	free_maps(found);
	find_maps(found, &plain, NULL);
	clean_free(text);
	*text = words;
	return plain;
}

static void note_side(const struct side *side, const char *name,
		      const struct sink *messages)
{
	if (side->comparison == COMPARISON_DIFF ||
	    side->comparison == COMPARISON_WORDS)
		print(messages,
		      "%s: note: a diff has only the rows that differ and some "
		      "around them; rows may be missing\n",
		      name);
}

static enum import_result decide(const struct found *found,
				 const struct import_file *file,
				 const struct import_choice *choice,
				 struct capture *ret_capture, void **ret_store,
				 const struct sink *messages)
{
	const struct found_map *map;

	if (found->maps.cnt == 0) {
		print(messages, "%s: %s; `memblock help` lists the formats\n",
		      file->name, text_kind(file->text, file->len));
		return IMPORT_FAILED;
	}
	if (choice->list) {
		if (!maps_has(&found->maps, choice, file->name, messages))
			return IMPORT_FAILED;
		maps_list(&found->maps, choice, choice->list);
		return IMPORT_LISTED;
	}
	map = maps_choose(&found->maps, choice, file->name, messages);
	if (map != NULL)
		take_other_maps(found, map);
	if (map != NULL)
		maps_compare(&found->maps, map, file->name, messages);
	return map ? map_use(map, found->lines.last, file->name, choice,
			     ret_capture, ret_store, messages)
		   : IMPORT_FAILED;
}

enum import_result import_text(struct capture *ret_capture, void **ret_store,
			       const struct import_file *file,
			       const struct import_choice *choice,
			       const struct sink *messages)
{
	enum import_result result = IMPORT_FAILED;
	struct clean_text text = { 0 };
	struct import_file plain;
	struct found found;
	struct side side;
	bool good;

	find_maps(&found, file, NULL);
	plain = find_beyond_prefix(&found, file, &text, messages);
	plain = turn_round(&found, &plain, &text, messages);
	good = choose_side(&found, &side, &plain, choice, messages);
	if (good && side.comparison != NO_COMPARISON)
		plain = find_on_side(&found, &side, &plain, &text);
	if (good && !choice->two)
		note_side(&side, file->name, messages);
	if (good)
		result = decide(&found, &plain, choice, ret_capture, ret_store,
				messages);
	free_maps(&found);
	clean_free(&text);
	return result;
}
