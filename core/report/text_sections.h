/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The sections of format=text in the order in which report_text() prints them.
 * Each begins with an empty line and its title; those that say so are left out
 * where they have nothing to say.
 */
#ifndef CORE_REPORT_TEXT_SECTIONS_H
#define CORE_REPORT_TEXT_SECTIONS_H

#include "core/report/parts.h"

/* --- text_sets.c ---------------------------------------------------------- */

/* The regions of the set memory. */
void text_memory(const struct sink *out, const struct memblock *mb);

/* The reservations, each with its owner, and a total for each owner with its
 * lifetime. Reservations of different owners may overlap. */
void text_reserved(const struct sink *out, const struct conversion *conversion);

/* The regions of the set physmap. */
void text_physmap(const struct sink *out, const struct memblock *mb);

/* --- text_excluded.c ------------------------------------------------------ */

/* The ranges of physmap that are not in memory, each with the reason. Left out
 * where there are none. */
void text_excluded(const struct sink *out, const struct conversion *conversion);

/* --- text_rounding.c ------------------------------------------------------ */

/* What page-size= changes compared with 4 KiB. Left out with 4 KiB. */
void text_rounding(const struct sink *out, const struct conversion *conversion);

/* --- text_nodes.c --------------------------------------------------------- */

/* The NUMA nodes, or why the SRAT was rejected. Left out without a SRAT and
 * with numa=off. */
void text_nodes(const struct sink *out, const struct numa *numa);

/* --- text_descriptors.c --------------------------------------------------- */

/* A row for each descriptor, in the order of the map. */
void text_descriptors(const struct sink *out,
		      const struct conversion *conversion);

/* --- text_totals.c -------------------------------------------------------- */

/* A row for each type of descriptor: how many, pages, bytes. */
void text_types(const struct sink *out, const struct conversion *conversion);

/* Sizes of the sets and of free memory. */
void text_totals(const struct sink *out, const struct conversion *conversion);

/* --- text_facts.c --------------------------------------------------------- */

/* What is known of the machine besides its map. Left out where that is
 * nothing. */
void text_facts(const struct sink *out, const struct capture *capture);

/* --- text_findings.c ------------------------------------------------------ */

/* Errors and warnings of core/lint with their descriptors, and the names of the
 * rules that found less (core/report/findings.h). */
void text_findings(const struct sink *out, const struct conversion *conversion);

#endif
