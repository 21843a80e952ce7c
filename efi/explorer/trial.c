/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/explorer/trial.h"

#include "core/base/cstring.h"

static bool convert_it(struct trial *trial, const struct capture *capture,
		       const struct sink *err)
{
	const struct convert_settings *settings = &trial->options.settings;
	size_t len = convert_space(capture, settings);
	int error;

	trial->space_pages = fw_pages_for(len);
	trial->space = len ? fw_pages(trial->fw, trial->space_pages) : NULL;
	if (!trial->space) {
		loader_oom(err, "Converting the memory map", len);
		return false;
	}
	error = convert(&trial->conversion, capture, settings, trial->space,
			len);
	if (error)
		print(err, "It cannot be converted: %s.\n",
		      core_strerror(error));
	return error == CORE_OK;
}

bool trial_make(struct trial *ret, const struct firmware *fw,
		const struct cmdline *cmdline, const struct capture *capture,
		const char *words, const struct sink *err)
{
	*ret = (struct trial){ .fw = fw };
	str_copy(ret->text, sizeof(ret->text), words);
	if (!fw_failed(cmdline_again(&ret->options, &ret->lists, cmdline,
				     ret->text, capture->profile, err)) &&
	    convert_it(ret, capture, err))
		return true;
	trial_free(ret);
	return false;
}

void trial_forget_map(struct trial *trial)
{
	fw_free_pages(trial->fw, trial->space, trial->space_pages);
	trial->space = NULL;
}

void trial_free(struct trial *trial)
{
	trial_forget_map(trial);
	fw_free(trial->fw, trial->lists);
	*trial = (struct trial){ 0 };
}
