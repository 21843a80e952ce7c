/* SPDX-License-Identifier: BSD-2-Clause */
#define HEADER "efi/app.h"
#include HEADER
