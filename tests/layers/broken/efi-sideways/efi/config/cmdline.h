/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_CONFIG_CMDLINE_H
#define EFI_CONFIG_CMDLINE_H

#endif
