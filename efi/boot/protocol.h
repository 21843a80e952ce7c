/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A boot protocol: how the kernels of a format are recognised and loaded, what
 * they are told about the machine, and in what state they are entered. Each is
 * one file or folder beside native/ and one row in protocols.c.
 *
 * boot.c takes the steps in this order:
 *
 *	recognise, plan, place    the kernel, from its file (reader.h)
 *	                          modules and reserve_mem=, alike for all
 *	describe, enter           the machine
 *
 * What several protocols need is in this folder: memory for the kernel
 * (placement.h), page tables (mappings.h), the final memory map (final_map.h),
 * the trampoline (efi/arch/cpu.h), ELF files (elf/).
 */
#ifndef EFI_BOOT_PROTOCOL_H
#define EFI_BOOT_PROTOCOL_H

#include "core/options/options.h"
#include "core/table/write.h"
#include "efi/boot/boot_map.h"
#include "efi/boot/fetch.h"
#include "efi/boot/final_map.h"
#include "efi/boot/placement.h"
#include "efi/boot/serial.h"
#include "efi/uefi/facts.h"

/* A protocol calls placement_take() at most this often. */
#define BOOT_PROTOCOL_RANGES 6

struct boot_protocol;

/* A boot in progress. */
struct boot {
	const struct firmware *fw;
	const struct options *options; /* kernel is not NULL */
	const struct sink *say;        /* progress */
	const struct sink *err;
	struct boot_map map; /* as it was before anything was placed; from
			      * plan() on */
	struct placement placement;
	struct fetch fetch;           /* for files beside the kernel's */
	struct fetch_file file;       /* kernel= */
	struct table_module *modules; /* module=, in the order of the user */
	struct fetch_file *module_files;
	size_t module_cnt;
	const struct boot_protocol *protocol;
	void *state; /* the protocol's own */
	/* From describe() on: what kernels are told about the machine. */
	struct table_facts facts;
	struct mbt_framebuffer framebuffers[FACTS_FRAMEBUFFERS];
	uint8_t edid[FACTS_EDID];
	struct mbt_boot origin;
	struct serial_port serial;
	struct mbt_serial serial_entry;
	struct final_map final;
	/* Where the kernel is, if it overwrites what the firmware keeps: memory
	 * in its map, whatever the firmware says. */
	struct range overwritten;
};

/* A step that fails has written one sentence to boot->err. What it has
 * allocated other than with placement_take() it frees itself. */
struct boot_protocol {
	/* The value of protocol= that asks for it. */
	enum protocol id;
	/* What its kernels are, for messages: "an ELF file". */
	const char *name;
	/* How much more often than BOOT_PROTOCOL_RANGES it calls
	 * placement_take(). */
	size_t more_ranges;
	/* Bytes of boot->state, which plan() finds zeroed. */
	size_t state_size;
	/* Under Secure Boot the protocol starts only what the firmware has
	 * verified, and refuses everything else in plan(). Kernels of other
	 * protocols are refused by boot.c. */
	bool verifies;
	/* place() reads the files of module= as well; else each of them lies
	 * in memory by itself. */
	bool reads_modules;
	/* The kernel unpacks files of module= itself; others get those that
	 * gzip has compressed unpacked. */
	bool unpacks_modules;
	/* Modules lie as low as possible, not as high as possible. */
	bool modules_low;

	/* Whether the file is a kernel for this protocol, by its head[] and
	 * size, or by what its headers point to. Whether it is a sound one is
	 * for plan() to say. */
	bool (*recognise)(struct reader *file);
	/* What protocol= may choose it for as well, since recognise() does not
	 * look everywhere; NULL: nothing else. */
	bool (*accepts)(struct reader *file);
	/* Reads and checks headers and decides what the kernel needs, and where
	 * nothing else may lie (placement_avoid()). */
	struct fw_status (*plan)(struct boot *boot, struct reader *file);
	/* Takes the kernel's memory and reads the file into it. */
	struct fw_status (*place)(struct boot *boot, struct reader *file);
	/* Builds what the kernel will find, and sets aside the room for what
	 * depends on the final memory map. */
	struct fw_status (*describe)(struct boot *boot);
	/* Leaves boot services (final_map_leave()), unless the protocol keeps
	 * them, completes the description and enters the kernel. Returns only
	 * while boot services are available. */
	struct fw_status (*enter)(struct boot *boot);
	/* Frees what the state refers to, after a failure of any step and when
	 * a kernel has returned; NULL: there is nothing. */
	void (*release)(struct boot *boot);
};

#endif
