/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the profile decides, which may be known only after the words.
 */
#include "core/options/reader.h"

/* Which of several mem= counts: the smallest address as in Linux on x86, the
 * last amount as on arm64. */
static void settle_mem(struct convert_settings *settings)
{
	for (size_t i = 0; i < settings->edit_cnt; i++) {
		const struct e820_edit *edit = &settings->edits[i];

		if (edit->from_mem && (settings->mem_kind == MEM_AMOUNT ||
				       edit->base < settings->mem))
			settings->mem = edit->base;
	}
}

/* memmap= is for x86, page-size= for arm64. NULL: neither is there in vain. */
static const struct report_word *misplaced(const struct options *options)
{
	const struct report_request *report = &options->report;

	if (options->settings.profile == PROFILE_LINUX_X86)
		return options->settings.page_size != PAGE_SIZE_4K
			       ? &options->page_size
			       : NULL;
	for (size_t i = 0; i < report->edit_cnt; i++) {
		if (word_value(report->edits[i].word, "memmap"))
			return &report->edits[i];
	}
	return NULL;
}

int options_for_machine(struct options *options, enum profile machine,
			struct option_fault *ret_fault)
{
	struct convert_settings *settings = &options->settings;
	const struct report_word *wrong;

	if (!options->profile_given)
		settings->profile = machine;
	if (!options->mem_kind_given)
		settings->mem_kind = mem_kind_of(settings->profile);
	settle_mem(settings);
	wrong = misplaced(options);
	if (wrong == NULL)
		return CORE_OK;
	*ret_fault = (struct option_fault){
		.problem = OPTION_PROFILE,
		.word = wrong->word,
		.at = wrong->word + word_name_length(wrong->word) + 1,
		.source = wrong->source,
	};
	options_default(options);
	return CORE_EINVAL;
}

int options_parse(struct options *ret, const struct option_source *sources,
		  size_t count, enum profile machine, void *space, size_t len,
		  struct option_fault *ret_fault)
{
	int status = options_read(ret, sources, count, space, len, ret_fault);

	return status ? status : options_for_machine(ret, machine, ret_fault);
}
