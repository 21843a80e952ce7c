/* SPDX-License-Identifier: BSD-2-Clause */
/* All checks, one after the other. */
#include "ovmf/kernel/limine/probe.h"

const struct sink probe_out = { .write = machine_write };
static unsigned int wrong;

void expect(bool holds, const char *what)
{
	if (holds)
		return;
	print(&probe_out, "probe: WRONG: %s\n", what);
	wrong++;
}

void probe_main(void)
{
	machine_begin();
	say("entered, base revision %u\n", asked_revision);
	if (asked_revision > 0) {
		expect(base_revision[2] == 0, "the base revision is supported");
		expect(base_revision[1] == (asked_revision >= 3
						    ? asked_revision
						    : 0x6a7b384944536bdc),
		       "the loader says the base revision it uses");
	}
	check_responses();
	check_image();
	check_rows();
	check_mappings();
	check_texts();
	check_files();
	check_screen();
	check_tables();
	check_copies();
	check_processors();
	say("%s\n", wrong ? "something is wrong" : "all is well");
	machine_end(wrong != 0);
}
