/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/console/output.h"
