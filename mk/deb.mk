# SPDX-License-Identifier: BSD-2-Clause
# make deb: a Debian package. make deb-check: the same, tried out.

.PHONY: deb
deb: deps-deb
	$(Q)rm -rf $(O)/deb
	$(Q)$(MAKE) --no-print-directory install DESTDIR=$(O)/deb/root \
		PREFIX=/usr ZSHDIR=/usr/share/zsh/vendor-completions
	$(Q)tools/deb.sh $(O)/deb/root $(VERSION)

# In a minimal Debian, which it fetches.
.PHONY: deb-check
deb-check: deps-deb-check deb
	$(Q)tools/deb-check.sh $(O)/deb/memblock-efi_$(VERSION)-1_*.deb \
		tests/maps/e820-6.1.txt
