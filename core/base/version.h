/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The version of the application, the host program and core/. CHANGELOG.md
 * says what each version brought. The table has a version of its format,
 * MBT_VERSION_MAJOR and MBT_VERSION_MINOR in core/handoff/table.h.
 */
#ifndef CORE_BASE_VERSION_H
#define CORE_BASE_VERSION_H

#define MEMBLOCK_VERSION "0.1"

#endif
