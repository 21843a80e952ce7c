/* SPDX-License-Identifier: BSD-2-Clause */
/* The size of a TPM's log. */
#include "tests/lib/test.h"

#include <stdlib.h>

#include "core/base/bytes.h"
#include "core/firmware/tpm_log.h"

static uint8_t bytes[512];
static size_t used, last;

static void put(uint64_t value, size_t size)
{
	put_le(bytes + used, value, size);
	used += size;
}

/* The first event: digests of so many bytes. */
static void given_log(size_t cnt, const unsigned int *digests)
{
	memset(bytes, 0, sizeof(bytes));
	used = last = 0;
	put(0, 4);
	put(3, 4);
	used += 20;
	put(28 + 4 * cnt + 1, 4);
	used += 24;
	put(cnt, 4);
	for (size_t i = 0; i < cnt; i++) {
		put(0xb + i, 2);
		put(digests[i], 2);
	}
	put(0, 1);
}

static void add_event(size_t cnt, const unsigned int *digests, size_t size)
{
	last = used;
	put(1, 4);
	put(8, 4);
	put(cnt, 4);
	for (size_t i = 0; i < cnt; i++) {
		put(0xb + i, 2);
		used += digests[i];
	}
	put(size, 4);
	used += size;
}

/* In an allocation of its own size. */
static size_t size_in(size_t room, enum tpm_log_format format)
{
	uint8_t *copy = malloc(room ? room : 1);
	size_t size;

	memcpy(copy, bytes, room);
	size = tpm_log_size(copy, room, last, format);
	free(copy);
	return size;
}

static const unsigned int digests[] = { 32, 20 };

TEST(the_log_ends_with_its_last_event)
{
	given_log(2, digests);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), used);
	add_event(2, digests, 10);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), used);
	add_event(2, digests, 0);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), used);
	given_log(1, digests);
	add_event(1, digests, 5);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), used);
}

TEST(an_event_of_the_old_format_has_one_digest)
{
	given_log(1, digests);
	last = used;
	used += 28;
	put(7, 4);
	used += 7;
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_SHA1), used);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), 0);
}

TEST(a_log_that_does_not_fit_into_its_room_is_not_sound)
{
	given_log(2, digests);
	add_event(2, digests, 10);
	for (size_t room = 0; room < used; room++)
		assert_int_equal(size_in(room, TPM_LOG_AGILE), 0);
	assert_int_equal(size_in(used, TPM_LOG_AGILE), used);
	last = SIZE_MAX;
	assert_int_equal(size_in(used, TPM_LOG_AGILE), 0);
	assert_int_equal(size_in(used, TPM_LOG_SHA1), 0);
}

TEST(an_event_with_another_number_of_digests_is_not_sound)
{
	given_log(2, digests);
	add_event(1, digests, 10);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), 0);
}

TEST(numbers_that_are_too_large_are_not_sound)
{
	given_log(2, digests);
	add_event(2, digests, 10);
	put_le(bytes + used - 14, UINT32_MAX, 4);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), 0);
	given_log(2, digests);
	add_event(2, digests, 10);
	put_le(bytes + 62, UINT16_MAX, 2);
	assert_int_equal(size_in(sizeof(bytes), TPM_LOG_AGILE), 0);
}
