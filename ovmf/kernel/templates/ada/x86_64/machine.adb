-- SPDX-License-Identifier: BSD-2-Clause
with Interfaces;          use Interfaces;
with System.Machine_Code; use System.Machine_Code;

package body Machine is

   function Port_In (Port : Unsigned_16) return Unsigned_8 is
      Value : Unsigned_8;
   begin
      Asm ("inb %%dx, %%al", Unsigned_8'Asm_Output ("=a", Value),
           Unsigned_16'Asm_Input ("d", Port), Volatile => True);
      return Value;
   end Port_In;

   procedure Port_Out (Port : Unsigned_16; Value : Unsigned_8) is
   begin
      Asm ("outb %%al, %%dx",
           Inputs => (Unsigned_8'Asm_Input ("a", Value),
                      Unsigned_16'Asm_Input ("d", Port)),
           Volatile => True);
   end Port_Out;

   procedure Put (C : Character) is
   begin
      while (Port_In (16#3fd#) and 16#20#) = 0 loop
         null;
      end loop;
      Port_Out (16#3f8#, Character'Pos (C));
   end Put;

   procedure Stop (Status : Unsigned_8) is
   begin
      Port_Out (16#f4#, 16 + Status);
      loop
         Asm ("hlt", Volatile => True);
      end loop;
   end Stop;

end Machine;
