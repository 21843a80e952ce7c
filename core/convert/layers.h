/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How descriptors become layers (struct layers of core/convert/stages.h): the
 * usual map in one walk, any other from its descriptors sorted by address.
 * ret_status is CORE_ENOSPC when a set lacks room.
 */
#ifndef CORE_CONVERT_LAYERS_H
#define CORE_CONVERT_LAYERS_H

#include "core/convert/classify.h"
#include "core/convert/stages.h"

/* The usual map. Returns false when a descriptor is not in whole pages or
 * starts below the end of the one before: then nothing of what was written
 * counts. */
bool layers_read_ascending(struct descriptors *ret, struct layers *ret_layers,
			   const struct convert_settings *settings);

/* Soft-reserved ranges are reserved by the edited E820 table instead. */
static inline bool layers_is_reserved(const struct policy_row *rule)
{
	return rule->owner != OWNER_NONE && rule->owner != OWNER_SOFT_RESERVED;
}

#endif
