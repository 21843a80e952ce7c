# SPDX-License-Identifier: BSD-2-Clause
# Our loader beside systemd-boot and GRUB, on the same machine.

BB := $(O)/$(ARCH)/bench
BB_ARCH := ovmf/bench/arch/$(ARCH)
BB_OBJ := $(BB)/ovmf/bench/line.o $(BB)/$(KERNEL_ARCH)/machine.o
BB_SIZES = 1 64
BB_PAYLOADS := $(foreach n,$(BB_SIZES),$(BB)/payload-$(n).efi \
	$(BB)/payload-$(n).elf)

PKG_bench-boot = $(PKG_run) libc6-dev grub-common \
	grub-efi-amd64-bin systemd-boot-efi

#: make bench-boot        our loader beside systemd-boot and GRUB; BOOTS=3
BOOTS ?= 3
.PHONY: bench-boot
bench-boot: deps-bench-boot
	$(build) $(APP) $(BB)/launch.efi $(BB)/grub.efi $(BB)/count.so \
		$(BB_PAYLOADS)
	$(Q)./ovmf/bench/boot.sh -n $(BOOTS) $(BB_SIZES)

$(BB)/launch.so: $(BB)/ovmf/bench/launch.o $(BB_OBJ)

# Without gnu-efi's start code: the payload's own first instruction counts.
$(BB)/payload-%.so: $(BB)/payload-%.o $(BB)/ovmf/bench/payload.o $(BB_OBJ)
	$(call say,LD,$@)
	$(Q)$(ARCH_LD) $^ -o $@

$(BB)/payload-%.elf: $(BB)/payload-%.o $(BB)/ovmf/bench/payload.o $(BB_OBJ)
	$(call say,LD,$@)
	$(Q)$(KERNEL_LD) -e _start -T ovmf/kernel/link.ld $^ -o $@

$(BB)/payload-%.o: $(BB_ARCH)/payload.S
	$(call say,AS,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) -I$(BB_ARCH) \
		-DPAYLOAD_SIZE='($* << 20)' -c $< -o $@

$(BB)/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) $(ARCH_CPPFLAGS) -I$(BB_ARCH) \
		$(CFLAGS_APP) -c $< -o $@

# For QEMU, on the host.
$(BB)/count.so: ovmf/bench/count.c $(BB_ARCH)/marker.h
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -std=c11 -O2 $(WARN) -I$(BB_ARCH) -fPIC -shared \
		-fvisibility=hidden $< -o $@

# The least GRUB that can start an EFI application from a FAT volume.
$(BB)/grub.efi: ovmf/bench/grub.cfg
	$(call say,GRUB,$@)
	$(Q)mkdir -p $(@D)
	$(Q)grub-mkimage -O x86_64-efi -p '(hd0)/' -c $< -o $@ boot chain fat
