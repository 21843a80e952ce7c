/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A QEMU plugin that counts the guest's instructions and writes a line with the
 * count at each marker, which is a prefetch that occurs nowhere else. Waiting
 * is not counted.
 *
 *	out=FILE     for these lines: "COUNT", or "COUNT NAME" for an address
 *	marks=FILE   also writes a line at each of the addresses in this file,
 *	             which has lines "ADDRESS NAME", in hexadecimal
 *
 * Debian's QEMU supports plugins, but no package has the header: the part of
 * the interface, version 1, that is used here is declared below.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "marker.h"

struct qemu_plugin_tb;
struct qemu_plugin_insn;

typedef void translate_fn(uint64_t id, struct qemu_plugin_tb *block);
typedef void execute_fn(unsigned int cpu, void *data);

#define PUBLIC __attribute__((visibility("default")))
/* Values of QEMU's enumerations. */
enum { INLINE_ADD_U64 = 0, NO_REGISTERS = 0 };

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, translate_fn *fn);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(
	const struct qemu_plugin_tb *block, size_t index);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn,
						int op, void *at,
						uint64_t value);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
					    execute_fn *fn, int flags,
					    void *data);
int qemu_plugin_install(uint64_t id, const void *info, int argc, char **argv);

PUBLIC int qemu_plugin_version = 1;

static uint64_t count;
static FILE *out;

struct mark {
	uint64_t address;
	char name[64];
};
#define MARKS 4096
static struct mark marks[MARKS];
static size_t mark_cnt;

/* data is a struct mark, or NULL for a marker. */
static void found(unsigned int cpu, void *data)
{
	const struct mark *mark = data;

	(void)cpu;
	fprintf(out, "%" PRIu64 "%s%s\n", count, mark ? " " : "",
		mark ? mark->name : "");
	fflush(out);
}

static int is_marker(const struct qemu_plugin_insn *insn)
{
	static const unsigned char marker[] = { MARKER };

	return qemu_plugin_insn_size(insn) == sizeof(marker) &&
	       !memcmp(qemu_plugin_insn_data(insn), marker, sizeof(marker));
}

static struct mark *mark_at(uint64_t address)
{
	for (size_t i = 0; i < mark_cnt; i++)
		if (marks[i].address == address)
			return &marks[i];
	return NULL;
}

static void translate(uint64_t id, struct qemu_plugin_tb *block)
{
	(void)id;
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
		struct qemu_plugin_insn *insn =
			qemu_plugin_tb_get_insn(block, i);
		struct mark *mark = mark_at(qemu_plugin_insn_vaddr(insn));

		qemu_plugin_register_vcpu_insn_exec_inline(insn, INLINE_ADD_U64,
							   &count, 1);
		if (mark || is_marker(insn))
			qemu_plugin_register_vcpu_insn_exec_cb(
				insn, found, NO_REGISTERS, mark);
	}
}

static bool read_marks(const char *path)
{
	FILE *in = fopen(path, "r");

	while (in && mark_cnt < MARKS &&
	       fscanf(in, "%" SCNx64 " %63s", &marks[mark_cnt].address,
		      marks[mark_cnt].name) == 2)
		mark_cnt++;
	return in && !fclose(in);
}

PUBLIC int qemu_plugin_install(uint64_t id, const void *info, int argc,
			       char **argv)
{
	(void)info;
	for (int i = 0; i < argc; i++) {
		if (!strncmp(argv[i], "out=", 4))
			out = fopen(argv[i] + 4, "w");
		else if (strncmp(argv[i], "marks=", 6) ||
			 !read_marks(argv[i] + 6))
			return -1;
	}
	if (!out)
		return -1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
	return 0;
}
