/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reports in JSON of which one member has a value of another kind: the map is
 * read without it, or a sentence says which member it is.
 */
#define _POSIX_C_SOURCE 200809L /* strdup() */
#include "tests/lib/test.h"

#include <jansson.h>
#include <stdlib.h>

#include "tests/lib/parsed.h"

GROUP_FIXTURE(NULL, forget_parsed);

static json_t *root;
static size_t refused, taken;

/* --- values of other kinds ----------------------------------------------- */

#define KINDS 9

static json_t *value_of(int kind)
{
	switch (kind) {
	case 0:
		return json_null();
	case 1:
		return json_true();
	case 2:
		return json_integer(-1);
	case 3:
		return json_integer(INT64_MAX);
	case 4:
		return json_string_nocheck("0xfffffffffffffffff");
	case 5:
		return json_string_nocheck("0xffffffffffffffff");
	case 6:
		return json_string_nocheck("neither a number nor a name");
	case 7:
		return json_array();
	default:
		return json_object();
	}
}

/* --- each of them in the place of each member ---------------------------- */

static void read_changed(const char *member)
{
	char *text = json_dumps(root, JSON_INDENT(1));
	const char *messages;

	parse(text);
	messages = parsed_messages();
	if (parse_result == IMPORT_FAILED && !messages[0])
		fail_msg("nothing is said about %s in %s", member, text);
	if (parse_result != IMPORT_FAILED &&
	    efimap_check(&parsed.capture.map) != EFIMAP_GOOD)
		fail_msg("%s: not a sound map of %s", member, text);
	refused += parse_result == IMPORT_FAILED;
	taken += parse_result != IMPORT_FAILED;
	free(text);
}

static void change_within(json_t *value);

static void change_member(json_t *object, const char *member)
{
	json_t *old = json_incref(json_object_get(object, member));

	for (int kind = 0; kind < KINDS; kind++) {
		json_object_set_new(object, member, value_of(kind));
		read_changed(member);
	}
	json_object_del(object, member);
	read_changed(member);
	json_object_set(object, member, old);
	change_within(old);
	json_decref(old);
}

static void change_members(json_t *object)
{
	size_t cnt = json_object_size(object), i = 0;
	const char **members = calloc(cnt + 1, sizeof(*members));
	const char *member;
	json_t *value;

	json_object_foreach(object, member, value) members[i++] =
		strdup(member);
	for (i = 0; i < cnt; i++) {
		change_member(object, members[i]);
		free((void *)(uintptr_t)members[i]);
	}
	free(members);
}

/* Of an array the first element; the others are of the same kind. */
static void change_element(json_t *array)
{
	json_t *old = json_incref(json_array_get(array, 0));

	for (int kind = 0; kind < KINDS; kind++) {
		json_array_set_new(array, 0, value_of(kind));
		read_changed("an element");
	}
	json_array_set(array, 0, old);
	change_within(old);
	json_decref(old);
}

static void change_within(json_t *value)
{
	if (json_is_object(value))
		change_members(value);
	else if (json_array_size(value) > 0)
		change_element(value);
}

static void change_all(const char *text)
{
	root = json_loads(text, 0, NULL);
	assert_non_null(root);
	refused = taken = 0;
	read_changed("nothing");
	if (taken != 1)
		fail_msg("%s", parsed_messages());
	change_within(root);
	json_decref(root);
	assert_true(refused > 50 && taken > 50);
}

TEST(a_member_of_another_kind_is_left_out_or_refused)
{
	size_t len;
	char *text = read_whole("tests/corpus/import/json", &len);

	assert_non_null(text);
	change_all(text);
	free(text);
}

/* A report with a fact of each kind. */
TEST(so_is_a_fact_about_the_machine)
{
	change_all(
		"{\"format\": \"memblock-efi\", \"version\": 2, \"map\": {"
		"\"descriptors\": [{\"type\": 7, \"phys_addr\": \"0x1000\","
		" \"virt_addr\": \"0x0\", \"num_pages\": \"0x1\","
		" \"attribute\": \"0x8\"}]},"
		"\"facts\": {\"smbios\": {\"maker\": \"Example\","
		" \"product\": \"PC\", \"bios_version\": \"1\","
		" \"installed\": \"0x10000000\", \"mapped\": \"0x1000\","
		" \"capacity\": \"0x20000000\", \"slots\": 2,"
		" \"modules\": 1},"
		"\"mtrrs\": [{\"base\": \"0x80000000\","
		" \"size\": \"0x80000000\", \"type\": 0}],"
		"\"windows\": [{\"base\": \"0x80000000\","
		" \"size\": \"0x10000000\"}],"
		"\"bins\": [{\"type\": 6, \"pages\": 256}],"
		"\"places\": [{\"base\": \"0xf0000000\", \"size\": \"0x1000\","
		" \"what\": \"HPET\", \"name\": \"T\"}],"
		"\"protection\": {\"writable_code\": \"0x1000\","
		" \"free_mapped\": \"0x2000\", \"device_code\": \"0x0\","
		" \"image_rights\": \"0x0\", \"page_0\": true,"
		" \"stack_executable\": false, \"stack_open\": true,"
		" \"no_protocol\": true}, \"mtrr_default\": 6, \"probe\": 1,"
		" \"address_bits\": 39}}");
}

/* --- what is said -------------------------------------------------------- */

/* A report of one descriptor with more members. */
static void parse_with(const char *members)
{
	char text[1024];

	snprintf(text, sizeof(text),
		 "{\"format\": \"memblock-efi\", \"version\": 2, %s\"map\": {"
		 "\"descriptors\": [{\"type\": 7, \"phys_addr\": \"0x1000\","
		 " \"num_pages\": \"0x1\", \"attribute\": \"0x8\"}]}}",
		 members);
	parse(text);
}

TEST(the_sentence_names_the_member)
{
	static const char *const cases[][2] = {
		{ "\"machine\": 1, ", "machine" },
		{ "\"machine\": {\"profile\": 7}, ", "profile" },
		{ "\"firmware\": [], ", "firmware" },
		{ "\"facts\": {\"smbios\": 1}, ", "smbios" },
		{ "\"facts\": {\"protection\": 1}, ", "protection" },
		{ "\"facts\": {\"mtrrs\": [{\"base\": 1}]}, ", "base" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		parse_with(cases[i][0]);
		if (!strstr(parsed_messages(), cases[i][1]))
			fail_msg("%s: %s", cases[i][0], parsed_messages());
	}
}

/* As in CSV: a descriptor that was removed, repeated or moved. */
TEST(descriptors_count_from_0_in_json_and_csv)
{
	static const char *const orders[] = { "013", "0112", "0213", "120" };
	char json[1024], csv[1024];

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		size_t n = (size_t)snprintf(
			json, sizeof(json),
			"{\"format\": \"memblock-efi\", \"version\": 2, "
			"\"map\": {\"descriptors\": [");
		size_t k = (size_t)snprintf(csv, sizeof(csv),
					    "list,index,base,last,size,type,"
					    "name,attribute,detail\n");

		for (const char *at = orders[i]; *at; at++) {
			n += (size_t)snprintf(
				json + n, sizeof(json) - n,
				"%s{\"index\": %c, \"type\": 7, \"phys_addr\": "
				"\"0x%c000\", \"num_pages\": \"0x1\", "
				"\"attribute\": \"0x8\"}",
				at > orders[i] ? "," : "", *at, *at);
			k += (size_t)snprintf(
				csv + k, sizeof(csv) - k,
				"efi,%c,0x%c000,,0x1000,7,,0x8,\n", *at, *at);
		}
		snprintf(json + n, sizeof(json) - n, "]}}");
		parse(json);
		assert_int_equal(parse_result, IMPORT_PARTLY);
		assert_non_null(strstr(parsed_messages(), "out of order"));
		parse(csv);
		assert_int_equal(parse_result, IMPORT_PARTLY);
		assert_int_equal(efimap_count(&parsed.capture.map),
				 strlen(orders[i]));
	}
}

/* Its sets have the memory of descriptors that are not there. */
#define PHYSMAP                                                   \
	"\"physmap\":[{\"base\":\"0x1000\",\"size\":\"0x1000\"}," \
	"{\"base\":\"0x100000\",\"size\":\"0x100000\"}]}"
#define DESCRIPTOR(base, pages)                                         \
	"{\"type\":7,\"phys_addr\":\"" base "\",\"num_pages\":\"" pages \
	"\",\"attribute\":\"0x8\"}"
#define WITH(options, descriptors)                                         \
	"{\"format\":\"memblock-efi\",\"version\":2,\"options\":{" options \
	"},\"map\":{\"descriptors\":[" descriptors "]}," PHYSMAP

TEST(json_whose_descriptors_lack_memory_of_its_sets_is_incomplete)
{
	parse(WITH(
		"\"page_size\":4096,\"edits\":[]",
		DESCRIPTOR("0x100000", "0x80") "," DESCRIPTOR(
			"0x180000", "0x80") "," DESCRIPTOR("0x1000", "0x1")));
	assert_int_equal(parse_result, IMPORT_GOOD);
	parse(WITH("\"page_size\":4096,\"edits\":[]",
		   DESCRIPTOR("0x1000", "0x1") "," DESCRIPTOR("0x100000",
							      "0x80")));
	assert_int_equal(parse_result, IMPORT_PARTLY);
	expect_messages("map: note: no descriptor has 0x180000, which is in "
			"physmap: descriptors are missing\n");
	/* Less than a page of the kernel is rounded. */
	parse(WITH("\"page_size\":4096,\"edits\":[]",
		   DESCRIPTOR("0x1000", "0x1") "," DESCRIPTOR("0x100000",
							      "0xff")));
	assert_int_equal(parse_result, IMPORT_GOOD);
	/* memmap= adds memory. */
	parse(WITH("\"page_size\":4096,\"edits\":[\"memmap=1M@1M\"]",
		   DESCRIPTOR("0x1000", "0x1")));
	assert_int_equal(parse_result, IMPORT_GOOD);
}
