/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_CONSOLE_OUTPUT_H
#define EFI_CONSOLE_OUTPUT_H

#endif
