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

#endif
