/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The layers (struct layers of core/convert/stages.h) of a map that ascends and
 * has no overlaps, which is the usual one: made in one walk. Those of any other
 * map are made in core/convert/descriptors.c.
 */
#ifndef CORE_CONVERT_LAYERS_H
#define CORE_CONVERT_LAYERS_H

#include "core/convert/classify.h"
#include "core/convert/stages.h"

/* Returns false when a descriptor is not in whole pages or starts below the end
 * of the one before; *ret and *ret_layers are then to be made anew. The sets
 * have room for a region of each descriptor. */
bool layers_read_ascending(struct descriptors *ret, struct layers *ret_layers,
			   const struct convert_settings *settings);

/* Returns true for a rule that reserves its descriptors. Soft-reserved ranges
 * are reserved by their entries in the edited E820 table instead. */
static inline bool layers_is_reserved(const struct policy_row *rule)
{
	return rule->owner != OWNER_NONE && rule->owner != OWNER_SOFT_RESERVED;
}

#endif
