/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Everything about a machine in three new files: the raw map, JSON and text.
 * They go to the volume that memblock.efi came from, or to its server.
 */
#ifndef EFI_OUTPUT_SAVE_ALL_H
#define EFI_OUTPUT_SAVE_ALL_H

#include "core/convert/conversion.h"
#include "core/report/request.h"
#include "core/text/print.h"
#include "efi/uefi/firmware.h"

#define SAVE_ALL_PATH 200

struct save_all {
	/* Of the files, without ".raw", ".json" and ".txt". */
	char path[SAVE_ALL_PATH];
	bool on_server;
};

/*
 * Saves the conversion under the first name whose number is free; existing
 * files are never changed. request is for all but the format. A failure has
 * written one sentence to err, and left the files that it could write, each of
 * them whole.
 */
struct fw_status save_all(struct save_all *ret, const struct firmware *fw,
			  const struct conversion *conversion,
			  const struct report_request *request,
			  const struct sink *err);

/* After success: what was saved, and how to read it at the desk. */
void save_all_describe(const struct sink *out, const struct save_all *saved);

#endif
