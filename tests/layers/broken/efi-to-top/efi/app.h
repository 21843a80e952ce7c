/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef EFI_APP_H
#define EFI_APP_H

#endif
