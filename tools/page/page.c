/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/page/page.h"

#include <string.h>

#include "core/base/version.h"
#include "tools/page/html.h"

/* A name without its folders. */
static const char *base_name(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash && slash[1] ? slash + 1 : name;
}

static void print_title(const struct sink *out, const struct page *page)
{
	print_str(out, "Memory map");
	for (size_t side = 0; side < page->side_cnt; side++) {
		print_str(out, side ? " and " : ": ");
		html_outside(out, base_name(page->sides[side].name));
	}
}

static void print_links(const struct sink *out, const struct page *page)
{
	static const char *const links[][2] = {
		{ "map", "map" },
		{ "changes", "changes" },
		{ "meaning", "what it means" },
		{ "findings", "findings" },
		{ "sets", "sets" },
		{ "descriptors", "descriptors" },
		{ "text", "text" },
	};

	print_str(out, "<nav>");
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		if (i != 1 || page->diff)
			print(out, "<a href=\"#%s\">%s</a>\n", links[i][0],
			      links[i][1]);
	print_str(out, "</nav>\n");
}

void page_write(const struct sink *out, const struct page *page)
{
	print_str(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		       "<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\""
		       " content=\"width=device-width,initial-scale=1\">\n"
		       "<title>");
	print_title(out, page);
	print_str(out, "</title>\n");
	html_style(out);
	print_str(out, "</head>\n<body>\n<h1>");
	print_title(out, page);
	print_str(out, "</h1>\n");
	page_summary(out, page);
	print_links(out, page);
	page_drawing(out, page);
	page_changes(out, page);
	page_explanation(out, page);
	page_findings(out, page);
	page_sets(out, page);
	page_descriptors(out, page);
	page_text(out, page);
	print(out, "<footer><p>memblock %s</p></footer>\n", MEMBLOCK_VERSION);
	html_script(out);
	print_str(out, "</body>\n</html>\n");
}
