/* SPDX-License-Identifier: BSD-2-Clause */
extern const int base_word;
#ifdef __x86_64__
const int base_word = 8;
#else
const int base_word = 4;
#endif
