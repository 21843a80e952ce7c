/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/base/status.h"

const char *core_strerror(int status)
{
	switch (status) {
	case CORE_OK:
		return "no error";
	case CORE_EINVAL:
		return "invalid argument";
	case CORE_EWRAP:
		return "the range does not end below 2^64";
	case CORE_ENOENT:
		return "the range does not exist";
	case CORE_ENOSPC:
		return "no room for the result";
	case CORE_ENOMEM:
		return "no free memory is large enough";
	case CORE_EFORMAT:
		return "malformed input";
	case CORE_EVERSION:
		return "unknown version";
	case CORE_EBUG:
		return "an invariant does not hold: please report it";
	}
	return "unknown status";
}
