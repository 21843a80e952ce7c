/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/uefi.h"
