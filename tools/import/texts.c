/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Texts that others are made of before maps are found in them: without what
 * each line begins with, from the last line to the first, or one side of a diff
 * of words.
 */
#include "tools/clean/clean.h"
#include "tools/import/found.h"

struct import_file found_beyond_prefix(struct found *found,
				       const struct import_file *file,
				       struct clean_text *ret_text,
				       const struct sink *messages)
{
	struct import_file plain = *file;
	struct clean_text text;

	for (int depth = 0; depth < 3 && !found_any_rows(found); depth++) {
		if (!clean_prefix(&text, plain.text, plain.len, plain.numbers))
			break;
		clean_free(ret_text);
		*ret_text = text;
		plain.text = text.text;
		plain.len = text.len;
		plain.numbers = text.numbers;
		found_maps_free(found);
		found_maps_find(found, &plain, NULL);
	}
	if (found_any_rows(found) && ret_text->what != NULL) {
		print(messages,
		      "%s: note: each line begins with %s, which was removed\n",
		      file->name, ret_text->what);
		return plain;
	}
	if (ret_text->what != NULL) {
		found_maps_free(found);
		found_maps_find(found, file, NULL);
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

struct import_file found_turned(struct found *found,
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
	found_maps_free(found);
	found_maps_find(found, &turned, NULL);
	if (is_reversed(found)) {
		/* Only a part of it is. */
		clean_free(&lines);
		found_maps_free(found);
		found_maps_find(found, file, NULL);
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

struct import_file found_on_side(struct found *found, const struct side *side,
				 const struct import_file *file,
				 struct clean_text *text)
{
	struct import_file plain = *file;
	struct clean_text words;

	if (side->comparison != COMPARISON_WORDS) {
		found_maps_free(found);
		found_maps_find(found, file, side);
		return *file;
	}
	clean_words(&words, file->text, file->len, file->numbers, side->words,
		    side->second);
	plain.text = words.text ? words.text : "";
	plain.len = words.len;
	plain.numbers = words.numbers;
	found_maps_free(found);
	found_maps_find(found, &plain, NULL);
	clean_free(text);
	*text = words;
	return plain;
}
