/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/firmware/tpm_log.h"

#include "core/base/bytes.h"

/* TCG_PCR_EVENT: index, type, a SHA-1 digest; then the size of the event. */
#define SHA1_EVENT 28
/* TCG_PCR_EVENT2: index, type and the number of digests, each after its
 * algorithm. */
enum { AGILE_COUNT = 8, AGILE_DIGESTS = 12 };
/* TCG_EfiSpecIDEvent, which is the first event: the number of algorithms, and
 * each with its size. */
enum { SPEC_COUNT = 56, SPEC_ALGORITHMS = 60 };

/* SIZE_MAX: beyond the log. */
static size_t number(const uint8_t *log, size_t room, size_t at, size_t bytes)
{
	return at < room && bytes <= room - at ? (size_t)get_le(log + at, bytes)
					       : SIZE_MAX;
}

/* Each event has a digest of each algorithm. */
size_t tpm_log_size(const uint8_t *log, size_t room, size_t last,
		    enum tpm_log_format format)
{
	size_t at = last + SHA1_EVENT, size;

	if (last >= room)
		return 0;
	if (format == TPM_LOG_AGILE && last > 0) {
		size_t cnt = number(log, room, last + AGILE_COUNT, 4);

		if (cnt != number(log, room, SPEC_COUNT, 4))
			return 0;
		at = last + AGILE_DIGESTS;
		for (size_t i = 0; i < cnt && at < room; i++) {
			size = number(log, room, SPEC_ALGORITHMS + 4 * i + 2,
				      2);
			at = size < room ? at + 2 + size : room;
		}
	}
	size = number(log, room, at, 4);
	return size <= room && at + 4 <= room - size ? at + 4 + size : 0;
}
