/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Single descriptors, where types and attributes are not enough.
 */
#include "core/lint/lint_internal.h"

void lint_check_virtual(const struct lint *lint, const struct lint_desc *one)
{
	if (one->desc.virt_addr != 0)
		lint_row(lint, LINT_VIRTUAL, one->row, one->desc.virt_addr);
}
