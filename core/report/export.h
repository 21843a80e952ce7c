/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Maps in the forms that other programs take.
 */
#ifndef CORE_REPORT_EXPORT_H
#define CORE_REPORT_EXPORT_H

#include "core/convert/conversion.h"
#include "core/text/print.h"

/* Words for the command line of Linux on x86 that replace the firmware's map by
 * this table, one a line: memmap=exactmap, then one for each row
 * (parse_memmap_one()). */
void export_memmap(const struct sink *out, const struct e820_table *table);

/*
 * A Device Tree source with the same memory (Devicetree Specification 0.4, 3.4
 * and 3.5): memory nodes with physmap, one for each NUMA node, and
 * reserved-memory with what is not the kernel's memory (no-map) and what is
 * reserved, with its owner as the name of the node.
 */
void export_dts(const struct sink *out, const struct conversion *conversion);

/* A command line of QEMU, for a shell, for a machine with as much RAM, divided
 * at 4 GiB and between nodes as here. Comments say what it lacks. */
void export_qemu(const struct sink *out, const struct conversion *conversion);

#endif
