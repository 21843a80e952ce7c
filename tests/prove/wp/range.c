/* SPDX-License-Identifier: BSD-2-Clause */
/* The contracts of core/base/range.h, which is proved without a user. */
#include "core/base/range.h"

/*@ // The range does not wrap.
    predicate is_range(struct range r) = r.base + r.size <= 0xffffffffffffffff;

    predicate in_range(struct range r, integer a) =
      r.base <= a < r.base + r.size;
*/

/*@ assigns \nothing;
    ensures \result == (a < b ? a : b); */
static inline phys_addr_t phys_min(phys_addr_t a, phys_addr_t b);

/*@ assigns \nothing;
    ensures \result == (a > b ? a : b); */
static inline phys_addr_t phys_max(phys_addr_t a, phys_addr_t b);

/*@ requires is_range(range);
    assigns \nothing;
    ensures \result == range.base + range.size; */
static inline phys_addr_t range_end(struct range range);

/*@ assigns \nothing;
    ensures is_range(\result) && \result.base == base;
    ensures \forall integer a; in_range(\result, a) <==> base <= a < end; */
static inline struct range range_from_to(phys_addr_t base, phys_addr_t end);

/*@ requires is_range(range);
    assigns \nothing;
    ensures \result <==> in_range(range, addr); */
static inline bool range_contains(struct range range, phys_addr_t addr);

/*@ requires is_range(a) && is_range(b);
    assigns \nothing;
    ensures \forall integer x; in_range(a, x) && in_range(b, x) ==> \result;
    ensures \result ==> a.size > 0 && b.size > 0 &&
      a.base < b.base + b.size && b.base < a.base + a.size; */
static inline bool range_overlaps(struct range a, struct range b);

/*@ requires is_range(a) && is_range(b);
    assigns \nothing;
    ensures is_range(\result);
    ensures \forall integer x; in_range(\result, x) <==>
      in_range(a, x) && in_range(b, x); */
static inline struct range range_intersect(struct range a, struct range b);

/*@ requires is_range(a) && is_range(b);
    assigns \nothing;
    ensures is_range(\result);
    ensures \forall integer x; in_range(a, x) || in_range(b, x) ==>
      in_range(\result, x);
    ensures \result.base == a.base || \result.base == b.base; */
static inline struct range range_join(struct range a, struct range b);
