/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of a page.
 */
#ifndef TOOLS_PAGE_HTML_H
#define TOOLS_PAGE_HTML_H

#include "tools/page/page.h"

/* --- html.c --------------------------------------------------------------- */

/* A sink for text: what is special in HTML is escaped. out must outlive it. */
struct sink html_text(const struct sink *out);

/* A text from outside, in which control characters are made visible, too. */
void html_outside(const struct sink *out, const char *text);

/* "0x0000000000100000-0x00000000001fffff" in an element for monospaced text. */
void html_range(const struct sink *out, struct range range);

/* <h2 id=...> and the start of its section; html_section_end() ends it. */
void html_section(const struct sink *out, const char *id, const char *title);
void html_section_end(const struct sink *out);

/* The style sheet and the script, as elements. */
void html_style(const struct sink *out);
void html_script(const struct sink *out);

/* --- scale.c -------------------------------------------------------------- */

/*
 * Where addresses are drawn. Between two edges of any range the scale is
 * linear; each such piece is as wide as the logarithm of its size, so that a
 * page can be seen beside a gigabyte, and holes are narrow.
 */
struct scale {
	struct scale_edge {
		phys_addr_t addr;
		double x; /* 0 to 1 */
	} * edges;
	size_t cnt;
};

/* The scale for all ranges of both sides; scale_free() releases it. */
void scale_make(struct scale *ret, const struct page *page);
void scale_free(struct scale *scale);

/* The place of an address, from 0 to 1. */
double scale_at(const struct scale *scale, phys_addr_t addr);

/* --- drawing.c ------------------------------------------------------------ */

/* The section with the drawn maps. */
void page_drawing(const struct sink *out, const struct page *page);

/* --- sections.c ----------------------------------------------------------- */

void page_summary(const struct sink *out, const struct page *page);
void page_changes(const struct sink *out, const struct page *page);
void page_explanation(const struct sink *out, const struct page *page);
void page_findings(const struct sink *out, const struct page *page);
void page_sets(const struct sink *out, const struct page *page);
void page_descriptors(const struct sink *out, const struct page *page);
void page_text(const struct sink *out, const struct page *page);

/* "", or " of NAME" where there are two sides. */
void page_of_side(const struct sink *out, const struct page *page, size_t side);

#endif
