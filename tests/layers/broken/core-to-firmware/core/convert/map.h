/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef CORE_CONVERT_MAP_H
#define CORE_CONVERT_MAP_H

#include "efi/uefi/firmware.h"

#endif
