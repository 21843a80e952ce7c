/* SPDX-License-Identifier: BSD-2-Clause */
/* core/crash/: what is said about a crash, and the whole screen. */
#include "tests/lib/test.h"

#include "core/crash/crash.h"
#include "tests/lib/giventable.h"
#include "tests/lib/golden.h"

#define HIGH   UINT64_C(0xffffffff80000000)
#define DIRECT UINT64_C(0xffff800000000000)
#define STACK  UINT64_C(0x311000)
#define TEXT   (HIGH + 0x120)

static const char names[] = "\0main\0helper\0counter\0$x\0no_section";
static const struct crash_symbol symbols[] = {
	{ 0 },
	{ .name = 21, .section = 1, .value = HIGH + 0x110 },
	{ .name = 1, .section = 1, .value = HIGH + 0x100, .info = 0x12 },
	{ .name = 6, .section = 1, .value = HIGH + 0x200, .info = 0x10 },
	{ .name = 13, .section = 2, .value = HIGH + 0x3000, .info = 0x11 },
	{ .name = 24, .section = 0xfff1, .value = HIGH + 0x118 },
	{ .name = 13, .section = 1, .value = HIGH + 0x112, .info = 3 },
	{ .name = 13, .section = 1, .value = HIGH + 0x240 },
	{ .name = 6, .section = 1, .value = HIGH + 0x240, .info = 2 },
	{ .name = 1, .section = 1, .value = HIGH + 0x240, .info = 2 },
	{ .name = 999, .section = 1, .value = HIGH + 0x118 },
};
static struct crash_facts facts_of;
static struct crash_cpu cpu_state;
static struct crash crash;
static uint64_t stack[64];

/* Words of the stack, which begins at STACK; elsewhere 0. */
static uint64_t read_word(void *ctx, uint64_t address)
{
	(void)ctx;
	return address >= STACK && address - STACK < sizeof(stack)
		       ? stack[(address - STACK) / 8]
		       : 0;
}

static TEST_STEP(set_up)
{
	if (given_loader_table(state))
		return -1;
	memset(stack, 0, sizeof(stack));
	facts_of = (struct crash_facts){
		.arch = &crash_x86_64,
		.path = "\\kernel.elf",
		.kernel = { .virt_base = HIGH, .size = 0x6000 },
		.cpu = { .direct_map = DIRECT,
			 .guard_base = 0x310000,
			 .levels = 4 },
		.stack_cnt = 1,
		.stack_step = 0x3000,
		.segment_cnt = 3,
		.segments = { { HIGH, HIGH + 0x1000, false, true },
			      { HIGH + 0x2000, HIGH + 0x3000, false, false },
			      { HIGH + 0x3000, HIGH + 0x5000, true, false } },
		.returned = 0x7e001000,
		.symbols = symbols,
		.symbol_cnt = sizeof(symbols) / sizeof(*symbols),
		.strings = names,
		.strings_size = sizeof(names),
	};
	cpu_state = (struct crash_cpu){ .pc = TEXT, .flags = 2 };
	crash = (struct crash){
		.facts = &facts_of,
		.cpu = &cpu_state,
		.table = table,
		.read = read_word,
	};
	return 0;
}

FIXTURE(set_up, forget_table);

static const char *printed(void)
{
	static struct kept kept;
	struct sink out;

	free(kept.text);
	out = keep_text(&kept);
	crash_print(&out, &crash);
	crash_print_end(&out);
	return kept.text;
}

/* The sentence about what happened. */
static const char *sentence(void)
{
	static char text[256];
	const char *begin = strstr(printed(), "The kernel ");

	snprintf(text, sizeof(text), "%.*s", (int)strcspn(begin, "\n"), begin);
	return text;
}

static const char *x86(uint32_t vector, uint64_t code, uint64_t address)
{
	facts_of.arch = &crash_x86_64;
	cpu_state.vector = vector;
	cpu_state.code = code;
	cpu_state.address = address;
	return sentence();
}

static const char *arm(uint64_t esr, uint64_t address)
{
	facts_of.arch = &crash_aarch64;
	cpu_state.vector = 4;
	cpu_state.code = esr;
	cpu_state.address = address;
	return sentence();
}

#define expect_x86(vector, code, address, text) \
	assert_string_equal(x86(vector, code, address), "The kernel " text ".")
#define expect_arm(esr, address, text) \
	assert_string_equal(arm(esr, address), "The kernel " text ".")

static const char *place(uint64_t address)
{
	static char text[128];
	struct buffer buffer;
	const struct sink out = buffer_sink(&buffer, text, sizeof(text));

	crash_print_place(&out, &crash, address);
	return text;
}
#define expect_place(address, text) assert_string_equal(place(address), text)

/* --- owners ------------------------------------------------------------- */

TEST(an_address_has_an_owner)
{
	expect_place(0, "the null page");
	expect_place(0xfff, "the null page");
	expect_place(HIGH + 0x123, "kernel text, main+0x23");
	expect_place(HIGH + 0x241, "kernel text, helper+0x1");
	expect_place(HIGH + 0x2010, "kernel constants, helper+0x1dd0");
	expect_place(HIGH + 0x3008, "kernel data, counter+0x8");
	expect_place(HIGH + 0x1000, "not mapped");
	expect_place(HIGH + 0x5000, "not mapped");
	expect_place(0x310fff, "the guard page below the stack");
	expect_place(0x311000, "stack");
	expect_place(DIRECT + 0x310000, "stack");
	expect_place(DIRECT + 0x311000, "stack");
	expect_place(0x400010, "module initrd");
	expect_place(0x440000, "table");
	expect_place(0x700000, "free memory");
	expect_place(DIRECT + 0x700000, "free memory");
	expect_place(0x1900000, "RAM that kernels do not manage");
	expect_place(0xfee00000, "device addresses");
	expect_place(UINT64_C(0x7f0000000000), "not mapped");
	expect_place(DIRECT + UINT64_C(0x7f0000000000), "not mapped");
	expect_place(UINT64_C(0x800000000000), "not a canonical address");
	facts_of.cpu.levels = 5;
	expect_place(UINT64_C(0x800000000000), "not mapped");
}

TEST(a_page_below_the_stack_of_another_processor_is_a_guard_page_too)
{
	facts_of.stack_cnt = 3;
	expect_place(0x312fff, "stack");
	expect_place(0x313000, "the guard page below the stack");
	expect_place(0x316fff, "the guard page below the stack");
	expect_place(0x317000, "stack");
	facts_of.stack_cnt = 2;
	expect_place(0x316fff, "stack");
}

TEST(without_a_valid_table_the_kernel_is_still_known)
{
	crash.table = NULL;
	expect_place(HIGH + 0x123, "kernel text, main+0x23");
	expect_place(0x310000, "the guard page below the stack");
	expect_place(0x400010, "device addresses");
}

TEST(without_symbols_an_address_is_as_linked)
{
	facts_of.kernel.load_bias = HIGH;
	expect_place(HIGH + 0x123, "kernel text, 0x123 as linked");
	facts_of.kernel.load_bias = 0;
	facts_of.symbol_cnt = 0;
	expect_place(HIGH + 0x123, "kernel text, 0xffffffff80000123 as linked");
}

/* --- sentences ---------------------------------------------------------- */

TEST(page_faults_on_x86_64)
{
	expect_x86(14, 0x10, 0, "called a null pointer, 0x0");
	expect_x86(14, 0x11, 8, "called a null pointer, 0x8");
	expect_x86(14, 0x3, HIGH,
		   "wrote to 0xffffffff80000000, which is read-only: "
		   "kernel text, 0xffffffff80000000 as linked");
	expect_x86(14, 0x11, HIGH + 0x3000,
		   "jumped to 0xffffffff80003000, which is not executable: "
		   "kernel data, counter+0x0");
	expect_x86(14, 0x2, 0x310ff8,
		   "overflowed its stack: it wrote to 0x310ff8 in the guard "
		   "page");
	expect_x86(14, 0x0, 0x7f0000000000,
		   "read from 0x7f0000000000, which is not mapped");
	expect_x86(14, 0x11, 0x700000,
		   "jumped to 0x700000, which is not executable: free memory");
}

TEST(of_several_processors_the_one_that_crashed_is_named)
{
	cpu_state.vector = 6;
	cpu_state.processor = 0x12;
	assert_null(strstr(printed(), "processor"));
	facts_of.stack_cnt = 2;
	assert_non_null(strstr(printed(), "\nException 6 (#UD), on processor "
					  "0x12\n"));
}

TEST(other_exceptions_on_x86_64)
{
	expect_x86(0, 0, 0, "divided by zero, or a quotient was too large");
	expect_x86(6, 0, 0, "executed an undefined instruction");
	expect_x86(8, 0, 0,
		   "caused a double fault: the handler of an exception could "
		   "not be entered");
	expect_x86(13, 0x10, 0, "violated a rule of the processor");
	expect_x86(13, 0x202, 0, "received an interrupt without a handler");
	expect_x86(13, 0, 0,
		   "executed an instruction with operands that are not "
		   "allowed");
	expect_x86(29, 0, 0, "caused an exception");
	/* x86 has 16 registers. */
	cpu_state.general[16] = UINT64_C(0x8000000000001234);
	expect_x86(13, 0, 0,
		   "executed an instruction with operands that are not "
		   "allowed");
	cpu_state.general[3] = UINT64_C(0x8000000000001234);
	expect_x86(13, 0, 0,
		   "used an address that is not canonical, probably that in "
		   "RDX, 0x8000000000001234");
}

TEST(a_return_from_the_entry_point_on_both)
{
	cpu_state.pc = facts_of.returned;
	expect_x86(6, 0, 0,
		   "returned from its entry point, which has no caller");
	expect_arm(0xf2000000, 0,
		   "returned from its entry point, which has no caller");
}

TEST(exceptions_on_aarch64)
{
	expect_arm(0x02000000, 0, "executed an undefined instruction");
	expect_arm(0x8600000f, 0, "called a null pointer, 0x0");
	expect_arm(0x96000004, 8, "read from a null pointer, 0x8");
	expect_arm(0x96000044, 8, "wrote to a null pointer, 0x8");
	expect_arm(0x9600004f, HIGH + 0x100,
		   "wrote to 0xffffffff80000100, which is read-only: kernel "
		   "text, main+0x0");
	expect_arm(0x8600000f, HIGH + 0x3000,
		   "jumped to 0xffffffff80003000, which is not executable: "
		   "kernel data, counter+0x0");
	expect_arm(0x96000047, 0x310ff8,
		   "overflowed its stack: it wrote to 0x310ff8 in the guard "
		   "page");
	expect_arm(0x96000004, UINT64_C(0x8000000000001234),
		   "read from 0x8000000000001234, which is not a canonical "
		   "address");
	expect_arm(0x96000021, HIGH + 0x3001,
		   "read from 0xffffffff80003001, which is not aligned: kernel "
		   "data, counter+0x1");
	expect_arm(0x96000010, 0xfee00000,
		   "read from 0xfee00000, which nothing responds to: device "
		   "addresses");
	expect_arm(0x9600000f, HIGH + 0x100,
		   "read from 0xffffffff80000100, which may not be read: "
		   "kernel text, main+0x0");
	expect_arm(0x1e000000, 0, "used floating point while that is disabled");
	expect_arm(0x3a000000, 0, "is in an illegal execution state");
	expect_arm(0x62000000, 0,
		   "accessed a system register that it may not access");
	expect_arm(0x8a000000, 0, "jumped to an address that is not aligned");
	expect_arm(0xf2000000, 0, "executed a breakpoint");
	expect_arm(0x9a000000, 0, "has a stack pointer that is not aligned");
	expect_arm(0x56000000, 0, "executed SVC, and there is no handler");
	expect_arm(0xfc000000, 0, "caused an exception");
	cpu_state.vector = 5;
	assert_string_equal(sentence(), "The kernel received an interrupt "
					"without a handler.");
}

static const char *vector(uint32_t number)
{
	static char text[64];
	struct buffer buffer;
	const struct sink out = buffer_sink(&buffer, text, sizeof(text));

	cpu_state.vector = number;
	cpu_state.code = 0;
	crash_x86_64.print_vector(&out, &cpu_state);
	return text;
}

TEST(only_exceptions_that_have_an_error_code_show_one)
{
	assert_string_equal(vector(6), "Exception 6 (#UD)");
	assert_string_equal(vector(8), "Exception 8 (#DF), error code 0x0");
	assert_string_equal(vector(16), "Exception 16 (#MF)");
	assert_string_equal(vector(14), "Exception 14 (#PF), error code 0x0");
	assert_string_equal(vector(40), "Exception 40");
}

/* --- screens ------------------------------------------------------------ */

static void given_frames(void)
{
	stack[2] = STACK + 0x40;
	stack[3] = HIGH + 0x208;
	stack[8] = STACK + 0x80;
	stack[9] = HIGH + 0x104;
	stack[16] = 0;
	stack[17] = facts_of.returned;
	cpu_state.sp = STACK + 8;
	stack[1] = HIGH + 0x210;
}

TEST(the_screen_on_x86_64)
{
	given_frames();
	for (size_t i = 0; i < 16; i++)
		cpu_state.general[i] = 0x1111111111111111 * i;
	cpu_state.general[6] = STACK + 0x10;
	cpu_state.general[7] = cpu_state.sp;
	crash.clock = true;
	crash.entered_us = 12034;
	cpu_state.pc = 0;
	x86(14, 0x10, 0);
	assert_string_equal(differs_from_golden("crash-x86_64.text", printed()),
			    "");
}

TEST(the_screen_on_aarch64)
{
	given_frames();
	for (size_t i = 0; i < 31; i++)
		cpu_state.general[i] = 0x111111111111111 * i;
	cpu_state.general[29] = STACK + 0x10;
	arm(0x96000004, UINT64_C(0x7f0000000000));
	assert_string_equal(
		differs_from_golden("crash-aarch64.text", printed()), "");
}

static size_t lines_of_trace(void)
{
	const char *at = strstr(printed(), "Stack trace:\n");
	size_t cnt = 0;

	for (at = strchr(at, '\n') + 1; *at == ' '; at = strchr(at, '\n') + 1)
		cnt++;
	return cnt;
}

TEST(a_stack_trace_ends_at_a_frame_that_makes_no_sense)
{
	facts_of.arch = &crash_x86_64;
	given_frames();
	cpu_state.general[6] = STACK + 0x10;
	assert_int_equal(lines_of_trace(), 3);
	/* Not higher. */
	stack[8] = STACK + 0x40;
	assert_int_equal(lines_of_trace(), 3);
	/* Not a return address. */
	stack[9] = HIGH + 0x3000;
	assert_int_equal(lines_of_trace(), 2);
	/* Not a place that can be read. */
	cpu_state.general[6] = 0x310ff0;
	assert_int_equal(lines_of_trace(), 1);
	cpu_state.general[6] = STACK + 0x11;
	assert_int_equal(lines_of_trace(), 1);
	/* Only its first word can be read. */
	cpu_state.general[6] = HIGH + 0x4ff8;
	assert_int_equal(lines_of_trace(), 1);
	cpu_state.general[6] = STACK + 0x10;
	crash.read = NULL;
	assert_int_equal(lines_of_trace(), 1);
}

TEST(a_stack_trace_has_an_end)
{
	facts_of.arch = &crash_x86_64;
	for (size_t i = 0; i < 64; i += 2) {
		stack[i] = STACK + 8 * (i + 2);
		stack[i + 1] = TEXT;
	}
	cpu_state.general[6] = STACK;
	assert_int_equal(lines_of_trace(), 13);
}
