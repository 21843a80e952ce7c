/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Variable-range MTRRs (Intel SDM volume 3, 12.11.2.3) as numbers of their two
 * registers.
 */
#ifndef CORE_FIRMWARE_MTRR_H
#define CORE_FIRMWARE_MTRR_H

#include "core/firmware/facts.h"

/* Decodes IA32_MTRR_PHYSBASEn and IA32_MTRR_PHYSMASKn. False: not enabled, or
 * the mask does not have one range. address_bits is at most 52. */
bool mtrr_decode(struct fact_mtrr *ret, uint64_t base, uint64_t mask,
		 unsigned int address_bits);

#endif
