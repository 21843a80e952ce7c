/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The files that a request writes, checked before anything is read.
 */
#ifndef TOOLS_OUTPUTS_H
#define TOOLS_OUTPUTS_H

#include "tools/request.h"

/*
 * Whether -o, save= and save-raw= name different files, and none of the files
 * that are read. false: a message was printed. Devices and pipes may be named
 * more than once.
 */
bool outputs_differ(const struct request *request);

#endif
