/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The log of a TPM's measurements (TCG PC Client Platform Firmware Profile
 * 1.05, 10.2): events one after the other, in one of two formats.
 */
#ifndef CORE_FIRMWARE_TPM_LOG_H
#define CORE_FIRMWARE_TPM_LOG_H

#include "core/base/types.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tpm_log_format {
	TPM_LOG_SHA1 = 1,  /* each event is a TCG_PCR_EVENT */
	TPM_LOG_AGILE = 2, /* all but the first are TCG_PCR_EVENT2 */
};

/* The bytes of the log, whose last event begins at that offset. 0: it is not
 * sound, or needs more than room bytes, which can be read. */
size_t tpm_log_size(const uint8_t *log, size_t room, size_t last,
		    enum tpm_log_format format);

#ifdef __cplusplus
}
#endif

#endif
