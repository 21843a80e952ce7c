-- SPDX-License-Identifier: BSD-2-Clause
with Interfaces;          use Interfaces;
with System;              use System;
with System.Machine_Code; use System.Machine_Code;

package body Machine is

   --  The PL011 of QEMU's virt machine.
   Data : Unsigned_32
     with Import, Volatile, Address => System'To_Address (16#900_0000#);

   procedure Put (C : Character) is
   begin
      Data := Character'Pos (C);
   end Put;

   type Numbers is array (1 .. 2) of Unsigned_64;

   procedure Stop (Status : Unsigned_8) is
      Block : Numbers := (16#20026#, 16 + Unsigned_64 (Status))
        with Volatile;
   begin
      Asm ("mov x0, #0x18; mov x1, %0; hlt #0xf000",
           Inputs => Address'Asm_Input ("r", Block'Address),
           Clobber => "x0,x1,memory", Volatile => True);
      loop
         Asm ("wfi", Volatile => True);
      end loop;
   end Stop;

end Machine;
