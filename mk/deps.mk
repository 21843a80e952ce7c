# SPDX-License-Identifier: BSD-2-Clause
# Debian packages, by what needs them. deps-NAME installs those of PKG_NAME
# that are missing, has-NAME only names them and stops: `make`, `make app`,
# `make host` and `make install` never install packages.

PKG_host = gcc libc6-dev libjansson-dev zlib1g-dev liblzma-dev libzstd-dev
# The last steps of an application are programs of ours, which run on the host.
PKG_app = $(ARCH_PACKAGES) gcc libc6-dev
PKG_all = $(PKG_app) $(PKG_host)
# g++: kernels in C++ read the table too. dtc, script(1): the host program's.
PKG_check = $(PKG_host) $(PKG_app) g++ gnu-efi libcmocka-dev python3 \
	device-tree-compiler bsdutils groff-base
PKG_deb = $(PKG_all) dpkg-dev lintian gzip
PKG_deb-check = $(PKG_deb) mmdebstrap
PKG_layers = gcc gnu-efi
PKG_format = clang-format
PKG_run = $(PKG_app) $(ARCH_RUN_PACKAGES) mtools
# The templates in other languages. Debian's rustc has the core library of the
# host's architecture only, and the cross compilers for Ada have a version.
KERNEL_GCC = $(filter gcc%,$(ARCH_PACKAGES))
PKG_debug = $(PKG_run) gdb-multiarch binutils
PKG_kernels = $(PKG_app) $(KERNEL_GCC:gcc%=g++%) $(KERNEL_GCC:gcc%=gdc%) \
	$(patsubst gcc-%,gnat-12-%,$(KERNEL_GCC:gcc=gnat)) \
	$(if $(filter $(HOST_ARCH),$(ARCH)),rustc)
PKG_guest = $(PKG_run) $(PKG_kernels)
PKG_usb = $(PKG_app) mtools gdisk xorriso \
	$(if $(SIGN_KEY)$(SIGN_CERT),sbsigntool openssl faketime)
PKG_boot-check = $(PKG_run) $(PKG_host) $(PKG_kernels) gdisk procps \
	u-boot-qemu sbsigntool openssl python3 xorriso faketime cpio xz-utils \
	python3-pyte gdb-multiarch swtpm
PKG_linux-run = $(PKG_run) $(PKG_host) cpio xz-utils
PKG_linux-check = $(PKG_linux-run)
PKG_firmware-check = $(PKG_run) $(PKG_kernels) gdisk u-boot-qemu ipxe-qemu \
	python3
PKG_protocol-check = $(PKG_run) $(PKG_host) $(PKG_kernels) python3 cpio xz-utils
PKG_hibernation-check = $(PKG_host) qemu-system-x86 ovmf cpio mtools \
	grub-common grub-efi-amd64-bin systemd-boot-efi binutils
PKG_prove = $(PKG_host) frama-c-base why3 z3 cvc4
PKG_mutants = $(PKG_check)
PKG_coverage = $(PKG_check) gcovr
# clang's own libraries, which have its version in their name.
PKG_fuzz = $(PKG_host) clang $(shell apt-cache depends clang 2>/dev/null | \
	sed -n 's/.*Depends: clang-\([0-9]*\)$$/libclang-rt-\1-dev/p')

deps-%: folder
	@tools/need.sh $(PKG_$*)

has-%: folder
	@tools/need.sh -n $(PKG_$*)

# Everything, so that no other target installs anything later. The packages of
# the other architecture may not be available.
.PHONY: deps
deps: folder
	@tools/need.sh $(sort $(foreach v,$(filter PKG_%,$(.VARIABLES)),$($v)))
	$(Q)$(MAKE) --no-print-directory ARCH=$(FOREIGN) deps-guest sdk || \
		echo '  SKIP    $(FOREIGN): its packages cannot be installed'

# One message where nothing can be built, before anything is tried.
.PHONY: folder
folder:
	@mkdir -p $(O) 2>/dev/null && [ -w $(O) ] || { \
		echo 'O=$(O): cannot write to this folder;' \
			'choose another one: make O=FOLDER' >&2; exit 1; }
