/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/sources.h"

#include "core/base/cstring.h"

static void print_entry(const struct sink *out, const struct sources *sources,
			enum source which)
{
	const struct section *entry = &sources->parts[SOURCE_ENTRY];

	if (which == SOURCE_ENTRY)
		print(out, " [%.*s]", (int)entry->name_len, entry->name);
}

/* After an open quote: frame= and exit= can be found all the same. */
static void split_anyway(struct words *words, char *text, size_t len, int flags)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '"' || text[i] == '\0')
			text[i] = ' ';
	words_split(words, text, len, flags);
}

struct fw_status sources_add(struct sources *sources, enum source which,
			     const char *name, char *text, size_t len,
			     int flags)
{
	struct option_source *source = &sources->list[which];

	source->name = name;
	source->added = which == SOURCE_ENTRY;
	if (!words_split(&source->words, text, len, flags))
		return FW_SUCCESS;
	print(sources->err, "%c%s", name[0] == 't' ? 'T' : name[0], name + 1);
	print_entry(sources->err, sources, which);
	print_str(sources->err, " has a double quote without its partner, or "
				"a character NUL; correct it.\n");
	split_anyway(&source->words, text, len, flags);
	return FW_INVALID_PARAMETER;
}

/* --- memblock.cfg -------------------------------------------------------- */

static void print_line(const struct sink *out, const struct sources *sources,
		       const char *at)
{
	print(out, "%s, line %zu", sources->file,
	      section_line(&sources->sections, at));
}

/* The copy of an entry follows that of the common part. */
static struct fw_status add_part(struct sources *sources, enum source which)
{
	const struct section *part = &sources->parts[which];
	char *copy = sources->copies;

	if (which == SOURCE_ENTRY)
		copy += sources->parts[SOURCE_FILE].len + 1;
	memcpy(copy, part->text, part->len);
	return sources_add(sources, which, sources->file, copy, part->len,
			   WORDS_COMMENTS);
}

/* What is wrong within an entry matters when it is chosen. */
static struct fw_status check_names(struct sources *sources)
{
	struct section entry = sources->parts[SOURCE_FILE];

	while (section_next(&entry, &sources->sections)) {
		if (!entry.name_len) {
			print_line(sources->err, sources, entry.name);
			print_str(sources->err,
				  ": write [NAME] and no more, with 1 to "
				  "32 ASCII characters.\n");
			return FW_INVALID_PARAMETER;
		}
	}
	sources->entry_cnt = entry.number;
	return FW_SUCCESS;
}

/* Options that choose an entry have no effect in one: the name of the first one
 * that begins a line. */
static const char *misplaced(const struct section *entry)
{
	static const char names[][9] = { "entry=", "default=", "timeout=" };
	bool begins = true;

	for (size_t i = 0; i < entry->len; i++) {
		const char *at = entry->text + i;

		for (size_t n = 0; n < 3 && begins; n++) {
			size_t len = str_len(names[n]);

			if (len <= entry->len - i &&
			    memcmp(at, names[n], len) == 0)
				return names[n];
		}
		begins = *at == '\n' || (begins && *at <= ' ');
	}
	return NULL;
}

void sources_note_entries(const struct sources *sources)
{
	struct section entry = { 0 }, first;

	while (section_next(&entry, &sources->sections)) {
		const char *name = misplaced(&entry);

		if (entry.number == 0)
			continue;
		section_find(&first, &sources->sections, entry.name,
			     entry.name_len);
		if (first.number != entry.number)
			print(sources->err,
			      "Note: Entries %zu and %zu have one name; entry= "
			      "and default= choose the first.\n",
			      first.number, entry.number);
		if (name)
			print(sources->err,
			      "Note: %s has no effect in entry %zu; move it "
			      "before the first entry.\n",
			      name, entry.number);
	}
}

struct fw_status sources_add_file(struct sources *sources, const char *text,
				  size_t len, char *copies)
{
	struct fw_status status;

	sources->sections = (struct sections){ text, len };
	sources->copies = copies;
	section_next(&sources->parts[SOURCE_FILE], &sources->sections);
	status = add_part(sources, SOURCE_FILE);
	return fw_failed(status) ? status : check_names(sources);
}

struct fw_status sources_add_entry(struct sources *sources,
				   const struct section *entry)
{
	sources->parts[SOURCE_ENTRY] = *entry;
	return add_part(sources, SOURCE_ENTRY);
}

void sources_print_place(const struct sink *out, const struct sources *sources,
			 const char *word)
{
	for (enum source i = SOURCE_FILE; i <= SOURCE_ENTRY; i++) {
		const struct words *words = &sources->list[i].words;
		const struct section *part = &sources->parts[i];
		const char *at = words->first;
		size_t index = 0;

		if (word < words->first || word >= words->end)
			continue;
		for (; at < word; at = words_next(words, at))
			index++;
		print_line(out, sources,
			   part->text + words_offset(part->text, part->len,
						     WORDS_COMMENTS, index));
		print_entry(out, sources, i);
	}
}
