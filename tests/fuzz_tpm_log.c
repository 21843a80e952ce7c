/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The log of a TPM of any bytes: nothing outside of it is read, and its size is
 * not larger. The first two bytes say where the last event is and the format.
 */
#include <stdlib.h>
#include <string.h>

#include "core/firmware/tpm_log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum tpm_log_format format;
	size_t last, found;
	uint8_t *log;

	if (size < 3)
		return 0;
	last = data[0] * (size_t)2;
	format = data[1] & 1 ? TPM_LOG_AGILE : TPM_LOG_SHA1;
	log = malloc(size - 2);
	memcpy(log, data + 2, size - 2);
	found = tpm_log_size(log, size - 2, last, format);
	if (found > size - 2 || (found > 0 && found <= last))
		abort();
	free(log);
	return 0;
}
