/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The switches of the commands that read maps.
 */
#ifndef TOOLS_SWITCHES_H
#define TOOLS_SWITCHES_H

#include "tools/arguments.h"
#include "tools/request.h"

/* Enters a switch, or a switch that lacks its value, into the request. false: a
 * message was printed. */
bool switches_take(struct request *request, const struct argument *argument);

/* Does the address in name=value begin with 0 and another digit? memparse()
 * would take it as octal, but logs print hexadecimal addresses in that way. If
 * so, a message was printed. */
bool switches_refuse_octal(const struct request *request, const char *name,
			   const char *value);

#endif
