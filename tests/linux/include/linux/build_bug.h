/* SPDX-License-Identifier: BSD-2-Clause */
#define BUILD_BUG_ON(condition) _Static_assert(!(condition), "BUILD_BUG_ON")
