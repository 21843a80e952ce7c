/* SPDX-License-Identifier: BSD-2-Clause */
#include "ovmf/kernel/machine.h"
