/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/boot/linux/cmdline.h"

#include "core/base/cstring.h"

/* Each word is followed by a space. Ours are first: after a -- of the user they
 * would be arguments of init. */
static void print_edits(const struct sink *out, const struct options *options)
{
	const struct report_request *report = &options->report;

	for (size_t i = 0; i < report->edit_cnt; i++)
		print(out, "%s ", report->edits[i].word);
}

/* mem= of a map that has the edits already: memmap= may have put memory above
 * the last mem=, which Linux would take away again. */
static uint64_t edited_limit(const struct convert_settings *settings)
{
	uint64_t limit = settings->mem;

	for (size_t i = 0; i < settings->edit_cnt; i++) {
		const struct e820_edit *edit = &settings->edits[i];

		if (edit->from_mem)
			limit = settings->mem;
		else if (edit->to == E820_RAM)
			limit = phys_max(limit, edit->base + edit->size);
	}
	return limit;
}

void linux_cmdline(const struct sink *out, const struct options *options,
		   bool edited)
{
	const struct convert_settings *settings = &options->settings;

	if (!edited)
		print_edits(out, options);
	else if (settings->mem != MEM_NONE)
		print(out, "mem=0x%jx ", (uintmax_t)edited_limit(settings));
	if (!edited && settings->add_efi_memmap)
		print_str(out, "add_efi_memmap ");
	if (!settings->soft_reserve)
		print_str(out, "efi=nosoftreserve ");
	if (settings->mirror)
		print_str(out, "kernelcore=mirror ");
	if (!settings->numa)
		print_str(out, "numa=off ");
	if (options->report.arguments)
		print_str(out, options->report.arguments);
}

bool linux_cmdline_check(const struct options *options, enum profile own,
			 const struct sink *err)
{
	const struct convert_settings *settings = &options->settings;

	if (settings->profile != own) {
		print(err,
		      "profile=%s is not for this kernel, which follows %s; "
		      "leave it out.\n",
		      profile_name(settings->profile), profile_name(own));
		return false;
	}
	if (settings->mem != MEM_NONE &&
	    settings->mem_kind != mem_kind_of(own)) {
		print(err,
		      "mem-kind=%s cannot be passed to this kernel, whose mem= "
		      "counts %s; leave it out.\n",
		      settings->mem_kind == MEM_AMOUNT ? "amount" : "address",
		      settings->mem_kind == MEM_AMOUNT ? "addresses" : "bytes");
		return false;
	}
	return true;
}

/* Up to a word --, which ends the kernel's own arguments. */
bool linux_cmdline_has(const struct options *options, const char *name)
{
	const char *at = options->report.arguments;
	size_t len = str_len(name);

	for (bool begin = true; at && *at != '\0'; at++) {
		if (begin && memcmp(at, "--", 2) == 0 &&
		    (at[2] == '\0' || at[2] == ' '))
			return false;
		if (begin && str_starts(at, name) && at[len] == '=')
			return true;
		begin = *at == ' ' || *at == '\t';
	}
	return false;
}
