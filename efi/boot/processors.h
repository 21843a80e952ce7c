/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processors of the machine, for protocols that start the others for the
 * kernel.
 */
#ifndef EFI_BOOT_PROCESSORS_H
#define EFI_BOOT_PROCESSORS_H

#include "core/firmware/madt.h"
#include "efi/arch/processors.h"
#include "efi/boot/serial.h"
#include "efi/uefi/firmware.h"

/* The rate of cpu_counter() in Hz, which takes up to 10 ms. */
uint64_t processors_counter_rate(const struct firmware *fw);

/*
 * Calls one() for each processor of the MADT that is enabled, in its order, and
 * for this processor also where the MADT does not name it. index is 0 for this
 * processor, and counts the others from 1 on. Returns how often one() returned
 * true.
 */
typedef bool processors_one(void *ctx, const struct madt_processor *cpu,
			    size_t index);
size_t processors_each(const struct acpi_bytes *madt, processors_one *one,
		       void *ctx);
/* How often it calls one(). */
size_t processors_count(const struct acpi_bytes *madt);

/* Says on the serial line that a processor does not answer, so that the kernel
 * is not told of it. */
void processors_say_lost(const struct serial_port *serial, uint64_t id);

#endif
