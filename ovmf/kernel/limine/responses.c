/* SPDX-License-Identifier: BSD-2-Clause */
/* Which requests have a response, and what texts and times they give. */
#include "ovmf/kernel/limine/probe.h"

bool in_loader_memory(const volatile void *at, uint64_t size)
{
	return memory_has_type((uint64_t)at - answer(&hhdm, 0), size, 5);
}

static void check_response(const volatile struct request *request,
			   const char *name)
{
	if (!request->response)
		say("no response: %s\n", name);
	else if (!in_loader_memory(request->response, 8))
		expect(false, "responses are in reclaimable memory");
}

#define CHECK_RESPONSE(name) check_response(&name, #name)

void check_responses(void)
{
	CHECK_RESPONSE(bootloader_info);
	CHECK_RESPONSE(cmdline);
	CHECK_RESPONSE(firmware_type);
	CHECK_RESPONSE(stack_size);
	CHECK_RESPONSE(hhdm);
	CHECK_RESPONSE(framebuffer);
	CHECK_RESPONSE(paging_mode);
	CHECK_RESPONSE(memmap);
	CHECK_RESPONSE(entry_point);
	CHECK_RESPONSE(executable_file);
	CHECK_RESPONSE(module);
	CHECK_RESPONSE(rsdp);
	CHECK_RESPONSE(smbios);
	CHECK_RESPONSE(system_table);
	CHECK_RESPONSE(efi_memmap);
	CHECK_RESPONSE(date_at_boot);
	CHECK_RESPONSE(executable_address);
	CHECK_RESPONSE(device_tree);
	CHECK_RESPONSE(performance);
	CHECK_RESPONSE(keep_iommu);
	CHECK_RESPONSE(tsc_frequency);
	CHECK_RESPONSE(tpm_log);
	CHECK_RESPONSE(entropy);
	CHECK_RESPONSE(mp);
	expect(bootloader_info.response && cmdline.response &&
		       firmware_type.response && stack_size.response &&
		       hhdm.response && paging_mode.response &&
		       memmap.response && entry_point.response &&
		       executable_file.response && system_table.response &&
		       efi_memmap.response && date_at_boot.response &&
		       executable_address.response && performance.response &&
		       tsc_frequency.response && mp.response,
	       "what every machine has is in a response");
	expect(!keep_iommu.response == !machine_has_iommu,
	       "only x86 has a response about the IOMMU");
	expect(!terminal.response && !hart.response,
	       "what the loader or the machine lacks has no response");
	expect(!unknown.response, "an unknown request has no response");
}

void check_texts(void)
{
	say("loader '%s' '%s'\n", (const char *)answer(&bootloader_info, 0),
	    (const char *)answer(&bootloader_info, 1));
	say("command line '%s'\n", (const char *)answer(&cmdline, 0));
	say("firmware %u, paging mode %u\n",
	    (unsigned)answer(&firmware_type, 0),
	    (unsigned)answer(&paging_mode, 0));
	say("date %jd, counter %ju Hz, entered after %ju us\n",
	    (intmax_t)answer(&date_at_boot, 0),
	    (uintmax_t)answer(&tsc_frequency, 0),
	    (uintmax_t)(answer(&performance, 2) - answer(&performance, 0)));
	/* The years 2020 to 2100. */
	expect(answer(&date_at_boot, 0) > 1577836800 &&
		       answer(&date_at_boot, 0) < 4102444800,
	       "the date is plausible");
	expect(answer(&performance, 0) <= answer(&performance, 1) &&
		       answer(&performance, 1) <= answer(&performance, 2),
	       "times ascend");
}
