/* SPDX-License-Identifier: BSD-2-Clause */
/* core/base/status.c: each code has a text. */
#include "tests/lib/test.h"

#include "core/base/status.h"

TEST(each_code_has_a_phrase_of_its_own)
{
	static const int codes[] = {
		CORE_OK,     CORE_EINVAL, CORE_EWRAP,   CORE_ENOENT,
		CORE_ENOSPC, CORE_ENOMEM, CORE_EFORMAT, CORE_EVERSION,
		CORE_EBUG,   12345,
	};
	enum { COUNT = sizeof(codes) / sizeof(*codes) };

	for (int i = 0; i < COUNT; i++) {
		const char *phrase = core_strerror(codes[i]);

		assert_true(*phrase && phrase[strlen(phrase) - 1] != '.');
		for (int j = 0; j < i; j++)
			assert_string_not_equal(phrase,
						core_strerror(codes[j]));
	}
	assert_string_equal(core_strerror(12345), "unknown status");
}
