/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Options and switches that are given more than once, of which only the last
 * one counts (docs/options.md).
 */
#ifndef TOOLS_REPEATED_H
#define TOOLS_REPEATED_H

#include "tools/arguments.h"
#include "tools/request.h"

/* A note that the word replaces an earlier one. */
void repeated_note(const struct request *request, const char *word);

/* A note for each option that is repeated, except lists such as memmap=. */
void repeated_options(const struct request *request);

/* Before a switch is taken: a note if it replaces a value. */
void repeated_switch(struct request *request, const struct argument *argument);

#endif
