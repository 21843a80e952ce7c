/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The maps as drawings: a lane for descriptors, memory and reserved, on one
 * scale for both sides. Each bar has a title that a browser shows under the
 * pointer.
 */
#include <stdio.h>

#include "core/report/parts.h"
#include "tools/page/html.h"

/* --- colours -------------------------------------------------------------- */

/* The class of the style sheet for each kind of descriptor. */
enum colour_class {
	FREE,
	LOADER,
	BOOT,
	RUNTIME,
	ACPI,
	DEVICES,
	RESERVED,
	SPECIAL,
	BAD,
	CLASSES,
};

static const struct {
	const char *css, *name;
} classes[CLASSES] = {
	[FREE] = { "f", "free" },
	[LOADER] = { "l", "loader" },
	[BOOT] = { "b", "boot services" },
	[RUNTIME] = { "r", "runtime services" },
	[ACPI] = { "a", "ACPI" },
	[DEVICES] = { "d", "devices" },
	[RESERVED] = { "v", "reserved" },
	[SPECIAL] = { "s", "persistent, special purpose, unaccepted" },
	[BAD] = { "x", "unusable, unknown" },
};

static enum colour_class class_of(const struct efi_memory_desc *desc)
{
	static const struct {
		uint32_t types;
		enum colour_class class;
	} rows[] = {
		{ EFI_TYPES_LOADER, LOADER },
		{ EFI_TYPES_BOOT, BOOT },
		{ EFI_TYPES_RUNTIME, RUNTIME },
		{ EFI_TYPE_BIT(EFI_CONVENTIONAL_MEMORY), FREE },
		{ EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY) |
			  EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS),
		  ACPI },
		{ EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO) |
			  EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO_PORT_SPACE),
		  DEVICES },
		{ EFI_TYPE_BIT(EFI_RESERVED_MEMORY_TYPE) |
			  EFI_TYPE_BIT(EFI_PAL_CODE),
		  RESERVED },
		{ EFI_TYPE_BIT(EFI_PERSISTENT_MEMORY) |
			  EFI_TYPE_BIT(EFI_UNACCEPTED_MEMORY),
		  SPECIAL },
	};

	if (desc->attribute & EFI_ATTR_SP)
		return SPECIAL;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (efi_type_among(desc->type, rows[i].types))
			return rows[i].class;
	return BAD;
}

/* --- bars ----------------------------------------------------------------- */

/* Coordinates of the drawings: the width of the map, the height of a lane. */
#define WIDTH  10000.0
#define HEIGHT 100

/* Starts a bar; the caller prints its title and ends it with end_bar(). print()
 * has no floating point. */
static void start_bar(const struct sink *out, const struct scale *scale,
		      struct range range, const char *css)
{
	double from = scale_at(scale, range.base) * WIDTH;
	double to = scale_at(scale, range_end(range)) * WIDTH;
	char text[128];

	snprintf(text, sizeof(text),
		 "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"%d\">"
		 "<title>",
		 css, from, to - from, HEIGHT);
	print_str(out, text);
}

static void end_bar(const struct sink *out, struct range range)
{
	char room[HUMAN_SIZE];

	print(out, "\n" RANGE_FORMAT ", %s</title></rect>\n",
	      RANGE_ARGS(range.base, range.size), human_size(room, range.size));
}

static void start_lane(const struct sink *out, const char *label)
{
	print(out,
	      "<div class=\"lane\"><span>%s</span>\n"
	      "<svg viewBox=\"0 0 10000 100\" preserveAspectRatio=\"none\""
	      " role=\"img\" aria-label=\"%s\">\n",
	      label, label);
}

static void end_lane(const struct sink *out)
{
	print_str(out, "</svg></div>\n");
}

/* --- lanes ---------------------------------------------------------------- */

static void draw_descriptors(const struct sink *out, const struct scale *scale,
			     const struct conversion *conversion)
{
	struct efi_memory_desc desc;

	start_lane(out, "descriptors");
	for (size_t i = 0; i < conversion->order_cnt; i++) {
		size_t index = conversion->order[i];
		struct range range = convert_range(conversion, index);

		efimap_get(&conversion->capture->map, index, &desc);
		start_bar(out, scale, range, classes[class_of(&desc)].css);
		print(out, "#%zu %s ", index, efi_type_name(desc.type));
		print_attributes(out, desc.attribute, " ");
		print(out, "\n%s: %s", classification_word(conversion, index),
		      convert_rule(conversion, index)->why);
		end_bar(out, range);
	}
	end_lane(out);
}

static void draw_memory(const struct sink *out, const struct scale *scale,
			const struct conversion *conversion)
{
	const struct memblock_region *r;

	start_lane(out, "memory");
	for_each_memblock_type_region(&conversion->mb.memory, r) {
		struct range range = { r->base, r->size };

		start_bar(out, scale, range,
			  r->flags & MEMBLOCK_NOMAP ? "v" : "f");
		print_str(out, "memory");
		print_region_flags(out, r->flags);
		end_bar(out, range);
	}
	end_lane(out);
}

static void draw_reserved(const struct sink *out, const struct scale *scale,
			  const struct conversion *conversion)
{
	start_lane(out, "reserved");
	for (size_t i = 0; i < conversion->page_owner_cnt; i++) {
		const struct reservation *r = &conversion->page_owners[i];
		struct sink text = html_text(out);

		start_bar(out, scale, r->range,
			  r->owner == OWNER_BOOT_SERVICES ? "b" : "v");
		print_reservation(&text, conversion, r);
		print(out, ", %s", owner_lifetime_text(r->owner));
		end_bar(out, r->range);
	}
	end_lane(out);
}

/* --- addresses ------------------------------------------------------------ */

#define MIB ((phys_addr_t)1 << 20)
#define GIB ((phys_addr_t)1 << 30)

/* Labels are this part of the width apart from each other. */
#define LABEL_WIDTH 0.16
#define LABELS_MAX  16

/* A label at the right edge ends at its address. */
static void draw_label(const struct sink *out, double x, phys_addr_t addr)
{
	char text[64], room[HUMAN_SIZE];
	bool right = x > 1 - LABEL_WIDTH;

	snprintf(text, sizeof(text), "<span%s style=\"%s:%.2f%%\">",
		 right ? " class=\"end\"" : "", right ? "right" : "left",
		 (right ? 1 - x : x) * 100);
	print_str(out, text);
	print(out, "%s</span>", addr ? human_size(room, addr) : "0");
}

struct axis {
	const struct sink *out;
	double labels[LABELS_MAX];
	size_t cnt;
};

static void add_label(struct axis *axis, const struct scale_edge *edge)
{
	for (size_t i = 0; i < axis->cnt; i++) {
		double apart = axis->labels[i] - edge->x;
		double least = LABEL_WIDTH;

		/* One at the right edge extends to the left. */
		if (axis->labels[i] > 1 - LABEL_WIDTH)
			least *= 2;
		if ((apart < 0 ? -apart : apart) < least)
			return;
	}
	if (axis->cnt == LABELS_MAX)
		return;
	axis->labels[axis->cnt++] = edge->x;
	draw_label(axis->out, edge->x, edge->addr);
}

/* First where RAM usually goes on, then at edges of ranges that are whole GiB
 * and MiB, of which a size is short. */
static void draw_axis(const struct sink *out, const struct scale *scale)
{
	static const phys_addr_t steps[] = { 4 * GIB, GIB, MIB };
	struct axis axis = { .out = out };

	print_str(out, "<div class=\"axis\" aria-hidden=\"true\">");
	for (size_t step = 0; step < sizeof(steps) / sizeof(*steps); step++)
		for (size_t i = 0; i < scale->cnt; i++)
			if (scale->edges[i].addr % steps[step] == 0)
				add_label(&axis, &scale->edges[i]);
	print_str(out, "</div>\n");
}

/* --- the section ---------------------------------------------------------- */

/* Buttons that work without a script: the style sheet widens the map. */
static void draw_zoom(const struct sink *out)
{
	static const char *const factors[] = { "1", "4", "16" };

	for (size_t i = 0; i < 3; i++)
		print(out,
		      "<input type=\"radio\" name=\"zoom\" id=\"z%s\"%s>"
		      "<label for=\"z%s\">%s&times;</label>\n",
		      factors[i], i == 0 ? " checked" : "", factors[i],
		      factors[i]);
}

static void draw_legend(const struct sink *out)
{
	print_str(out, "<ul class=\"legend\">\n");
	for (size_t i = 0; i < CLASSES; i++)
		print(out,
		      "<li><svg viewBox=\"0 0 1 1\"><rect class=\"%s\""
		      " width=\"1\" height=\"1\"/></svg>%s</li>\n",
		      classes[i].css, classes[i].name);
	print_str(out, "</ul>\n");
}

void page_drawing(const struct sink *out, const struct page *page)
{
	struct scale scale;

	scale_make(&scale, page);
	html_section(out, "map", "Map");
	draw_zoom(out);
	print_str(out, "<div class=\"map\"><div class=\"wide\">\n");
	for (size_t side = 0; side < page->side_cnt; side++) {
		const struct conversion *c = page->sides[side].conversion;

		if (page->side_cnt > 1)
			print(out, "<p class=\"side\">%s</p>\n",
			      side ? "after" : "before");
		draw_descriptors(out, &scale, c);
		draw_memory(out, &scale, c);
		draw_reserved(out, &scale, c);
	}
	draw_axis(out, &scale);
	print_str(out, "</div></div>\n<p class=\"here\" id=\"here\">Each piece"
		       " is as wide as the logarithm of its size; a pointer on"
		       " it shows what it is.</p>\n");
	draw_legend(out);
	html_section_end(out);
	scale_free(&scale);
}
