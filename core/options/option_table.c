/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All options. docs/options.md describes them at length, and `make check`
 * compares names, values and help texts.
 */
#include "core/options/option_table.h"

/* In the order of their enums. */
static const char *const mem_kinds[] = { "address", "amount", NULL };
static const char *const profiles[] = { "linux-x86", "linux-arm64", NULL };
static const char *const formats[] = { "text", "linux", "e820",
				       "csv",  "json",  NULL };
static const char *const exits[] = { "return", "poweroff", "reset", "wait",
				     NULL };
/* Each four times the one before. */
static const char *const page_sizes[] = { "4K", "16K", "64K", NULL };
static const char *const efi_words[] = { "nosoftreserve", NULL };
static const char *const kernelcores[] = { "mirror", NULL };
static const char *const numa_words[] = { "off", NULL };
/* ROAD_AUTO is the default. */
static const char *const roads[] = { "auto", "stub", "direct", NULL };
/* As enum protocol. */
static const char *const protocols[] = { "auto",   "multiboot2", "multiboot",
					 "pvh",    "limine",     "linux",
					 "native", NULL };
/* As enum view_choice. */
static const char *const views[] = { "auto", "explorer", "report", NULL };
static const char *const on_off[] = { "on", "off", NULL };

const char *format_name(enum format format)
{
	return formats[format];
}

#define FIELD(name) offsetof(struct options, name)

const struct option option_table[] = {
	{ "mem", OPTION_MEM, 0, NULL, "SIZE[KMGTPE]",
	  "cap memory, as Linux's mem=" },
	{ "mem-kind", OPTION_CHOICE, FIELD(settings.mem_kind), mem_kinds, NULL,
	  "what mem= counts: addresses (x86) or bytes (arm64)" },
	{ "memmap", OPTION_MEMMAP, 0, NULL, "EDIT[,EDIT...]",
	  "edit the map, as Linux's memmap= on x86: exactmap,\n"
	  "SIZE@BASE usable, SIZE#BASE ACPI,\n"
	  "SIZE$BASE reserved, SIZE!BASE persistent,\n"
	  "SIZE%BASE-OLD+NEW any types, SIZE a cap" },
	{ "profile", OPTION_CHOICE, FIELD(settings.profile), profiles, NULL,
	  "which rules turn the map into sets" },
	{ "page-size", OPTION_PAGE_SIZE, FIELD(settings.page_size), page_sizes,
	  NULL, "pages of the kernel on arm64: what rounding changes" },
	{ "efi", OPTION_NO, FIELD(settings.soft_reserve), efi_words, NULL,
	  "treat special purpose memory as memory" },
	{ "kernelcore", OPTION_YES, FIELD(settings.mirror), kernelcores, NULL,
	  "mark mirrored memory" },
	{ "add_efi_memmap", OPTION_YES, FIELD(settings.add_efi_memmap), NULL,
	  NULL, "add the EFI map to the E820 table, as Linux on x86" },
	{ "numa", OPTION_NO, FIELD(settings.numa), numa_words, NULL,
	  "ignore the firmware's SRAT: memory has no nodes" },
	{ "format", OPTION_CHOICE, FIELD(report.format), formats, NULL,
	  "for reading, as memblock=debug, as BIOS-e820,\n"
	  "or for programs" },
	{ "save", OPTION_TEXT, FIELD(save), NULL, "PATH",
	  "also write what is printed to a file on this volume" },
	{ "save-raw", OPTION_TEXT, FIELD(save_raw), NULL, "PATH",
	  "also write the firmware's map as it is" },
	{ "save-all", OPTION_YES, FIELD(save_all), NULL, NULL,
	  "save text, JSON and raw map in \\maps, under a name\n"
	  "made of machine, BIOS version and a new number" },
	{ "timeout", OPTION_SECONDS, FIELD(timeout), NULL, "SECONDS",
	  "without a key so long: save-all, then power off" },
	{ "kernel", OPTION_TEXT, FIELD(kernel), NULL, "PATH",
	  "load this kernel and enter it; prints a report\n"
	  "only if format= is given" },
	{ "module", OPTION_MODULE, 0, NULL, "PATH[,NAME]",
	  "also load this file for the kernel; any number;\n"
	  "\"PATH,NAME -- CMDLINE\" gives it a command line" },
	{ "initrd", OPTION_INITRD, 0, NULL, "PATH",
	  "load this initrd; several are joined in their order" },
	{ "protocol", OPTION_CHOICE, FIELD(protocol), protocols, NULL,
	  "the kernel's boot protocol, if there are several" },
	{ "road", OPTION_CHOICE, FIELD(road), roads, NULL,
	  "start Linux by its EFI stub, or directly (x86)" },
	{ "kaslr", OPTION_YES, FIELD(kaslr), on_off, NULL,
	  "run a PIE of our protocol at a random address" },
	{ "exceptions", OPTION_YES, FIELD(exceptions), on_off, NULL,
	  "explain a crash of our protocol's kernels" },
	{ "reserve_mem", OPTION_RESERVE_MEM, 0, NULL, "SIZE:ALIGN:NAME",
	  "reserve memory that the kernel finds by its name" },
	{ "view", OPTION_CHOICE, FIELD(view), views, NULL,
	  "explore the map with keys, or print a report; by\n"
	  "default the former where there is somebody to do so" },
	{ "pause", OPTION_YES, FIELD(pause), on_off, NULL,
	  "stop at each full screen" },
	{ "exit", OPTION_CHOICE, FIELD(exit), exits, NULL,
	  "what to do at the end" },
	{ "frame", OPTION_TEXT, FIELD(frame), NULL, "TOKEN",
	  "for scripts: on the serial line, print TOKEN begin\n"
	  "and TOKEN end STATUS around the output" },
	{ "help", OPTION_YES, FIELD(help), NULL, NULL, "print this text" },
	{ "version", OPTION_YES, FIELD(version), NULL, NULL,
	  "print the version" },
	{ NULL, OPTION_YES, 0, NULL, NULL, NULL },
};
