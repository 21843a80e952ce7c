/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>

size_t text_length(const char *text);

size_t text_length(const char *text)
{
	return strlen(text);
}
