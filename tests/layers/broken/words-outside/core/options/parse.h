/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef CORE_OPTIONS_PARSE_H
#define CORE_OPTIONS_PARSE_H

#endif
