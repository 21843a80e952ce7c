/* SPDX-License-Identifier: BSD-2-Clause */
/* The screen, from top to bottom. */
#include "core/crash/crash.h"

/* Frames of the stack trace at most. */
#define FRAMES 12

/* --- what happened -------------------------------------------------------- */

static void print_access(const struct sink *out, const struct crash *crash,
			 const struct crash_cause *cause)
{
	static const char *const verbs[] = { "read from", "wrote to",
					     "jumped to" };
	static const char *const rights[] = { "may not be read", "is read-only",
					      "is not executable" };
	static const char *const reasons[] = {
		[CRASH_UNMAPPED] = "is not mapped",
		[CRASH_MISALIGNED] = "is not aligned",
		[CRASH_BUS] = "nothing responds to",
	};
	uint64_t address = crash->cpu->address;
	const struct crash_place place = crash_find(crash, address);
	bool nowhere = place.owner <= CRASH_NOT_CANONICAL;

	if (place.owner == CRASH_NULL_PAGE) {
		print(out, "%s a null pointer, 0x%jx",
		      cause->access == CRASH_EXECUTE ? "called"
						     : verbs[cause->access],
		      (uintmax_t)address);
		return;
	}
	if (place.owner == CRASH_GUARD) {
		print(out,
		      "overflowed its stack: it %s 0x%jx in the guard page",
		      verbs[cause->access], (uintmax_t)address);
		return;
	}
	print(out, "%s 0x%jx, which ", verbs[cause->access],
	      (uintmax_t)address);
	if (place.owner == CRASH_NOT_CANONICAL)
		print_str(out, "is not a canonical address");
	else
		print_str(out, cause->reason == CRASH_FORBIDDEN
				       ? rights[cause->access]
				       : reasons[cause->reason]);
	if (nowhere)
		return;
	print_str(out, ": ");
	crash_print_place(out, crash, address);
}

/* The processor does not say which address it was. */
static void print_suspect(const struct sink *out, const struct crash *crash)
{
	const struct crash_arch *w = crash->facts->arch;

	for (size_t i = 0; i < w->registers; i++) {
		uint64_t value = crash->cpu->general[i];

		if (crash_find(crash, value).owner != CRASH_NOT_CANONICAL)
			continue;
		print(out,
		      "used an address that is not canonical, probably that "
		      "in %.3s, 0x%jx",
		      w->names + 3 * i, (uintmax_t)value);
		return;
	}
	print_str(out, "executed an instruction with operands that are not "
		       "allowed");
}

static void print_sentence(const struct sink *out, const struct crash *crash)
{
	const struct crash_cause cause = crash->facts->arch->cause(crash->cpu);

	print_str(out, "The kernel ");
	if (crash->cpu->pc == crash->facts->returned)
		print_str(out, "returned from its entry point, which has no "
			       "caller");
	else if (cause.reason == CRASH_ADDRESS)
		print_suspect(out, crash);
	else if (cause.reason == CRASH_OTHER)
		print_str(out,
			  cause.words ? cause.words : "caused an exception");
	else
		print_access(out, crash, &cause);
	print_str(out, ".\n\n");
}

/* --- registers ------------------------------------------------------------ */

static void print_address(const struct sink *out, const struct crash *crash,
			  const char *name, uint64_t address)
{
	print(out, "%-3s %016jx  ", name, (uintmax_t)address);
	crash_print_place(out, crash, address);
	print_str(out, "\n");
}

static void print_registers(const struct sink *out, const struct crash *crash)
{
	const struct crash_arch *w = crash->facts->arch;

	for (size_t i = 0; i < w->registers; i++)
		print(out, "%.3s %016jx%s", w->names + 3 * i,
		      (uintmax_t)crash->cpu->general[i],
		      i % 3 == 2 ? "\n" : "  ");
	if (!w->stack_has_link)
		print(out, "SP  %016jx  ", (uintmax_t)crash->cpu->sp);
	print(out, "%s %016jx\n\n", w->flags, (uintmax_t)crash->cpu->flags);
}

/* --- the stack ------------------------------------------------------------ */

static void print_frame(const struct sink *out, const struct crash *crash,
			uint64_t pc)
{
	print(out, " %016jx  ", (uintmax_t)pc);
	crash_print_place(out, crash, pc);
	print_str(out, "\n");
}

static bool readable(const struct crash *crash, uint64_t address)
{
	const struct crash_place first = crash_find(crash, address);
	const struct crash_place last = crash_find(crash, address + 15);

	return crash->read && address % 8 == 0 && crash_readable(&first) &&
	       crash_readable(&last);
}

static uint64_t read(const struct crash *crash, uint64_t address)
{
	return crash->read(crash->read_ctx, address);
}

static bool in_text(const struct crash *crash, uint64_t pc)
{
	const struct crash_place place = crash_find(crash, pc);

	return place.owner == CRASH_SEGMENT && place.segment->execute;
}

/* Who called what is not code: nothing else has been pushed yet. */
static void print_caller(const struct sink *out, const struct crash *crash)
{
	const struct crash_arch *arch = crash->facts->arch;
	uint64_t caller = crash->cpu->general[arch->registers - 1];

	if (arch->stack_has_link) {
		if (!readable(crash, crash->cpu->sp))
			return;
		caller = read(crash, crash->cpu->sp);
	}
	if (in_text(crash, caller))
		print_frame(out, crash, caller);
}

/* A frame is the frame pointer of the caller, which is higher, and the return
 * address. */
static void print_trace(const struct sink *out, const struct crash *crash)
{
	uint64_t frame = crash->cpu->general[crash->facts->arch->frame];

	print_str(out, "Stack trace:\n");
	print_frame(out, crash, crash->cpu->pc);
	if (!in_text(crash, crash->cpu->pc))
		print_caller(out, crash);
	for (int i = 0; i < FRAMES && readable(crash, frame); i++) {
		uint64_t next = read(crash, frame);
		uint64_t pc = read(crash, frame + 8);

		if (!in_text(crash, pc))
			break;
		print_frame(out, crash, pc);
		if (next <= frame)
			break;
		frame = next;
	}
	print_str(out, "\n");
}

/* --- all of it ------------------------------------------------------------ */

void crash_print(const struct sink *out, const struct crash *crash)
{
	const struct crash_cpu *cpu = crash->cpu;
	const struct crash_arch *w = crash->facts->arch;

	print(out, "\n" CRASH_BEGIN ": %s\n\n", crash->facts->path);
	print_sentence(out, crash);
	w->print_vector(out, cpu);
	if (crash->facts->stack_cnt > 1)
		print(out, ", on processor 0x%jx", (uintmax_t)cpu->processor);
	print_str(out, "\n\n");
	print_address(out, crash, w->pc, cpu->pc);
	/* Without an access it is what it was before. */
	if (cpu->address || w->cause(cpu).reason >= CRASH_UNMAPPED)
		print_address(out, crash, w->address, cpu->address);
	print_registers(out, crash);
	print_trace(out, crash);
	if (crash->clock)
		print(out, "The kernel was entered %ju.%03u ms ago.\n",
		      (uintmax_t)(crash->entered_us / 1000),
		      (unsigned int)(crash->entered_us % 1000));
}

void crash_print_end(const struct sink *out)
{
	print(out, CRASH_END "; it restarts by itself after %u s.\n",
	      CRASH_SECONDS);
}
