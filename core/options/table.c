/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which options there are. docs/options.md says the same at length, and
 * `make check` compares the names and values.
 */
#include "core/options/table.h"

static void set_mem_kind(struct options *options, unsigned int value)
{
	options->mem_kind = (enum mem_kind)value;
}

static void set_profile(struct options *options, unsigned int value)
{
	options->profile = (enum profile)value;
}

/* The values are four times one another. */
static void set_page_size(struct options *options, unsigned int value)
{
	options->page_size = (uint32_t)PAGE_SIZE_4K << 2 * value;
}

static void set_efi(struct options *options, unsigned int value)
{
	(void)value;
	options->soft_reserve = false;
}

static void set_kernelcore(struct options *options, unsigned int value)
{
	(void)value;
	options->mirror = true;
}

static void set_add_efi_memmap(struct options *options, unsigned int value)
{
	options->add_efi_memmap = value;
}

static void set_numa(struct options *options, unsigned int value)
{
	(void)value;
	options->numa = false;
}

static void set_format(struct options *options, unsigned int value)
{
	options->format = (enum format)value;
}

static void set_exit(struct options *options, unsigned int value)
{
	options->exit = (enum exit_action)value;
}

static void set_pause(struct options *options, unsigned int value)
{
	options->pause = value == 0;
}

static void set_help(struct options *options, unsigned int value)
{
	options->help = value;
}

static void set_version(struct options *options, unsigned int value)
{
	options->version = value;
}

static const char **text_save(struct options *options)
{
	return &options->save;
}

static const char **text_save_raw(struct options *options)
{
	return &options->save_raw;
}

static const char **text_frame(struct options *options)
{
	return &options->frame;
}

static const char **text_kernel(struct options *options)
{
	return &options->kernel;
}

/* In the order of their enums. */
static const char *const mem_kinds[] = { "address", "amount", NULL };
static const char *const profiles[] = { "linux-x86", "linux-arm64", NULL };
static const char *const page_sizes[] = { "4K", "16K", "64K", NULL };
static const char *const efi_words[] = { "nosoftreserve", NULL };
static const char *const kernelcores[] = { "mirror", NULL };
static const char *const numa_words[] = { "off", NULL };
static const char *const formats[] = { "text", "linux", "e820",
				       "csv",  "json",	NULL };
static const char *const exits[] = { "return", "poweroff", "reset", "wait",
				     NULL };
static const char *const on_off[] = { "on", "off", NULL };

const char *format_name(enum format format)
{
	return formats[format];
}

const struct option option_table[] = {
	{ "mem", OPTION_MEM, NULL, "SIZE[KMGTPE]", NULL, NULL,
	  "cap memory, as Linux's mem=" },
	{ "mem-kind", OPTION_CHOICE, mem_kinds, NULL, set_mem_kind, NULL,
	  "what mem= counts: addresses (x86) or bytes (arm64)" },
	{ "memmap", OPTION_MEMMAP, NULL, "EDIT[,EDIT...]", NULL, NULL,
	  "edit the map, as Linux's memmap= on x86: exactmap,\n"
	  "SIZE@BASE usable, SIZE#BASE ACPI,\n"
	  "SIZE$BASE reserved, SIZE!BASE persistent,\n"
	  "SIZE%BASE-OLD+NEW any types, SIZE a cap" },
	{ "profile", OPTION_CHOICE, profiles, NULL, set_profile, NULL,
	  "whose rules turn the map into sets" },
	{ "page-size", OPTION_CHOICE, page_sizes, NULL, set_page_size, NULL,
	  "pages of the kernel on arm64: what rounding changes" },
	{ "efi", OPTION_CHOICE, efi_words, NULL, set_efi, NULL,
	  "take special purpose memory as memory" },
	{ "kernelcore", OPTION_CHOICE, kernelcores, NULL, set_kernelcore,
	  NULL, "mark mirrored memory" },
	{ "add_efi_memmap", OPTION_SWITCH, NULL, NULL, set_add_efi_memmap,
	  NULL, "add the EFI map to the E820 table, as Linux on x86" },
	{ "numa", OPTION_CHOICE, numa_words, NULL, set_numa, NULL,
	  "ignore the firmware's SRAT: memory has no nodes" },
	{ "format", OPTION_CHOICE, formats, NULL, set_format, NULL,
	  "for people, as memblock=debug, as BIOS-e820,\n"
	  "or for programs" },
	{ "save", OPTION_TEXT, NULL, "PATH", NULL, text_save,
	  "also write what is printed to a file on this volume" },
	{ "save-raw", OPTION_TEXT, NULL, "PATH", NULL, text_save_raw,
	  "also write the firmware's map as it is" },
	{ "kernel", OPTION_TEXT, NULL, "PATH", NULL, text_kernel,
	  "load this ELF file and enter it; no report then\n"
	  "unless format= is given" },
	{ "module", OPTION_MODULE, NULL, "PATH[,NAME]", NULL, NULL,
	  "also load this file for the kernel; any number" },
	{ "reserve_mem", OPTION_RESERVE_MEM, NULL, "SIZE:ALIGN:NAME", NULL,
	  NULL, "reserve memory that the kernel finds by a name" },
	{ "pause", OPTION_CHOICE, on_off, NULL, set_pause, NULL,
	  "stop at each full screen" },
	{ "exit", OPTION_CHOICE, exits, NULL, set_exit, NULL,
	  "what to do at the end" },
	{ "frame", OPTION_TEXT, NULL, "TOKEN", NULL, text_frame,
	  "for scripts: on the serial line, print TOKEN begin\n"
	  "and TOKEN end STATUS around the output" },
	{ "help", OPTION_SWITCH, NULL, NULL, set_help, NULL,
	  "print this text" },
	{ "version", OPTION_SWITCH, NULL, NULL, set_version, NULL,
	  "print the version" },
	{ NULL, OPTION_SWITCH, NULL, NULL, NULL, NULL, NULL },
};
