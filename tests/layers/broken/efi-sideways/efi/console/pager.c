/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/config/cmdline.h"
