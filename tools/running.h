/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table that memblock.efi left for the Linux that is running: a node of
 * setup_data, or an EFI variable (docs/linux.md).
 */
#ifndef TOOLS_RUNNING_H
#define TOOLS_RUNNING_H

/*
 * Looks for it below sysfs, which is "/sys", and prints its path, its contents
 * and whether it is valid, as `memblock check` does. Returns the exit status;
 * without a table STATUS_FAILED, after a message.
 */
int running_print(const char *sysfs);

#endif
