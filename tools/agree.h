/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether the words of a request fit each other, checked before a map is read.
 */
#ifndef TOOLS_AGREE_H
#define TOOLS_AGREE_H

#include "tools/request.h"

/*
 * Nothing that was asked for would be without effect, and -o, save= and
 * save-raw= name different files, none of them one that is read; devices and
 * pipes may be named more than once. false: a message was printed.
 */
bool request_agrees(const struct request *request);

#endif
