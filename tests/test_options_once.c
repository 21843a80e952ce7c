/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each word is parsed once: the wrappers below, to which mk/check.mk links the
 * calls, count what the parsers return to the host program and in a kernel
 * boot.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <uchar.h>
#include <unistd.h>

#include "core/options/load.h"
#include "core/options/memmap.h"
#include "tests/lib/givenboot.h"
#include "tools/command.h"

static unsigned int edits, modules, reserve_mems;

bool __real_memmap_next(struct e820_edit *ret, const char **at,
			enum memmap_fault *ret_fault);
bool __wrap_memmap_next(struct e820_edit *ret, const char **at,
			enum memmap_fault *ret_fault);
const char *__real_module_value_read(struct module_value *ret,
				     const char *value);
const char *__wrap_module_value_read(struct module_value *ret,
				     const char *value);
const char *__real_reserve_mem_read(struct option_reserve_mem *ret,
				    const char *value);
const char *__wrap_reserve_mem_read(struct option_reserve_mem *ret,
				    const char *value);

bool __wrap_memmap_next(struct e820_edit *ret, const char **at,
			enum memmap_fault *ret_fault)
{
	bool more = __real_memmap_next(ret, at, ret_fault);

	edits += more;
	return more;
}

const char *__wrap_module_value_read(struct module_value *ret,
				     const char *value)
{
	modules++;
	return __real_module_value_read(ret, value);
}

const char *__wrap_reserve_mem_read(struct option_reserve_mem *ret,
				    const char *value)
{
	reserve_mems++;
	return __real_reserve_mem_read(ret, value);
}

/* Without its report on standard output, which is for test results. */
static int show(int argc, char **argv)
{
	int before = dup(STDOUT_FILENO), status;
	int nowhere = open("/dev/null", O_WRONLY);

	fflush(stdout);
	dup2(nowhere, STDOUT_FILENO);
	status = command_show(command_find("show"), argc, argv);
	dup2(before, STDOUT_FILENO);
	close(before);
	close(nowhere);
	return status;
}

static TEST_STEP(set_up)
{
	edits = modules = reserve_mems = 0;
	return given_boot(state);
}

FIXTURE(set_up, forget_boot);

TEST(the_host_program_parses_a_word_once)
{
	static char texts[][32] = {
		"show",       "memmap=64K$16M",       "mem=64M",
		"module=a,b", "reserve_mem=4K:0:log", "tests/maps/shell.txt"
	};
	char *argv[7] = { NULL };

	for (size_t i = 0; i < 6; i++)
		argv[i] = texts[i];
	assert_int_equal(show(6, argv), STATUS_GOOD);
	assert_int_equal(edits, 1);
	assert_int_equal(modules, 1);
	assert_int_equal(reserve_mems, 1);
}

TEST(a_kernel_boot_with_a_report_parses_a_word_once)
{
	assert_int_equal(boots(u"kernel=kernel.elf memmap=64K$4M mem=1E "
			       u"module=one,a reserve_mem=64K:64K:log "
			       u"format=json save=map.json frame=F exit=reset"),
			 ENTERED);
	expect_sound_table();
	assert_int_equal(edits, 1);
	assert_int_equal(modules, 1);
	assert_int_equal(reserve_mems, 1);
}
