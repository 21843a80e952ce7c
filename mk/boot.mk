# SPDX-License-Identifier: BSD-2-Clause
# QEMU with OVMF.

LAUNCH := $(O)/$(ARCH)/launch.efi
LAUNCH_OBJ := $(addprefix $(O)/$(ARCH)/ovmf/launch/,launch.o once.o)
# launch.efi with boot services that misbehave, for tests.
FAULT := $(O)/$(ARCH)/fault.efi
FAULT_OBJ := $(addprefix $(O)/$(ARCH)/,ovmf/launch/launch.o \
	$(patsubst %.c,%.o,$(wildcard ovmf/fault/*.c)) core/firmware/acpi.o \
	core/base/bytes.o) \
	$(filter %/freestanding.o %/memory.o,$(APP_OBJ))

$(O)/$(ARCH)/launch.so: $(LAUNCH_OBJ)
$(O)/$(ARCH)/fault.so: $(FAULT_OBJ)

KERNEL ?=
FILES ?=
COMMANDS ?=
INITRD ?=
blank := $(subst ,, )
# What is wrong with the variables of make run, or nothing.
folders = $(foreach f,$(1),$(if $(wildcard $f/.),$f))
missing = $(filter-out $(wildcard $(1)),$(1))
# file_fault NAME,FILES
file_fault = $(if $(call missing,$(2)),$(1)=$(call missing,$(2)): no such file; \
	ls /boot lists kernels and their initrds,$(if $(call folders,$(2)),$(1)=$(call \
	folders,$(2)): this is a folder; name a file in it))
# KERNEL= is one file, whose path may have blanks.
kernel_fault = $(if $(wildcard $(subst $(blank),?,$(KERNEL))/.),KERNEL=$(KERNEL): this is a \
	folder; name an ELF file in it)
linux_fault = $(or $(if $(KERNEL),KERNEL=$(KERNEL) LINUX=$(LINUX): name one of \
	them),$(if $(FILES),FILES=$(FILES): these are for other kernels; Linux has \
	INITRD=FILE),$(call file_fault,LINUX,$(filter-out \
	debian,$(LINUX))),$(call file_fault,INITRD,$(INITRD)))
alone_fault = $(or $(if $(FILES),FILES=$(FILES): these files are for a kernel; add \
	KERNEL=FILE),$(if $(INITRD),INITRD=$(INITRD): an initrd is for Linux; add \
	LINUX=FILE))
run_fault = $(if $(LINUX),$(linux_fault),$(if $(KERNEL),$(kernel_fault),$(alone_fault)))
size_fault = $(if $(shell echo '$(MEM)' | grep -ixE '[0-9.]*[1-9][0-9.]*[kmgt]?'),,MEM=$(MEM): \
	not a size; write it as 512M or 4G)
# LINUX=debian is the kernel that linux.sh fetches.
run_program = $(if $(LINUX),linux,$(if $(KERNEL),kernel,run))
run: run-variables deps-run $(if $(LINUX),deps-linux-run)
	$(build) $(APP) $(LAUNCH) $(filter $(KERNELS),$(KERNEL)) \
		$(if $(LINUX),$(HOST))
	$(Q)./ovmf/$(run_program).sh -a $(ARCH) \
		-m '$(MEM)' -w '$(subst ','\'',$(value ARGS))' \
		$(if $(LINUX),$(addprefix -u ,$(SUITE)) $(patsubst %,'%',$(filter-out debian,$(LINUX))) \
		$(patsubst %,'%',$(INITRD)),$(if $(KERNEL),'$(KERNEL)' $(FILES)))

.PHONY: debug
debug_fault = $(if $(KERNEL),$(kernel_fault),name the kernel: make debug KERNEL=FILE)
debug: run-variables deps-debug
	@fault='$(debug_fault)'; [ -z "$$fault" ] || { echo "$$fault" >&2; exit 1; }
	$(build) $(APP) $(LAUNCH) $(filter $(KERNELS),$(KERNEL))
	$(Q)./ovmf/debug.sh -a $(ARCH) -m '$(MEM)' $(addprefix -x ,$(COMMANDS)) \
		-w '$(subst ','\'',$(value ARGS))' '$(KERNEL)' $(FILES)

.PHONY: run-variables
run-variables:
	@fault='$(or $(size_fault),$(run_fault))'; [ -z "$$fault" ] || { \
		echo "$$fault" >&2; exit 1; }

USB := $(O)/memblock-usb.img
ISO := $(O)/memblock.iso
# INITRD= and LINUX= are files here; bench, size and conformance have a LINUX= of
# their own, which is a folder.
INITRD ?=
SIGN_KEY ?=
SIGN_CERT ?=
export SIGN_KEY SIGN_CERT
USB_FILES = $(if $(KERNEL),-k '$(KERNEL)') $(FILES:%=-f '%') \
	$(if $(LINUX),-l '$(LINUX)') $(if $(INITRD),-r '$(INITRD)')

usb: deps-usb foreign-app
	$(build) $(APP) $(filter $(KERNELS),$(KERNEL))
	$(Q)./ovmf/usb.sh $(USB_FILES) -i $(ISO) $(USB) $(ARCHES)
	@printf '%s\n' '$(ISO) is the same for CDs and menus of ISO files.' \
		'Write one of them to a stick, which erases all that is on it:' \
		'  lsblk                  # find the stick; here it is /dev/sdX' \
		'  sudo dd if=$(USB) of=/dev/sdX bs=1M conv=nocreat,fsync'

# The cases are ovmf/cases/NAME.sh; lib.sh is what they share. Each runs on each
# architecture, except these, which test what only one architecture has:
# pc: the hole below 4 GiB, memory below 1 MiB, boards and firmware of PCs
# numa: on QEMU's virt board Linux's rules reject the SRAT, as arm64 shows
# serial: the driver of a 16550; that of a PL011 waits for the line
# multiboot: Multiboot and PVH kernels, which are for x86
# other_kernels: bzImages that are not Linux
# arm64: NOMAP, larger pages, memory below RAM
ONLY_x86_64 = pc numa serial multiboot other_kernels
ONLY_aarch64 = arm64
CASES ?= $(filter-out lib sign,$(basename $(notdir $(wildcard ovmf/cases/*.sh))))
cases_of = $(patsubst %,'ovmf/cases/%.sh $(1)',$(filter-out \
	$(foreach a,$(filter-out $(1),$(ARCHES)),$(ONLY_$(a))),$(CASES)))

# Its case is skipped where the firmware cannot be fetched.
.PHONY: newer-firmware
newer-firmware: folder
	$(Q)case ' $(CASES) ' in *' nx '* | *' protection '*) \
		$(MAKE) --no-print-directory $(O)/firmware/sid || \
			echo '  SKIP    the firmware of sid is not available';; \
	esac

boot-check: deps-boot-check foreign-guest newer-firmware
	$(build) $(HOST) guest
	$(Q)tests/run.sh -j 2 -o $(O)/results/boot-check \
		$(foreach a,$(ARCH) $(FOREIGN),$(call cases_of,$(a)))

# What is booted.
.PHONY: guest
guest: $(APP) $(LAUNCH) $(FAULT) $(KERNELS) $(PROBES) $(LIMINES)

# UEFI firmware of newer Debian suites, which is not installed.
FIRMWARE := $(addprefix $(O)/firmware/,trixie sid)
$(FIRMWARE): .EXTRA_PREREQS :=
$(FIRMWARE):
	$(call say,FETCH,the UEFI firmware of $(@F))
	$(Q)tools/newer-firmware.sh $(@D) $(@F) >/dev/null

# Not a part of make test: it takes many minutes and needs a network, without which
# only the installed firmware is checked. The shell lists what was fetched: make
# would expand $(wildcard) before that.
.PHONY: firmware-check
firmware-check: deps-firmware-check foreign-guest
	$(build) guest
	$(Q)$(MAKE) --no-print-directory $(FIRMWARE) || true
	$(Q)./ovmf/firmware-check.sh $$(ls -d $(FIRMWARE) 2>/dev/null)

PAGES ?=
# SUITE is for the kernel, not for other packages that are fetched.
SUITE ?=
unexport SUITE
linux-check: deps-linux-check
	$(build) $(APP) $(LAUNCH) $(FAULT) $(HOST)
	$(Q)./ovmf/linux-check.sh -a $(ARCH) $(addprefix -p ,$(PAGES)) \
		$(addprefix -u ,$(SUITE))
	$(if $(PAGES),,$(Q)./ovmf/linux-roads.sh -a $(ARCH) \
		$(addprefix -u ,$(SUITE)))

# Not a part of make test: some sixty boots.
.PHONY: protocol-check
protocol-check: deps-protocol-check
	$(build) guest
	$(Q)./ovmf/protocol-check.sh -a $(ARCH)

.PHONY: hibernation-check
hibernation-check: deps-hibernation-check
	$(build) $(HOST)
	$(Q)./ovmf/hibernation-check.sh

# The last line of its output is the sum of both counts. The compilers of the
# bindings come first: `make check` skips what it has no compiler for.
test: deps-kernels
	$(Q)rm -f $(O)/results/check $(O)/results/boot-check
	$(Q)$(MAKE) --no-print-directory check; \
	$(MAKE) --no-print-directory boot-check; \
	tests/run.sh -s $(O)/results/check $(O)/results/boot-check
