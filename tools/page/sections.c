/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections of a page that are tables and text.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lint/lint.h"
#include "core/report/explain.h"
#include "core/report/parts.h"
#include "tools/page/html.h"
#include "tools/textsink.h"

void page_of_side(const struct sink *out, const struct page *page, size_t side)
{
	if (page->side_cnt < 2)
		return;
	print_str(out, side ? " after: " : " before: ");
	html_outside(out, page->sides[side].name);
}

static void side_title(const struct sink *out, const struct page *page,
		       size_t side, const char *title)
{
	print(out, "<h3>%s", title);
	page_of_side(out, page, side);
	print_str(out, "</h3>\n");
}

/* --- summary -------------------------------------------------------------- */

static void fact(const struct sink *out, uint64_t bytes, const char *what)
{
	char room[HUMAN_SIZE];

	print(out, "<li><b>%s</b>%s</li>\n", human_size(room, bytes), what);
}

static void print_source(const struct sink *out, const struct page_side *side)
{
	const struct capture *capture = side->conversion->capture;

	print(out, "%zu descriptors, from ", efimap_count(&capture->map));
	html_outside(out, capture->origin);
	if (capture->vendor[0]) {
		print_str(out, "; firmware of ");
		html_outside(out, capture->vendor);
	}
	print(out, "; rules of %s",
	      profile_name(side->conversion->settings->profile));
	for (size_t i = 0; i < side->request->edit_cnt; i++) {
		print_str(out, i ? " " : "; with ");
		html_outside(out, side->request->edits[i].word);
	}
}

void page_summary(const struct sink *out, const struct page *page)
{
	for (size_t i = 0; i < page->side_cnt; i++) {
		const struct page_side *side = &page->sides[i];
		const struct memblock *mb = &side->conversion->mb;
		struct free_total free = count_free(mb);

		print_str(out, "<p>");
		if (page->side_cnt > 1) {
			print_str(out, i ? "<b>after</b> " : "<b>before</b> ");
			html_outside(out, side->name);
			print_str(out, ": ");
		}
		print_source(out, side);
		print_str(out, "</p>\n<ul class=\"facts\">\n");
		fact(out, mb->physmap.total_size, "RAM");
		fact(out, mb->memory.total_size, "memory of the kernel");
		fact(out, mb->reserved.total_size, "reserved");
		fact(out, free.size, "free");
		fact(out, free.largest_size, "largest free range");
		print_str(out, "</ul>\n");
	}
}

/* --- changes -------------------------------------------------------------- */

/* A text report in which lines that start with - and + are marked. */
static void print_marked(const struct sink *out, const char *text)
{
	struct sink escaped = html_text(out);

	print_str(out, "<pre>");
	for (const char *line = text, *end; *line; line = end) {
		const char *sign = line + strspn(line, " ");
		const char *tag = NULL;

		end = strchr(line, '\n');
		end = end ? end + 1 : line + strlen(line);
		if (sign[0] && strchr("+-", sign[0]) && sign[1] == ' ')
			tag = sign[0] == '+' ? "ins" : "del";
		if (tag)
			print(out, "<%s>", tag);
		if (tag)
			escaped.write(escaped.ctx, sign + 2,
				      (size_t)(end - sign - 2) -
					      (end[-1] == '\n'));
		else
			escaped.write(escaped.ctx, line, (size_t)(end - line));
		if (tag)
			print(out, "</%s>", tag);
	}
	print_str(out, "</pre>\n");
}

/* The report of memblock diff without its first two lines, which name the
 * maps. */
void page_changes(const struct sink *out, const struct page *page)
{
	const struct diff_report *diff = page->diff;
	struct text text = { 0 };
	struct sink to_text = text_sink(&text), escaped = html_text(out);
	const char *body;
	enum hibernation_verdict verdict;

	if (diff == NULL)
		return;
	verdict = hibernation_verdict(
		diff->hibernation[0], diff->hibernation[1],
		page->sides[0].conversion->settings->profile);
	html_section(out, "changes", "Changes");
	print(out, "<p class=\"verdict %s\">",
	      verdict == HIBERNATION_RESUMES   ? "yes"
	      : verdict == HIBERNATION_UNKNOWN ? "unknown"
					       : "no");
	print_hibernation_verdict(&escaped, diff);
	print_str(out, "</p>\n");
	report_diff(&to_text, diff);
	body = strstr(text.bytes, "\n\n");
	print_marked(out, body ? body + 2 : text.bytes);
	html_section_end(out);
	free(text.bytes);
}

/* --- explanation ---------------------------------------------------------- */

/* Paragraphs are not wrapped here, and rows, which are indented, are kept. */
static void print_prose(const struct sink *out, const char *text)
{
	struct sink escaped = html_text(out);
	const char *open = NULL;

	for (const char *line = text, *end; *line; line = end + (*end != 0)) {
		const char *tag = line[0] == ' ' ? "pre" : "p";

		end = line + strcspn(line, "\n");
		if (open && (line == end || open != tag)) {
			print(out, "</%s>\n", open);
			open = NULL;
		}
		if (line == end)
			continue;
		if (!open)
			print(out, "<%s>", tag);
		else
			print_str(out, "\n");
		open = tag;
		escaped.write(escaped.ctx, line, (size_t)(end - line));
	}
	if (open)
		print(out, "</%s>\n", open);
}

void page_explanation(const struct sink *out, const struct page *page)
{
	html_section(out, "meaning", "What it means");
	for (size_t side = 0; side < page->side_cnt; side++) {
		struct text text = { 0 };
		struct sink to_text = text_sink(&text);

		if (page->side_cnt > 1)
			side_title(out, page, side, "Map");
		report_explain(&to_text, page->sides[side].conversion);
		print_prose(out, text.bytes);
		free(text.bytes);
	}
	html_section_end(out);
}

/* --- findings ------------------------------------------------------------- */

/* The rows of the table. */
struct findings {
	const struct sink *out;
	const struct capture *capture;
	size_t cnt;
};

static void print_finding(void *ctx, const struct lint_finding *finding)
{
	struct findings *findings = ctx;
	const struct sink *out = findings->out;
	const struct lint_advice advice = lint_advice(finding->rule);
	struct sink escaped = html_text(out);

	print(out, "<tr><td class=\"%s\">%s</td><td>",
	      lint_severity_name(lint_severity(finding->rule)),
	      lint_severity_name(lint_severity(finding->rule)));
	if (lint_is_about_row(finding->rule)) {
		lint_print_place(&escaped, findings->capture, finding);
		print_str(out, " ");
	}
	print_str(&escaped, advice.text);
	if (lint_has_detail(finding->rule)) {
		print_str(out, " (");
		lint_print_detail(&escaped, finding);
		print_str(out, ")");
	}
	if (!lint_is_about_row(finding->rule)) {
		print_str(out, " ");
		lint_print_place(&escaped, findings->capture, finding);
	}
	print(out, "</td><td>");
	print_str(&escaped, advice.why);
	print_str(out, "</td><td>");
	print_str(&escaped, advice.remedy);
	print_str(out, "</td></tr>\n");
	findings->cnt++;
}

/* Notes are frequent on healthy machines, and are counted only. */
static void print_findings(const struct sink *out,
			   const struct conversion *conversion)
{
	const struct lint_input input = { conversion->capture, conversion,
					  lint_run_log };
	struct findings findings = { out, conversion->capture, 0 };
	const struct lint_taker taker = { print_finding, &findings };
	struct lint_count count = lint_count(&input);

	print_str(out, "<p>");
	lint_print_count(out, &count);
	print_str(out, "; <code>memblock lint --severity=note</code> lists all."
		       "</p>\n");
	if (count.findings[LINT_WARNING] + count.findings[LINT_ERROR] == 0)
		return;
	print_str(out, "<table class=\"rows\"><tbody>\n");
	lint_run(&input, LINT_WARNING, &taker);
	print_str(out, "</tbody></table>\n");
}

void page_findings(const struct sink *out, const struct page *page)
{
	html_section(out, "findings", "Findings");
	for (size_t side = 0; side < page->side_cnt; side++) {
		if (page->side_cnt > 1)
			side_title(out, page, side, "Map");
		print_findings(out, page->sides[side].conversion);
	}
	html_section_end(out);
}

/* --- sets ----------------------------------------------------------------- */

static void set_table(const struct sink *out, const struct memblock_type *type)
{
	const struct memblock_region *r;
	char room[HUMAN_SIZE];
	size_t index = 0;

	print_str(out, "<table class=\"rows\"><tbody>\n");
	for_each_memblock_type_region(type, r) {
		print(out, "<tr><td class=\"n\">%zu</td><td>", index++);
		html_range(out, (struct range){ r->base, r->size });
		print(out, "</td><td class=\"n\">%s</td><td>",
		      human_size(room, r->size));
		print_region_flags(out, r->flags);
		if (r->nid != NUMA_NO_NODE)
			print(out, "  node %d", r->nid);
		print_str(out, "</td></tr>\n");
	}
	print_str(out, "</tbody></table>\n");
}

static void owner_table(const struct sink *out,
			const struct conversion *conversion)
{
	struct sink escaped = html_text(out);
	char room[HUMAN_SIZE];

	print_str(out, "<table class=\"rows\"><tbody>\n");
	for (size_t i = 0; i < conversion->reservation_cnt; i++) {
		const struct reservation *r = &conversion->reservations[i];

		print(out, "<tr><td class=\"n\">%zu</td><td>", i);
		html_range(out, r->range);
		print(out, "</td><td class=\"n\">%s</td><td>",
		      human_size(room, r->range.size));
		print_reservation(&escaped, conversion, r);
		print(out, "</td><td>%s</td></tr>\n",
		      owner_lifetime_text(r->owner));
	}
	print_str(out, "</tbody></table>\n");
}

void page_sets(const struct sink *out, const struct page *page)
{
	html_section(out, "sets", "Sets");
	for (size_t side = 0; side < page->side_cnt; side++) {
		const struct conversion *c = page->sides[side].conversion;

		side_title(out, page, side,
			   "memory: RAM that the kernel may manage");
		set_table(out, &c->mb.memory);
		side_title(out, page, side,
			   "reserved: ranges in use, by owner");
		owner_table(out, c);
		side_title(out, page, side, "physmap: all RAM present");
		set_table(out, &c->mb.physmap);
	}
	html_section_end(out);
}

/* --- descriptors ---------------------------------------------------------- */

static void descriptor_row(const struct sink *out,
			   const struct conversion *conversion, size_t index)
{
	struct range range = convert_range(conversion, index);
	struct efi_memory_desc desc;
	char room[HUMAN_SIZE];

	efimap_get(&conversion->capture->map, index, &desc);
	print(out, "<tr><td class=\"n\">#%zu</td><td>", index);
	html_range(out, range);
	print(out, "</td><td class=\"n\">%s</td><td>%s</td><td>",
	      human_size(room, range.size), efi_type_name(desc.type));
	print_attributes(out, desc.attribute, " ");
	print(out, "</td><td>%s</td></tr>\n",
	      classification_word(conversion, index));
}

void page_descriptors(const struct sink *out, const struct page *page)
{
	html_section(out, "descriptors", "Descriptors");
	for (size_t side = 0; side < page->side_cnt; side++) {
		const struct conversion *c = page->sides[side].conversion;

		if (page->side_cnt > 1)
			side_title(out, page, side, "Map");
		print_str(out,
			  "<table class=\"rows\"><thead><tr><th class=\"n\""
			  ">#</th><th>range</th><th class=\"n\">size</th>"
			  "<th>type</th><th>attributes</th><th>use</th>"
			  "</tr></thead><tbody>\n");
		for (size_t i = 0; i < c->order_cnt; i++)
			descriptor_row(out, c, c->order[i]);
		print_str(out, "</tbody></table>\n");
	}
	html_section_end(out);
}

/* --- text ----------------------------------------------------------------- */

void page_text(const struct sink *out, const struct page *page)
{
	struct sink escaped = html_text(out);

	html_section(out, "text", "Text");
	for (size_t side = 0; side < page->side_cnt; side++) {
		if (page->side_cnt > 1)
			side_title(out, page, side, "Map");
		print_str(out, "<pre>");
		report_text(&escaped, page->sides[side].conversion,
			    page->sides[side].request);
		print_str(out, "</pre>\n");
	}
	html_section_end(out);
}
