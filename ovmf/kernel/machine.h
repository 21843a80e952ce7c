/* SPDX-License-Identifier: BSD-2-Clause */
/* What the example kernel needs from its machine. */
#ifndef OVMF_KERNEL_MACHINE_H
#define OVMF_KERNEL_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes text to the serial port. */
void machine_write(void *ctx, const char *text, size_t len);

/* Whether to report this exception: only the first one, and none during
 * shutdown, because a method that the machine lacks raises an exception. */
bool machine_tells(void);

/* Exits QEMU; status 0 is success. Other machines halt or power off. */
_Noreturn void machine_end(int status);

/* Stops this processor for good. */
_Noreturn void machine_stop(void);

/* The ID of this processor, as in MBT_PROCESSORS. */
uint64_t machine_self(void);

/* Registers that are the same on all processors at their entry. */
#define MACHINE_STATE 8
void machine_state(uint64_t ret[MACHINE_STATE]);

/* Calls a runtime service of the firmware; returns its EFI status. */
uint64_t machine_service(uint64_t function, uint64_t a, uint64_t b, uint64_t c,
			 uint64_t d);

/* An entry of a page table; level 1 maps pages of 4 KiB. */
struct machine_rights {
	bool write, execute;
};
struct machine_entry {
	bool present;
	bool table;                   /* address is that of a table */
	uint64_t address;             /* physical */
	struct machine_rights rights; /* of a table: what is below may have */
};
struct machine_entry machine_read_entry(uint64_t entry, unsigned int level);

#endif
