/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SHIM_MEMORY_HOTPLUG_H
#define SHIM_MEMORY_HOTPLUG_H

#include <stdbool.h>

/* The tests define it and their option -m sets it. */
extern bool movable_node_enabled;

static inline bool movable_node_is_enabled(void)
{
	return movable_node_enabled;
}

#endif
