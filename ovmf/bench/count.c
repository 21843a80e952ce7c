/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A QEMU plugin that counts the guest's instructions and writes a line with the
 * count at each marker, which is a prefetch that occurs nowhere else. Waiting
 * is not counted.
 *
 * Debian's QEMU supports plugins, but no package has the header: the part of
 * the interface, version 1, that is used here is declared below.
 */
#include <inttypes.h>
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

static void found(unsigned int cpu, void *data)
{
	(void)cpu;
	(void)data;
	fprintf(out, "%" PRIu64 "\n", count);
	fflush(out);
}

static int is_marker(const struct qemu_plugin_insn *insn)
{
	static const unsigned char marker[] = { MARKER };

	return qemu_plugin_insn_size(insn) == sizeof(marker) &&
	       !memcmp(qemu_plugin_insn_data(insn), marker, sizeof(marker));
}

static void translate(uint64_t id, struct qemu_plugin_tb *block)
{
	(void)id;
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
		struct qemu_plugin_insn *insn =
			qemu_plugin_tb_get_insn(block, i);

		qemu_plugin_register_vcpu_insn_exec_inline(insn, INLINE_ADD_U64,
							   &count, 1);
		if (is_marker(insn))
			qemu_plugin_register_vcpu_insn_exec_cb(
				insn, found, NO_REGISTERS, NULL);
	}
}

/* out=FILE */
PUBLIC int qemu_plugin_install(uint64_t id, const void *info, int argc,
			       char **argv)
{
	(void)info;
	if (argc != 1 || strncmp(argv[0], "out=", 4))
		return -1;
	out = fopen(argv[0] + 4, "w");
	if (!out)
		return -1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
	return 0;
}
