/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/capture.h"

#include "core/base/cstring.h"

static const char *const names[PROFILE_COUNT] = {
	[PROFILE_LINUX_X86] = "linux-x86",
	[PROFILE_LINUX_ARM64] = "linux-arm64",
};

const char *profile_name(enum profile profile)
{
	return names[profile];
}

bool profile_by_name(const char *name, enum profile *ret_profile)
{
	for (int i = 0; i < PROFILE_COUNT; i++) {
		if (streq(name, names[i])) {
			*ret_profile = (enum profile)i;
			return true;
		}
	}
	return false;
}
