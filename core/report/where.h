/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is at one physical address.
 */
#ifndef CORE_REPORT_WHERE_H
#define CORE_REPORT_WHERE_H

#include "core/convert/conversion.h"
#include "core/text/print.h"

/*
 * Prints what holds the address: the descriptors, the E820 entry (x86), the
 * region in each set, the owners with their lifetimes, and what lies next to
 * it, as lines of text for people. Any address is valid.
 */
void report_where(const struct sink *out, const struct conversion *conversion,
		  phys_addr_t addr);

#endif
