/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The options of memblock.efi and of the host program as values. Words become
 * values in core/options/parse.h; everybody else needs only this header.
 */
#ifndef CORE_OPTIONS_OPTIONS_H
#define CORE_OPTIONS_OPTIONS_H

#include "core/convert/settings.h"
#include "core/report/request.h"
#include "core/text/print.h"

/* exit=: what memblock.efi does at its end. */
enum exit_action {
	EXIT_RETURN,
	EXIT_POWEROFF,
	EXIT_RESET,
	EXIT_WAIT, /* for a key, then return */
};

/* protocol=: what the kernel is made for. */
enum protocol {
	PROTOCOL_AUTO, /* by the contents of its file */
	PROTOCOL_MULTIBOOT2,
	PROTOCOL_MULTIBOOT,
	PROTOCOL_PVH,
	PROTOCOL_LIMINE,
	PROTOCOL_LINUX,
	PROTOCOL_NATIVE, /* our own */
};

/* road=: how Linux is started. */
enum road {
	ROAD_AUTO, /* directly where that keeps a promise, else by the stub */
	ROAD_STUB,
	ROAD_DIRECT,
};

/* view=: how memblock.efi shows the map. */
enum view_choice {
	VIEW_CHOICE_AUTO, /* the explorer, where a person can be there */
	VIEW_CHOICE_EXPLORER,
	VIEW_CHOICE_REPORT,
};

/* module=PATH[,NAME][ -- CMDLINE]; initrd=PATH is a module with the name
 * "initrd". */
struct option_module {
	const char *path; /* not empty */
	const char *name; /* not empty; by default the path's last component */
	const char *cmdline; /* NULL without */
};

/* reserve_mem=SIZE:ALIGN:NAME, as Linux's (mm/memblock.c reserve_mem()) */
struct option_reserve_mem {
	phys_addr_t size;    /* bytes, whole pages of 4 KiB */
	phys_addr_t align;   /* bytes, a power of two, a page or more */
	const char *name;    /* 1 to 15 characters */
	const char *written; /* SIZE:ALIGN:NAME as in the word */
};

/* There is no timeout=. */
#define NO_TIMEOUT UINT32_MAX

struct options {
	struct convert_settings settings;
	struct report_request report;
	bool format_given;    /* there is a format=, be it format=text */
	const char *save;     /* path, NULL without */
	const char *save_raw; /* path, NULL without */
	bool save_all;        /* text, JSON and raw map under a new name */
	unsigned int timeout; /* seconds, or NO_TIMEOUT */
	enum exit_action exit;
	const char *frame; /* token, NULL without */
	bool pause;
	enum view_choice view;
	const char *entry;    /* of memblock.cfg, NULL without */
	const char *fallback; /* default=: likewise */
	bool help;
	bool version;
	const char *kernel; /* path, NULL without */
	enum protocol protocol;
	enum road road;
	bool kaslr;      /* a PIE of our protocol runs at a random address */
	bool exceptions; /* a crash of the kernel is explained */
	bool smp;       /* all processors are started for one of our protocol */
	bool overwrite; /* a kernel may lie where the firmware has its own */
	/* In the order of their words. */
	const struct option_module *modules;
	size_t module_cnt;
	const struct option_reserve_mem *reserve_mems;
	size_t reserve_mem_cnt;
	/* For options_for_machine(). */
	bool profile_given;
	bool mem_kind_given;
	struct report_word page_size; /* the word page-size=, NULL without */
};

/* "text", "linux", ...: the value of format= that stands for it. */
const char *format_name(enum format format);

/* The help text: usage, for instance "memblock.efi [OPTION...]", then what
 * the program does, as a sentence, and a row for each option. What follows "--"
 * is the caller's to explain. */
void options_help(const struct sink *out, const char *usage, const char *what);

#endif
