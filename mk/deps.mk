# SPDX-License-Identifier: BSD-2-Clause
# What each job needs of Debian's packages, installed when it is missing.

PKG_host = gcc libc6-dev libjansson-dev
PKG_app = $(ARCH_PACKAGES)
# g++: kernels in C++ read the table too.
PKG_check = $(PKG_host) g++ gnu-efi libcmocka-dev
PKG_layers = gcc gnu-efi
PKG_format = clang-format
PKG_run = $(PKG_app) $(ARCH_RUN_PACKAGES) mtools
PKG_kernels = $(PKG_app) $(patsubst gcc%,g++%,$(filter gcc%,$(PKG_app)))
PKG_guest = $(PKG_run) $(PKG_kernels)
PKG_usb = $(PKG_app) mtools gdisk
PKG_boot-check = $(PKG_run) $(PKG_host) $(PKG_kernels) gdisk procps \
	u-boot-qemu sbsigntool openssl
PKG_linux-check = $(PKG_run) $(PKG_host)
PKG_coverage = $(PKG_check) gcovr
PKG_fuzz = $(PKG_host) clang libclang-rt-14-dev

deps-%: folder
	@$(need) $(PKG_$*)

# One sentence where nothing can be built, before anything is tried.
.PHONY: folder
folder:
	@mkdir -p $(O) 2>/dev/null && [ -w $(O) ] || { \
		echo 'O=$(O): this folder cannot be written to;' \
			'choose another one: make O=FOLDER' >&2; exit 1; }
