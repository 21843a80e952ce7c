/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The map compared with facts that only a log has.
 */
#include "core/base/cstring.h"
#include "core/lint/lint_internal.h"

/* All of them: each reports only what the current rule finds. */
void lint_run_log(const struct lint *lint)
{
#define ANOMALY(...)
#define RULE(rule, name, text, severity, needs, condition, ...) condition
#define ROWS(...)
#define ROW_CHECK(name)
#define PAIR_CHECK(name)
#define ROWS_CHECK(name)
#define CHECK(name)
#define LOG_CHECK(name) lint_check_##name(lint);
#include "core/lint/rules.def"
}

/* --- the text it was read from ------------------------------------------- */

void lint_check_rows_unread(const struct lint *lint)
{
	if (lint->facts->rows_unread > 0)
		lint_map(lint, LINT_ROWS_UNREAD, lint->facts->rows_unread, 0);
}

void lint_check_rows_missing(const struct lint *lint)
{
	size_t expected = lint->facts->rows_expected;
	size_t found = lint_rows(lint) + lint->facts->rows_unread;

	if (expected != 0 && expected != found)
		lint_map(lint, LINT_ROWS_MISSING, expected, found);
}

void lint_check_cut(const struct lint *lint)
{
	if (lint->facts->cut)
		lint_map(lint, LINT_CUT, 0, 0);
}

void lint_check_attr_cut(const struct lint *lint)
{
	if (lint->facts->attr_unknown & EFI_ATTR_RUNTIME)
		lint_map(lint, LINT_ATTR_CUT, 0, 0);
}

void lint_check_ragged(const struct lint *lint)
{
	if (lint->facts->rows_ragged > 0)
		lint_map(lint, LINT_RAGGED, lint->facts->rows_ragged, 0);
}

void lint_check_unknown_e820(const struct lint *lint)
{
	if (lint->facts->rows_unknown > 0)
		lint_map(lint, LINT_UNKNOWN_E820, lint->facts->rows_unknown, 0);
}

/* --- the device tree ----------------------------------------------------- */

void lint_check_tree_reserved(const struct lint *lint)
{
	for (size_t i = 0; i < lint->facts->tree_reserved_cnt; i++) {
		struct range range = lint->facts->tree_reserved[i];
		phys_addr_t shared = 0;

		for (size_t row = 0; row < lint_rows(lint); row++) {
			struct lint_desc one = lint_desc(lint, row);

			if (lint_is(&one, EFI_TYPES_USABLE))
				shared +=
					range_intersect(range, one.range).size;
		}
		if (shared > 0)
			lint_range(lint, LINT_TREE_RESERVED, range, shared, 0);
	}
}

/* --- the options of the kernel ------------------------------------------- */

bool lint_options_differ(const struct lint *lint)
{
	const char *at = lint->capture->cmdline;

	if (!at || lint->conversion->settings->edit_cnt > 0)
		return false;
	for (bool begins = true; *at; at++) {
		if (begins &&
		    (str_starts(at, "mem=") || str_starts(at, "memmap=")))
			return true;
		begins = is_space((unsigned char)*at);
	}
	return false;
}

/* --- amounts ------------------------------------------------------------- */

/* Linux counts pages that it has initialised, which are not quite those in
 * memory. */
void lint_check_linux_total(const struct lint *lint)
{
	phys_addr_t ours = lint->conversion->mb.memory.total_size;
	phys_addr_t theirs = lint->facts->linux_total;
	phys_addr_t difference =
		phys_max(ours, theirs) - phys_min(ours, theirs);

	if (theirs > 0 && difference > 2 * MIB + ours / 64 &&
	    !lint_options_differ(lint))
		lint_map(lint, LINT_LINUX_TOTAL, ours, theirs);
}

void lint_check_crashkernel(const struct lint *lint)
{
	struct range range = lint->facts->crashkernel;
	phys_addr_t inside = lint_covered(&lint->conversion->mb.memory, range);

	if (inside < range.size)
		lint_range(lint, LINT_CRASHKERNEL, range, range.size - inside,
			   range.size);
}
