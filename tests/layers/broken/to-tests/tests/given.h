/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TESTS_GIVEN_H
#define TESTS_GIVEN_H

#endif
