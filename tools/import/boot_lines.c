/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a log says of the boots in it: versions of kernels, command lines and
 * the facts beside the map.
 */
#define _GNU_SOURCE /* memmem() */
#include <string.h>

#include "tools/clean/clean.h"
#include "tools/import/maps.h"
#include "tools/import/offer.h"
#include "tools/memory.h"

static bool contains(const struct clean_line *line, const char *text)
{
	return memmem(line->text, line->len, text, strlen(text)) != NULL;
}

/* Copies printable text. */
static void copy(char *to, size_t size, struct cursor text)
{
	size_t n = 0;

	for (; n + 1 < size && n < cursor_left(&text); n++)
		to[n] = text.at[n] >= ' ' && text.at[n] <= '~' ? text.at[n]
							       : '?';
	to[n] = '\0';
}

void offer_boot(struct lines *lines)
{
	struct boot *boot = memory_resize(NULL, 1, sizeof(*boot));

	*boot = (struct boot){ .before = lines->boot };
	lines->boot = boot;
	for (size_t i = 0; i < lines->cnt; i++) {
		lines->imports[i].boot = boot;
		import_ends(&lines->imports[i]);
		lines->imports[i].map.boot = boot;
	}
}

/* Linux before 3.0 states the BIOS's data before its own version. */
static bool has_begun(const struct boot *boot)
{
	return boot->kernel[0] == '\0' && boot->facts.facts.place_cnt == 1 &&
	       boot->facts.places[0].what == FACTS_EBDA;
}

/* A second E820 table is that of another boot, whose first lines are missing.
 * Two consoles write its title twice. */
static void look_for_table(struct lines *lines, const struct clean_line *line)
{
	if (!contains(line, "BIOS-provided physical RAM map"))
		return;
	if (lines->boot->e820 > 0 && line->index > lines->boot->e820 + 2)
		offer_boot(lines);
	lines->boot->e820 = line->index;
}

/* A boot begins with the version of its kernel. */
void offer_boot_line(struct lines *lines, const struct clean_line *line)
{
	struct cursor text = { line->text, line->text + line->len };
	struct cursor c = text, word;

	if (contains(line, "Linux version ") &&
	    cursor_find(&c, "Linux version ") && cursor_word(&c, &word)) {
		if (!has_begun(lines->boot))
			offer_boot(lines);
		copy(lines->boot->kernel, sizeof(lines->boot->kernel), word);
	}
	if (contains(line, "BIOS EBDA/lowmem at: "))
		offer_boot(lines);
	look_for_table(lines, line);
	log_facts_line(&lines->boot->facts, text);
	c = text;
	if (lines->boot->cmdline[0] == '\0' &&
	    contains(line, "ommand line: ") &&
	    cursor_find(&c, "command line: "))
		copy(lines->boot->cmdline, sizeof(lines->boot->cmdline), c);
}
