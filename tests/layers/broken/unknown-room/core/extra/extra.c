/* SPDX-License-Identifier: BSD-2-Clause */
extern const int extra;
const int extra = 1;
