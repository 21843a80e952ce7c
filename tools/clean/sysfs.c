/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Folders of one value per file, as grep -r "" prints them, or as a folder or a
 * tar file holds them:
 *
 *   /sys/firmware/memmap/0/end:0x9fbff
 *   /sys/firmware/memmap/0/start:0x0
 *   /sys/firmware/memmap/0/type:System RAM
 *
 * become rows in the order of their numbers:
 *
 *   /sys/firmware/memmap/0: 0x0-0x9fbff System RAM
 *
 * The folder may have any name: the files are recognised by theirs.
 */
#define _GNU_SOURCE /* memmem() */
#include "tools/clean/clean.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/memory.h"

#define VALUES 4
/* Far more than all files of these folders. */
#define LARGEST ((size_t)16 << 20)
/* Longer than any of them. */
#define VALUE_MAX 64

/* The folders, and the files whose values make a row. */
static const struct folder {
	const char *files[VALUES];
	const char *row;            /* begins with this and the number */
	const char *before[VALUES]; /* each value in it */
} folders[] = {
	{ { "start", "end", "type" },
	  "/sys/firmware/memmap/",
	  { ": ", "-", " " } },
	{ { "phys_addr", "num_pages", "type", "attribute" },
	  "/sys/firmware/efi/runtime-map/",
	  { ": ", " pages=", " type=", " attr=" } },
};
#define FOLDERS (sizeof(folders) / sizeof(*folders))

/* The contents of one file. */
struct entry {
	const struct folder *folder;
	unsigned long index;
	size_t which; /* of the folder's files */
	size_t line;
	const char *value; /* in the text */
	size_t len;
};

struct entries {
	struct entry *entries;
	size_t cnt, max;
};

static void add_entry(struct entries *all, const struct entry *entry)
{
	if (all->cnt == all->max) {
		all->max = 2 * all->max + 64;
		all->entries = memory_resize(all->entries, all->max,
					     sizeof(*all->entries));
	}
	all->entries[all->cnt++] = *entry;
}

/* The folder of a file and which of its files it is; type is in both, and a
 * number in the second. */
static bool take_name(struct entry *entry, const char *name, size_t len)
{
	bool number = entry->len > 1 && entry->value[0] == '0' &&
		      entry->value[1] == 'x';

	for (size_t i = 0; i < FOLDERS; i++) {
		for (size_t k = 0; k < VALUES && folders[i].files[k]; k++) {
			const char *file = folders[i].files[k];

			if (strlen(file) != len ||
			    memcmp(file, name, len) != 0 ||
			    (strcmp(file, "type") == 0 && number != (i == 1)))
				continue;
			entry->folder = &folders[i];
			entry->which = k;
			return true;
		}
	}
	return false;
}

/* The number before end, a '/', that follows a '/' or starts the line. */
static bool take_number(struct entry *entry, const char *start, const char *end)
{
	const char *at = end;

	while (at > start && isdigit((unsigned char)at[-1]) && end - at < 9)
		at--;
	if (at == end || (at > start && at[-1] != '/'))
		return false;
	for (; at < end; at++)
		entry->index = 10 * entry->index + (unsigned long)(*at - '0');
	return true;
}

/* false: the line is not one of a file in these folders. */
static bool take_line(struct entries *all, const char *at, const char *end,
		      size_t line)
{
	const char *colon = memchr(at, ':', (size_t)(end - at)), *name = colon;
	struct entry entry = { .line = line };

	if (colon == NULL)
		return false;
	while (name > at && name[-1] != '/')
		name--;
	while (end > colon && isspace((unsigned char)end[-1]))
		end--;
	entry.value = colon + 1;
	entry.len =
		end - colon > VALUE_MAX ? VALUE_MAX : (size_t)(end - colon) - 1;
	if (name == at || end == colon ||
	    !take_name(&entry, name, (size_t)(colon - name)) ||
	    !take_number(&entry, at, name - 1))
		return false;
	add_entry(all, &entry);
	return true;
}

static int by_index(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->folder != y->folder)
		return x->folder < y->folder ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* The value of a file among entries[cnt], which are of one row; "?" where it is
 * missing or has two values. */
static struct entry value_of(const struct entry *entries, size_t cnt,
			     size_t which)
{
	struct entry found = { 0 };

	for (size_t i = 0; i < cnt; i++) {
		if (entries[i].which != which)
			continue;
		if (found.value != NULL &&
		    (found.len != entries[i].len ||
		     memcmp(found.value, entries[i].value, found.len) != 0))
			return (struct entry){ .value = "?", .len = 1 };
		found = entries[i];
	}
	return found.value ? found : (struct entry){ .value = "?", .len = 1 };
}

static void append_row(struct clean_text *ret, const struct entry *entries,
		       size_t cnt)
{
	const struct folder *folder = entries[0].folder;
	char row[VALUES * (VALUE_MAX + 16) + 64];
	size_t size = sizeof(row);
	int len = snprintf(row, size, "%s%lu", folder->row, entries[0].index);

	for (size_t i = 0; i < VALUES && folder->files[i]; i++) {
		struct entry value = value_of(entries, cnt, i);

		len += snprintf(row + len, size - (size_t)len, "%s%.*s",
				folder->before[i], (int)value.len, value.value);
	}
	clean_append(ret, row, (size_t)len, entries[0].line);
}

static void append_rows(struct clean_text *ret, const struct entries *all)
{
	size_t cnt;

	for (size_t i = 0; i < all->cnt; i += cnt) {
		const struct entry *first = &all->entries[i];

		cnt = 1;
		while (i + cnt < all->cnt &&
		       first[cnt].folder == first->folder &&
		       first[cnt].index == first->index)
			cnt++;
		append_row(ret, first, cnt);
	}
}

/* Is the line the rest of the value before it, which was broken? */
static bool is_rest(const struct entries *all, const char *at, const char *end,
		    size_t line)
{
	const char *start = at;

	if (all->cnt == 0 || all->entries[all->cnt - 1].line + 1 != line)
		return false;
	while (at < end && (isalnum((unsigned char)*at) || *at == ' '))
		at++;
	return at == end && at - start > 0 && at - start <= VALUE_MAX;
}

/* Such a value is not known. */
static void lose_value(struct entry *entry)
{
	entry->value = "?";
	entry->len = 1;
}

bool clean_sysfs(struct clean_text *ret, const char *text, size_t len)
{
	const char *end = text + len;
	struct clean_text decoded = { .what = "files of /sys" };
	struct entries all = { 0 };
	size_t line = 0;
	bool any;

	any = len <= LARGEST &&
	      memmem(text, len, "/type:", strlen("/type:")) != NULL;
	for (const char *at = text; any && at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		const char *line_end = stop ? stop : end;

		if (is_rest(&all, at, line_end, ++line))
			lose_value(&all.entries[all.cnt - 1]);
		else if (!take_line(&all, at, line_end, line))
			clean_append(&decoded, at, (size_t)(line_end - at),
				     line);
		at = stop ? stop + 1 : end;
	}
	if (all.cnt == 0) {
		clean_free(&decoded);
		return false;
	}
	qsort(all.entries, all.cnt, sizeof(*all.entries), by_index);
	append_rows(&decoded, &all);
	free(all.entries);
	*ret = decoded;
	return true;
}
