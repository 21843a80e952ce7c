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

/* What AMD's SYSCFG and TOP_MEM2 make write-back without a variable MTRR:
 * memory from 4 GiB on (AMD APM volume 2, 7.9.4). False: nothing. */
bool mtrr_top_mem2(struct fact_mtrr *ret, uint64_t syscfg, uint64_t top_mem2);

#endif
