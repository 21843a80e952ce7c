/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A flattened device tree (Devicetree Specification 0.4, 5).
 */
#ifndef CORE_FIRMWARE_DEVICE_TREE_H
#define CORE_FIRMWARE_DEVICE_TREE_H

#include "core/base/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define DEVICE_TREE_HEADER 40

/* The bytes of a tree by its header, of which DEVICE_TREE_HEADER bytes can be
 * read; 0: it is not a tree. */
size_t device_tree_size(const uint8_t *tree);

/* Replaces the nodes /memory and /memory@... of tree[size] by FDT_NOP, so that
 * everything else stays where it is. Ends at the first token that is not valid.
 */
void device_tree_forget_memory(uint8_t *tree, size_t size);

#ifdef __cplusplus
}
#endif

#endif
