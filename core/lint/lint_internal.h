/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the checks of core/lint share.
 */
#ifndef CORE_LINT_LINT_INTERNAL_H
#define CORE_LINT_LINT_INTERNAL_H

#include "core/lint/lint.h"

#define MIB ((phys_addr_t)1 << 20)
#define GIB ((phys_addr_t)1 << 30)

/* Which data decide a rule. */
enum lint_needs {
	NEEDS_ANY = 0,
	NEEDS_EFI = 1 << 0, /* EFI descriptors, not E820 rows */
	NEEDS_X86 = 1 << 1,
	NEEDS_ARM64 = 1 << 2,
	NEEDS_NO_MAP = 1 << 3, /* a map that cannot be converted */
	NEEDS_CACHES = 1 << 4, /* how memory can be cached and protected */
};

/* Sets of types and attributes for the conditions of rules.def. */
#define LINT_ACPI                                \
	(EFI_TYPE_BIT(EFI_ACPI_RECLAIM_MEMORY) | \
	 EFI_TYPE_BIT(EFI_ACPI_MEMORY_NVS))
#define LINT_KEPT \
	(EFI_TYPES_RUNTIME | LINT_ACPI | EFI_TYPE_BIT(EFI_PERSISTENT_MEMORY))
#define LINT_DEVICES                          \
	(EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO) | \
	 EFI_TYPE_BIT(EFI_MEMORY_MAPPED_IO_PORT_SPACE))
#define LINT_OTHER_RUNTIME                                        \
	(EFI_TYPES_ANY & ~(EFI_TYPES_USABLE | EFI_TYPES_RUNTIME | \
			   LINT_DEVICES | EFI_TYPE_BIT(EFI_PAL_CODE)))
#define LINT_CACHES \
	(EFI_ATTR_UC | EFI_ATTR_WC | EFI_ATTR_WT | EFI_ATTR_WB | EFI_ATTR_UCE)
#define LINT_KNOWN                                                             \
	(LINT_CACHES | EFI_ATTR_WP | EFI_ATTR_RP | EFI_ATTR_XP | EFI_ATTR_NV | \
	 EFI_ATTR_MORE_RELIABLE | EFI_ATTR_RO | EFI_ATTR_SP |                  \
	 EFI_ATTR_CPU_CRYPTO | EFI_ATTR_HOT_PLUGGABLE | EFI_ATTR_ISA_VALID |   \
	 EFI_ATTR_ISA_MASK | EFI_ATTR_RUNTIME)

/* A run of the rules. */
struct lint {
	const struct capture *capture;
	const struct conversion *conversion; /* NULL: rules NEEDS_NO_MAP */
	const struct facts *facts;           /* never NULL */
	const struct lint_taker *taker;
	void (*run_log)(const struct lint *lint); /* or NULL */
	enum lint_rule rule;                      /* the current one */
};

/* Each reports a finding, unless rule is not the current one: a check that
 * serves several rules looks at the map once for each. */
void lint_map(const struct lint *lint, enum lint_rule rule, uint64_t number,
	      uint64_t other_number);
void lint_range(const struct lint *lint, enum lint_rule rule,
		struct range range, uint64_t number, uint64_t other_number);
void lint_row(const struct lint *lint, enum lint_rule rule, size_t row,
	      uint64_t number);
void lint_pair(const struct lint *lint, enum lint_rule rule, size_t row,
	       size_t other);

/* Bits of enum lint_needs, and others that applies() does not look at. */
unsigned int lint_needs(enum lint_rule rule);
/* The format of lint_print_detail(), "" without one. */
const char *lint_detail_format(enum lint_rule rule);

/* --- descriptors --------------------------------------------------------- */

struct lint_desc {
	size_t row;
	struct efi_memory_desc desc;
	struct range range; /* what counts of it; size 0: skipped */
	unsigned int anomalies;
};

/* The descriptor with this index, and the number of descriptors. */
struct lint_desc lint_desc(const struct lint *lint, size_t row);
size_t lint_rows(const struct lint *lint);

/* The next descriptor by address that is not skipped. *at starts as 0. */
bool lint_next(const struct lint *lint, size_t *at, struct lint_desc *ret);

static inline bool lint_is(const struct lint_desc *one, uint32_t types)
{
	return efi_type_among(one->desc.type, types);
}

/* --- memory -------------------------------------------------------------- */

/* Bytes of the set's regions in a range. */
phys_addr_t lint_covered(const struct memblock_type *set, struct range range);

/* Memory that is neither reserved nor NOMAP in a range. */
struct lint_free {
	phys_addr_t size;
	phys_addr_t largest;
};
struct lint_free lint_free_in(const struct memblock *mb, struct range range);

/* Whether the kernel of the log had mem= or memmap= that the conversion was not
 * given: what Linux computed differs for that reason. */
bool lint_options_differ(const struct lint *lint);

/* --- checks -------------------------------------------------------------- */

/* Those of the rules: lint_check_function() for CHECK(function) and so on. */
#define ANOMALY(...)
#define RULE(rule, name, text, severity, needs, condition, ...) condition
#define ROWS(...)
#define ROW_CHECK(name)                                 \
	void lint_check_##name(const struct lint *lint, \
			       const struct lint_desc *one);
#define PAIR_CHECK(name)                                     \
	void lint_check_##name(const struct lint *lint,      \
			       const struct lint_desc *last, \
			       const struct lint_desc *one);
#define CHECK(name)      void lint_check_##name(const struct lint *lint);
#define ROWS_CHECK(name) CHECK(name)
#define LOG_CHECK(name)  CHECK(name)
#include "core/lint/rules.def"
#undef ANOMALY
#undef RULE
#undef ROWS
#undef ROW_CHECK
#undef PAIR_CHECK
#undef CHECK
#undef ROWS_CHECK
#undef LOG_CHECK

#endif
