/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/options/parse.h"
#include "core/text/words.h"
