/* SPDX-License-Identifier: BSD-2-Clause */
/* core/options/load.c: the values of module= and reserve_mem=. */
#include "tests/lib/test.h"

#include "core/options/load.h"

static void expect_module(const char *value, const char *path, const char *name)
{
	struct module_value m;

	assert_null(module_value_read(&m, value));
	assert_int_equal(m.path_len, strlen(path));
	assert_memory_equal(m.path, path, m.path_len);
	assert_int_equal(m.name_len, strlen(name));
	assert_memory_equal(m.name, name, m.name_len);
}

TEST(a_module_has_a_path_and_a_name)
{
	struct module_value m;

	expect_module("\\initrd.img", "\\initrd.img", "initrd.img");
	expect_module("a/b\\c", "a/b\\c", "c");
	expect_module("plain", "plain", "plain");
	expect_module("boot/initrd", "boot/initrd", "initrd");
	expect_module("\\a\\b,root", "\\a\\b", "root");
	expect_module("a,b,c", "a", "b,c");
	expect_module("\\initrd -- a,b", "\\initrd", "initrd");
	expect_module("a --b,c--", "a --b", "c--");
	assert_string_equal(module_value_read(&m, ""), "");
	assert_string_equal(module_value_read(&m, ",name"), ",name");
	assert_string_equal(module_value_read(&m, "path,"), "");
	assert_string_equal(module_value_read(&m, "folder\\"), "");
}

TEST(a_module_has_a_command_line_after_two_hyphens)
{
	struct module_value m;

	expect_module("\\a,the name -- root=/dev/sda  -- x", "\\a", "the name");
	assert_null(module_value_read(&m, "\\a,b -- root=/dev/sda  -- x"));
	assert_string_equal(m.cmdline, "root=/dev/sda  -- x");
	assert_null(module_value_read(&m, "\\a -- "));
	assert_string_equal(m.cmdline, "");
	assert_null(module_value_read(&m, "\\a"));
	assert_null(m.cmdline);
	assert_string_equal(module_value_read(&m, " -- x"), " -- x");
	assert_string_equal(module_value_read(&m, "a, -- x"), " -- x");
}

static void expect_reserve(const char *value, uint64_t size, uint64_t align,
			   const char *name)
{
	struct option_reserve_mem r;

	assert_null(reserve_mem_read(&r, value));
	assert_int_equal(r.size, size);
	assert_int_equal(r.align, align);
	assert_string_equal(r.name, name);
	assert_string_equal(r.written, value);
}

TEST(a_reservation_has_size_alignment_and_name)
{
	expect_reserve("16M:2M:trace", 16 << 20, 2 << 20, "trace");
	expect_reserve("1:0:x", 0x1000, 0x1000, "x");
	expect_reserve("0x1001:16:fifteen letters", 0x2000, 0x1000,
		       "fifteen letters");
}

static void expect_wrong(const char *value, const char *at)
{
	struct option_reserve_mem r;

	assert_string_equal(reserve_mem_read(&r, value), at);
}

TEST(the_position_of_the_fault_is_reported)
{
	expect_wrong("", "");
	expect_wrong("x:1:a", "x:1:a");
	expect_wrong("4K", "");
	expect_wrong("4Kb:0:a", "b:0:a");
	expect_wrong("0:0:a", "0:0:a");
	expect_wrong("16E:0:a", "16E:0:a");
	expect_wrong("4K:3:a", "3:a");
	expect_wrong("4K:8E:a", "8E:a"); /* a power of two, but too large */
	expect_wrong("4K::a", ":a");
	expect_wrong("4K:0", "");
	expect_wrong("4K:0:", "");
	expect_wrong("4K:0:sixteen letters!", "sixteen letters!");
	expect_wrong("4K:0:a:b", ":b");
}
