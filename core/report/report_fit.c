/* SPDX-License-Identifier: BSD-2-Clause */
#include "core/report/report_fit.h"

#include "core/report/parts.h"

static void print_title(const struct sink *out,
			const struct fit_request *request)
{
	char room[HUMAN_SIZE];

	if (request->asked % PAGE_SIZE_4K != 0)
		print(out, "%ju byte%s, rounded up to ",
		      (uintmax_t)request->asked,
		      request->asked == 1 ? "" : "s");
	print_str(out, human_size(room, request->size));
	if (request->align)
		print(out, ", aligned to %s", human_size(room, request->align));
	if (request->below != PHYS_ADDR_MAX)
		print(out, ", below 0x%jx", (uintmax_t)request->below);
	print_str(out, "\n");
}

static bool print_use(const struct sink *out, const struct fit *fit,
		      enum fit_use use, const struct fit_request *request)
{
	const struct fit_step *step;
	phys_addr_t base = fit_find(fit, use, request, &step);

	print(out, "  %-12s  ", fit_use_name(use));
	if (base == 0)
		print_str(out, "does not fit\n");
	else
		print(out, RANGE_FORMAT "\n  %-12s  %s\n",
		      RANGE_ARGS(base, request->size), "", step->what);
	return base != 0;
}

static void print_bounds(const struct sink *out, const struct fit_zone *zone)
{
	char rooms[2][HUMAN_SIZE];

	if (zone->end == PHYS_ADDR_MAX)
		print(out, "from %s", human_size(rooms[0], zone->start));
	else
		print(out, "%s to %s",
		      zone->start ? human_size(rooms[0], zone->start) : "0",
		      human_size(rooms[1], zone->end));
}

static bool print_zone(const struct sink *out, const struct fit_zone *zone,
		       const struct fit_request *request)
{
	char rooms[2][HUMAN_SIZE];

	if (zone->start == zone->end)
		return false;
	print(out, "\n  %s, ", zone->name);
	print_bounds(out, zone);
	print(out, ": %s free\n", human_size(rooms[0], zone->free));
	if (zone->free == 0)
		return false;
	print(out, "    largest  " RANGE_FORMAT " %10s\n",
	      RANGE_ARGS(zone->largest.base, zone->largest.size),
	      human_size(rooms[1], zone->largest.size));
	if (zone->lowest == 0) {
		print_str(out, "    it does not fit\n");
		return false;
	}
	print(out,
	      "    lowest   " RANGE_FORMAT "\n    highest  " RANGE_FORMAT "\n",
	      RANGE_ARGS(zone->lowest, request->size),
	      RANGE_ARGS(zone->highest, request->size));
	return true;
}

bool report_fit(const struct sink *out, const struct fit *fit,
		const struct fit_request *request)
{
	struct fit_zone zone;
	bool fits = false;

	print_title(out, request);
	print_str(out, "\nWhere Linux places it, without KASLR\n");
	for (int use = 0; use < FIT_USES; use++)
		fits |= print_use(out, fit, (enum fit_use)use, request);
	print_str(out, "\nFree memory by zone, with boot services in use\n");
	for (size_t i = 0; fit_zone(fit, i, request, &zone); i++)
		fits |= print_zone(out, &zone, request);
	return fits;
}
