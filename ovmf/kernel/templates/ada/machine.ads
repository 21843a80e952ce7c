-- SPDX-License-Identifier: BSD-2-Clause
--  What differs between x86_64 and aarch64.
with Interfaces;

package Machine is
   --  Sends a byte to the first serial port.
   procedure Put (C : Character);

   --  Ends QEMU.
   procedure Stop (Status : Interfaces.Unsigned_8);
end Machine;
