# SPDX-License-Identifier: BSD-2-Clause
# Our loader compared with systemd-boot and GRUB, on the same machine.

BB := $(O)/$(ARCH)/bench
BB_ARCH := ovmf/bench/arch/$(ARCH)
BB_OBJ := $(BB)/ovmf/bench/line.o $(BB)/$(KERNEL_ARCH)/machine.o
BB_SIZES = 1 64
BB_INITRDS = 1 100
# The least that loaders can do, as programs.
BB_LEAST = floor floor_linux start launch_pxe
BB_PAYLOADS := $(foreach n,$(BB_SIZES),$(BB)/payload-$(n).efi \
	$(BB)/payload-$(n).elf $(BB)/payload-$(n)-pie.elf \
	$(BB)/payload-$(n)-mb2.elf)

# For PCs only.
PKG_bench-boot = $(if $(filter x86_64,$(ARCH)),$(PKG_run) \
	grub-common grub-efi-amd64-bin systemd-boot-efi)

BOOTS ?= 3
.PHONY: bench-boot
bench-boot: deps-bench-boot
	$(build) $(APP) $(BB)/launch.efi $(BB_LEAST:%=$(BB)/%.efi) $(BB)/grub.efi \
		$(BB)/grub-linux.efi $(BB)/grub-mb2.efi $(BB)/count.so \
		$(BB_PAYLOADS)
	$(Q)./ovmf/bench/boot.sh -n $(BOOTS) $(BB_INITRDS:%=-L %) $(BB_SIZES)

# What the explorer takes to draw.
PKG_bench-screen = $(if $(filter x86_64,$(ARCH)),$(PKG_run))
.PHONY: bench-screen
bench-screen: deps-bench-screen
	$(build) $(APP) $(BB)/launch.efi $(BB)/mark.efi $(BB)/count.so
	$(Q)./ovmf/bench/screen.sh

$(BB)/mark.so: $(BB)/ovmf/bench/mark.o
$(BB)/launch.so: $(BB)/ovmf/bench/launch.o $(BB_OBJ)
$(BB)/launch.so $(BB)/launch_pxe.so: $(BB)/ovmf/bench/begin.o
$(BB_LEAST:%=$(BB)/%.so): $(BB)/%.so: $(BB)/ovmf/bench/%.o \
	$(BB)/ovmf/bench/least.o $(BB_OBJ)

# Without gnu-efi's start code, because the payload's first instruction is what
# is measured.
$(BB)/payload-%.so: $(BB)/payload-%.o $(BB)/ovmf/bench/payload.o $(BB_OBJ)
	$(call say,LD,$@)
	$(Q)$(ARCH_CC) $(ARCH_LDFLAGS) $^ -o $@

$(BB)/payload-%.elf: $(BB)/payload-%.o $(BB)/ovmf/bench/payload.o $(BB_OBJ)
	$(call say,LD,$@)
	$(Q)$(KERNEL_LD) -e _start -T ovmf/kernel/link.ld $^ -o $@

$(BB)/payload-%-pie.elf: $(BB)/payload-%.o $(BB)/ovmf/bench/payload.o $(BB_OBJ)
	$(call say,LD,$@)
	$(Q)$(KERNEL_LD) $(KERNEL_PIE) -e _start -T ovmf/kernel/link.ld $^ -o $@

# In memory that is free, far above the firmware's.
$(BB)/payload-%-mb2.elf: $(BB)/payload-%-mb2.o
	$(call say,LD,$@)
	$(Q)$(ARCH_CROSS)ld -m elf_i386 -nostdlib -z noexecstack \
		-z max-page-size=4096 --defsym=BASE=0x2000000 \
		-T ovmf/kernel/probe/link.ld $^ -o $@

$(BB)/payload-%-mb2.o: $(BB_ARCH)/payload_mb2.S
	$(call say,AS,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(ARCH_CC) $(CPPFLAGS) -m32 -I$(BB_ARCH) \
		-DPAYLOAD_SIZE='($* << 20)' -c $< -o $@

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

# A plug-in of QEMU, which runs on the host.
$(BB)/count.so: ovmf/bench/count.c $(BB_ARCH)/marker.h
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(HOSTCC) -std=c11 -O2 $(WARN) -I$(BB_ARCH) -fPIC -shared \
		-fvisibility=hidden $< -o $@

# The smallest GRUB that can start an EFI application, Linux, or a Multiboot2
# kernel, from a FAT volume.
$(BB)/grub.efi: BB_GRUB = chain
$(BB)/grub-linux.efi: BB_GRUB = linux
$(BB)/grub-mb2.efi: BB_GRUB = multiboot2
$(BB)/grub.efi $(BB)/grub-linux.efi $(BB)/grub-mb2.efi: $(BB)/%.efi: ovmf/bench/%.cfg
	$(call say,GRUB,$@)
	$(Q)mkdir -p $(@D)
	$(Q)grub-mkimage -O x86_64-efi -p '(hd0)/' -c $< -o $@ boot fat $(BB_GRUB)
