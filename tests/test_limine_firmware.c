/* SPDX-License-Identifier: BSD-2-Clause */
/* What a Limine kernel is given of the firmware's memory, and random numbers.
 */
#include "tests/lib/test.h"

#include "core/base/bytes.h"
#include "tests/lib/givenlimine.h"

FIXTURE(given_boot, forget_boot);

/* A page that the firmware's map lists. */
static uint8_t *firmware_page(void)
{
	fake_ram_use(FAKE_RAM_LOW, 1);
	return memset((void *)(uintptr_t)FAKE_RAM_LOW, 0, 4096);
}

static const uint64_t *response_of(enum limine_feature feature)
{
	assert_int_equal(limine_boots(u"kernel=limine.elf"), ENTERED);
	return limine_response(feature);
}

/* --- device tree --------------------------------------------------------- */

/* The root with one memory node. */
static const uint8_t nodes[] = {
	0,   0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 'm', 'e', 'm', 'o', 'r', 'y',
	'@', 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0,   9,   0,   0,   0,   0,
};
enum { NODES = 40, NODE = NODES + 8, NODE_END = NODE + 16 };

static uint8_t *given_tree(void)
{
	static EFI_CONFIGURATION_TABLE tables[2];
	EFI_GUID guid = { 0xb1b621d5,
			  0xf19c,
			  0x41a5,
			  { 0x83, 0x0b, 0xd9, 0x15, 0x2c, 0x69, 0xaa, 0xe0 } };
	uint8_t *tree;

	given_limine(6);
	tree = firmware_page();
	memcpy(tree, "\xd0\x0d\xfe\xed", 4);
	tree[7] = NODES + sizeof(nodes);
	tree[11] = NODES;
	memcpy(tree + NODES, nodes, sizeof(nodes));
	tables[0] = fake->system.ConfigurationTable[0];
	tables[1] = (EFI_CONFIGURATION_TABLE){ guid, tree };
	fake->system.ConfigurationTable = tables;
	fake->system.NumberOfTableEntries = 2;
	return tree;
}

TEST(the_device_tree_is_a_copy_without_memory)
{
	const uint8_t *tree = given_tree(), *copy;
	const uint64_t *response = response_of(LIMINE_DTB);

	assert_non_null(response);
	assert_int_equal(response[0], 0);
	assert_int_equal(response[1] % 8, 0);
	copy = limine_see(response[1]);
	assert_ptr_not_equal(copy, tree);
	assert_memory_equal(copy, tree, NODE);
	for (size_t at = NODE; at < NODE_END; at += 4)
		assert_int_equal(get_le(copy + at, 4), 0x04000000);
	assert_memory_equal(copy + NODE_END, tree + NODE_END,
			    NODES + sizeof(nodes) - NODE_END);
	assert_memory_equal(tree + NODES, nodes, sizeof(nodes));
}

TEST(what_is_not_a_device_tree_is_not_passed_on)
{
	given_tree()[0] = 0;
	assert_null(response_of(LIMINE_DTB));
	/* It goes beyond the memory that holds it. */
	given_tree()[5] = 0xff;
	assert_null(response_of(LIMINE_DTB));
	/* There is no memory. */
	given_tree();
	fake->system.ConfigurationTable[1].VendorTable =
		(void *)(uintptr_t)0x1000;
	assert_null(response_of(LIMINE_DTB));
}

/* --- TPM ----------------------------------------------------------------- */

struct tcg2 {
	void *get_capability;
	EFI_STATUS(EFIAPI *get_event_log)
	(struct tcg2 *this, UINT32 format, EFI_PHYSICAL_ADDRESS *first,
	 EFI_PHYSICAL_ADDRESS *last, BOOLEAN *truncated);
};

static uint8_t *tpm_log;
static UINT32 tpm_format; /* the only one that it has */

static EFI_STATUS EFIAPI get_event_log(struct tcg2 *this, UINT32 format,
				       EFI_PHYSICAL_ADDRESS *first,
				       EFI_PHYSICAL_ADDRESS *last,
				       BOOLEAN *truncated)
{
	(void)this, (void)truncated;
	if (format != tpm_format)
		return EFI_INVALID_PARAMETER;
	*first = *last = (uintptr_t)tpm_log;
	return EFI_SUCCESS;
}

/* A log of one event of 9 bytes. */
static void given_tpm(UINT32 format)
{
	static struct tcg2 tcg2 = { NULL, get_event_log };
	EFI_GUID guid = { 0x607f766c,
			  0x7455,
			  0x42be,
			  { 0x93, 0x0b, 0xe4, 0xd7, 0x6d, 0xb2, 0x72, 0x0f } };

	given_limine(6);
	tpm_format = format;
	tpm_log = firmware_page();
	put_le(tpm_log + 28, 9, 4);
	memcpy(tpm_log + 32, "an event", 9);
	fake_protocol(&fake->device_handle, guid, &tcg2);
}

TEST(the_log_of_the_tpm_is_a_copy_with_its_format)
{
	for (UINT32 format = 1; format <= 2; format++) {
		const uint64_t *response;

		given_tpm(format);
		response = response_of(LIMINE_TPM_LOG);
		assert_non_null(response);
		assert_int_equal(response[0], 0);
		assert_int_equal(response[1], format);
		assert_int_equal(response[2], 41);
		assert_ptr_not_equal(limine_see(response[3]), tpm_log);
		assert_memory_equal(limine_see(response[3]), tpm_log, 41);
	}
}

TEST(without_a_tpm_or_a_log_there_is_no_response)
{
	given_limine(6);
	assert_null(response_of(LIMINE_TPM_LOG));
	given_tpm(3);
	assert_null(response_of(LIMINE_TPM_LOG));
	given_tpm(2);
	put_le(tpm_log + 28, 0x7fffffff, 4);
	assert_null(response_of(LIMINE_TPM_LOG));
}

/* --- random numbers ------------------------------------------------------ */

static const uint64_t *entropy(uint64_t random, uint64_t cnt)
{
	given_limine(6);
	fake_cpu.random = random;
	limine_put_field(limine_request(LIMINE_ENTROPY), 0, cnt);
	return response_of(LIMINE_ENTROPY);
}

TEST(random_numbers_are_as_many_as_it_asks_for_up_to_128)
{
	static const uint64_t cnts[][2] = {
		{ 0, 0 }, { 3, 3 }, { 128, 128 }, { UINT64_MAX, 128 }
	};

	for (size_t i = 0; i < sizeof(cnts) / sizeof(*cnts); i++) {
		const uint64_t *response = entropy(0x123456789a, cnts[i][0]);

		assert_non_null(response);
		assert_int_equal(response[0], 0);
		assert_int_equal(response[1], cnts[i][1]);
		assert_int_equal(response[2] != 0, response[1] != 0);
		for (uint64_t at = 0; at < response[1]; at++)
			assert_true(limine_word(response[2] + 8 * at) ==
				    0x123456789a);
	}
}

TEST(without_random_numbers_there_is_no_response)
{
	assert_null(entropy(0, 3));
}
