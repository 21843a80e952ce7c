/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>

#define ksft_test_result_pass(...) (printf("ok "), printf(__VA_ARGS__))
#define ksft_test_result_fail(...) (printf("not ok "), printf(__VA_ARGS__))
