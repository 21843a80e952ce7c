/* SPDX-License-Identifier: BSD-2-Clause */
/* The rows of lists as text. */
#include "core/base/cstring.h"
#include "core/report/findings.h"
#include "core/report/parts.h"
#include "core/screen/explorer_internal.h"

/* Screens of so many columns have room for attributes. */
#define WIDE 100

/* Addresses have as many digits as the highest needs, at least 12. */
static int digits(const struct explorer *explorer)
{
	phys_addr_t end =
		range_end(explorer->spans[explorer->span_cnt - 1].range);

	return (end - 1) >> 48 ? 16 : 12;
}

static void print_range(const struct sink *out, const struct explorer *explorer,
			struct range range)
{
	char room[HUMAN_SIZE];
	int width = digits(explorer);

	print(out, "%0*jx %0*jx %8s", width, (uintmax_t)range.base, width,
	      (uintmax_t)range.base + (range.size ? range.size - 1 : 0),
	      human_size(room, range.size));
}

/* In so many columns, so that what follows is on any screen. */
static int type_columns(const struct explorer *explorer)
{
	return digits(explorer) > 12 ? 15 : 23;
}

static void print_type(const struct sink *out, uint32_t type, int columns)
{
	char name[32];
	struct buffer buffer;
	struct sink text = buffer_sink(&buffer, name, sizeof(name));

	print_str(&text, efi_type_name(type));
	if (efi_type_group(type) >= EFI_MEMORY_TYPE_COUNT)
		print(&text, " 0x%08x", type);
	print(out, "%-*.*s", columns, columns, name);
}

static void print_descriptor(const struct sink *out,
			     const struct explorer *explorer,
			     const struct explorer_row *row, size_t columns)
{
	const struct conversion *conversion = explorer->model.conversion;
	struct efi_memory_desc desc;

	efimap_get(&conversion->capture->map, row->index, &desc);
	print(out, " %4u ", row->index);
	print_range(out, explorer, row->range);
	print(out, "  %c ", class_look(row->class)->mark);
	if (row->cnt > 1) {
		print(out, "%s, %u rows", class_look(row->class)->name,
		      row->cnt);
		return;
	}
	print_type(out, desc.type, type_columns(explorer));
	print(out, "%-13s", classification_word(conversion, row->index));
	if (columns >= WIDE)
		print_attributes(out, desc.attribute, " ");
}

static void print_region(const struct sink *out,
			 const struct explorer *explorer,
			 const struct explorer_row *row)
{
	const struct memblock *mb = &explorer->model.conversion->mb;
	const struct memblock_type *set =
		explorer->view == VIEW_MEMORY ? &mb->memory : &mb->physmap;
	const struct memblock_region *region = &set->regions[row->index];

	print(out, " %4u ", row->index);
	print_range(out, explorer, row->range);
	if (region->nid != NUMA_NO_NODE)
		print(out, "  node %d", region->nid);
	print_region_flags(out, region->flags);
}

/* The head of the column says it. */
#define UNTIL "until "

static void print_reserved(const struct sink *out,
			   const struct explorer *explorer,
			   const struct explorer_row *row)
{
	const struct conversion *conversion = explorer->model.conversion;
	const struct reservation *reservation =
		&conversion->reservations[row->index];
	const char *lifetime = owner_lifetime_text(reservation->owner);
	char owner[64];
	struct buffer buffer;
	struct sink text = buffer_sink(&buffer, owner, sizeof(owner));

	print_reservation(&text, conversion, reservation);
	print_str(out, " ");
	print_range(out, explorer, row->range);
	print(out, " %-19s %s", owner,
	      str_starts(lifetime, UNTIL) ? lifetime + sizeof(UNTIL) - 1
					  : lifetime);
}

static void print_finding(const struct sink *out,
			  const struct explorer *explorer,
			  const struct explorer_row *row)
{
	const struct lint_finding *finding = &explorer->findings[row->index];

	print(out, " %-9s%-14s",
	      lint_severity_name(lint_severity(finding->rule)),
	      lint_name(finding->rule));
	print_str(out, " ");
	report_finding(out, explorer->model.conversion->capture, finding);
}

void row_print(const struct sink *out, const struct explorer *explorer,
	       const struct explorer_row *row, size_t columns)
{
	switch (row->kind) {
	case ROW_DESCRIPTOR:
		print_descriptor(out, explorer, row, columns);
		break;
	case ROW_REGION:
		print_region(out, explorer, row);
		break;
	case ROW_RESERVATION:
		print_reserved(out, explorer, row);
		break;
	case ROW_FINDING:
		print_finding(out, explorer, row);
		break;
	case ROW_ACTION:
		action_print(out, explorer, row->index);
		break;
	default:
		print_str(out, "    ~ ");
		print_range(out, explorer, row->range);
		print_str(out, "  ~ hole");
	}
}

void row_print_head(const struct sink *out, const struct explorer *explorer,
		    size_t columns)
{
	int width = digits(explorer);

	if (explorer->view >= VIEW_FINDINGS) {
		print_str(out, explorer->view == VIEW_FINDINGS
				       ? " severity rule          where"
				       : " key action");
		return;
	}
	print(out, "%s%-*s %-*s %8s",
	      explorer->view == VIEW_RESERVED ? " " : "    # ", width, "first",
	      width, "last", "size");
	if (explorer->view == VIEW_RESERVED)
		print_str(out, " owner               until");
	if (explorer->view == VIEW_DESCRIPTORS)
		print(out, "    %-*s%-13s%s", type_columns(explorer), "type",
		      "use", columns >= WIDE ? "attributes" : "");
}
