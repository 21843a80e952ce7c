/* SPDX-License-Identifier: BSD-2-Clause */
#include "efi/uefi/time.h"

#include "efi/uefi/uefi.h"

/* Days since 1970 of a date in the Gregorian calendar, in years from March. */
static int64_t days(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;

	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day -
	       719469;
}

static bool is_date(const EFI_TIME *time)
{
	return time->Year >= 1900 && time->Year <= 9999 && time->Month >= 1 &&
	       time->Month <= 12 && time->Day >= 1 && time->Day <= 31 &&
	       time->Hour < 24 && time->Minute < 60 && time->Second < 60;
}

bool fw_time(const struct firmware *fw, int64_t *ret)
{
	EFI_TIME time = { 0 };
	EFI_STATUS status =
		uefi_system(fw)->RuntimeServices->GetTime(&time, NULL);
	int64_t zone;

	if (EFI_ERROR(status) || !is_date(&time))
		return false;
	/* Local time is UTC minus the zone, in minutes (8.3.1). */
	zone = time.TimeZone >= -1440 && time.TimeZone <= 1440 ? time.TimeZone
							       : 0;
	*ret = ((days(time.Year, time.Month, time.Day) * 24 + time.Hour) * 60 +
		time.Minute + zone) *
		       60 +
	       time.Second;
	return true;
}
