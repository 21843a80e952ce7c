/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reads and writes tables (docs/table.md) as files.
 */
#ifndef TOOLS_TABLEFILE_H
#define TOOLS_TABLEFILE_H

#include "core/convert/convert.h"
#include "tools/import/import.h"

/* Whether the bytes start with the magic number of a table; it need not be
 * valid. */
bool tablefile_is(const void *bytes, size_t len);

/*
 * Reads the firmware's map and the loader's ranges from a table, so that a
 * conversion results in the sets of the table. The options are not part of it:
 * mem= and others have to be given again. name is that of the file, for
 * messages. The capture refers to *ret_store, which the caller frees. Returns
 * IMPORT_FAILED, with a message, if the table cannot be read or does not
 * contain the map.
 */
enum import_result tablefile_read(struct capture *ret_capture, void **ret_store,
				  const char *name, const void *bytes,
				  size_t len, const struct sink *messages);

/* Writes the conversion as a table with MBT_FLAG_SIMULATED. */
void tablefile_render(const struct sink *out,
		      const struct conversion *conversion);

#endif
