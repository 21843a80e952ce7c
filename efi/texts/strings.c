/* SPDX-License-Identifier: BSD-2-Clause */
/* What takes the place in memblock.efi of the files that have its compressed
 * texts; tests on the host have those. */
#include "core/base/cstring.h"
#include "core/lint/strings.h"
#include "core/screen/explorer_internal.h"
#include "efi/texts/help.h"
#include "efi/texts/phrases.h"
#include "efi/texts/texts.h"

/* In the order of mk/texts.c. */
enum text {
	TEXT_EXPLORER,
	TEXT_HELP,
#define PHRASES(function, type, count) \
	TEXT_##function, TEXT_END_##function = TEXT_##function + (count)-1,
#include "efi/texts/phrases.def"
#undef PHRASES
};

const char *lint_string(size_t offset)
{
	return texts_at(offset);
}

/* The text of that number after those of rules. */
static const char *text(size_t number)
{
	const char *at = texts_at(sizeof(struct lint_strings));

	/* The first one is not empty, except without memory. */
	if (*at)
		for (; number > 0; number--)
			at += str_len(at) + 1;
	return at;
}

const char *explorer_help(void)
{
	return text(TEXT_EXPLORER);
}

void help_print(const struct sink *out)
{
	print_str(out, text(TEXT_HELP));
}

#define PHRASES(function, type, count)                \
	const char *function(type index)              \
	{                                             \
		return text(TEXT_##function + index); \
	}
#include "efi/texts/phrases.def"
#undef PHRASES
