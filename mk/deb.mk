# SPDX-License-Identifier: BSD-2-Clause
# make deb: a Debian package.

.PHONY: deb
deb: deps-deb
	$(Q)rm -rf $(O)/deb
	$(Q)$(MAKE) --no-print-directory install DESTDIR=$(O)/deb/root \
		PREFIX=/usr ZSHDIR=/usr/share/zsh/vendor-completions
	$(Q)tools/deb.sh $(O)/deb/root $(VERSION)
