/* SPDX-License-Identifier: BSD-2-Clause */
int base_count = 1;
