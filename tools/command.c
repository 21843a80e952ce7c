/* SPDX-License-Identifier: BSD-2-Clause */
#include "tools/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr,
		"memblock: cannot write to standard output: %s; redirect it "
		"to a file that can be written\n",
		strerror(errno));
	return STATUS_FAILED;
}
