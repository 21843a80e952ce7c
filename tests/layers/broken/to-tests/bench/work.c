/* SPDX-License-Identifier: BSD-2-Clause */
#include "tests/given.h"
