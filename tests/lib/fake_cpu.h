/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * efi/arch/cpu.h for host tests: entering a kernel and halting return as
 *
 *	switch (setjmp(fake_cpu.back)) {
 *	case 0: status = efi_main(...); break;
 *	case FAKE_CPU_ENTERED: ...
 */
#ifndef TESTS_LIB_FAKE_CPU_H
#define TESTS_LIB_FAKE_CPU_H

#include <setjmp.h>

#include "efi/arch/cpu.h"
#include "efi/arch/cpu_32.h"
#include "efi/arch/crash.h"
#include "efi/arch/limine.h"
#include "efi/arch/linux.h"
#include "efi/arch/processors.h"

/* Processors of which more than the number is known. */
#define FAKE_CPU_STARTED 8

/* The processor as a Limine kernel finds it, and what was done to it. */
struct fake_limine {
	/* What the processor is. */
	bool five_levels;
	bool rate_unknown; /* the one of cpu_counter() must be measured */
	uint32_t mode;
	/* This processor's ID is 0. The one that is dead does not start; 0: all
	 * do. */
	uint64_t dead;
	/* What was done. */
	struct cpu_limine made;
	bool silent;
	struct cpu_limine_settings settings;
	struct cpu_limine_tables tables;
	struct cpu_limine_ap parked[4]; /* as fake_cpu.started */
	uint64_t entry, stack;
};

enum { FAKE_CPU_ENTERED = 1, FAKE_CPU_STOPPED, FAKE_CPU_SERVICES };
#define FAKE_CPU_TEXT 4096

struct fake_cpu {
	uint64_t random; /* of cpu_random(); 0: it has none */
	struct cpu_page_tables tables;
	jmp_buf back;
	const struct paging_format *format;
	const void *trampoline;
	struct cpu_entry entry;
	struct linux_entry linux_entry;
	struct fake_limine limine;
	/* Other processors than the first, by cpu_start(). */
	struct {
		struct cpu_start how;
		struct cpu_entry entry;
	} started[FAKE_CPU_STARTED];
	size_t started_cnt;
	struct cpu_entry_32 entry_32; /* of cpu_enter_services(), too */
	struct cpu_copy copies[CPU_COPIES];
	size_t copy_cnt;
	uint32_t flags;
	/* Empty: no crash is explained. */
	struct range crash_code;
	/* After a crash: no key is pressed, and a second passes at each look;
	 * the rate of the counter is not known; resets. */
	bool crash_no_key, crash_no_rate;
	unsigned int crash_looks, crash_resets;
	/* What was installed. */
	struct fake_crash {
		void *trampoline, *room;
		uint64_t processor;
	} crashes[4];
	size_t crash_cnt;
	cpu_crash_handler *crash_handler;
	void *crash_ctx;
	/* What cpu_sync_caches() was called for. */
	struct {
		const void *base;
		size_t size;
	} synced[4];
	size_t synced_cnt;
	uint16_t port, status;    /* last port written, and last one read */
	char said[FAKE_CPU_TEXT]; /* text written to ports, without CRs */
	size_t len;
	size_t returns; /* CRs */
};
extern struct fake_cpu fake_cpu;

#endif
