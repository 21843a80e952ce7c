/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef CORE_TEXT_WORDS_H
#define CORE_TEXT_WORDS_H

#endif
