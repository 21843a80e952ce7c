/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tables of docs/table.md as files.
 */
#ifndef TOOLS_TABLEFILE_H
#define TOOLS_TABLEFILE_H

#include "core/convert/convert.h"
#include "tools/import/import.h"

/* Are these the bytes of a table, sound or not? */
bool tablefile_is(const void *bytes, size_t len);

/*
 * The firmware's map in the table, with what the loader held, so that the
 * same conversion gives the sets of the table. It does not know the options:
 * a mem= has to be given again.
 */
enum import_result tablefile_read(struct capture *ret_capture, void **ret_store,
				  const char *name, const void *bytes,
				  size_t len, const struct sink *messages);

/* The conversion as a table with MBT_FLAG_SIMULATED. */
void tablefile_render(const struct sink *out,
		      const struct conversion *conversion);

#endif
