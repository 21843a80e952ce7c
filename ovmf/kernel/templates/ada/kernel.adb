-- SPDX-License-Identifier: BSD-2-Clause
--  A kernel in Ada. It prints the sets of the table and the free memory on the
--  first serial port, and ends QEMU.
with Interfaces; use Interfaces;
with Machine;    use Machine;
with Mbt;        use Mbt;
with System;     use System;

package body Kernel is

   procedure Put (Text : String) is
   begin
      for C of Text loop
         Put (C);
      end loop;
   end Put;

   procedure Put_Hex (Number : Unsigned_64) is
      Digit : constant String := "0123456789abcdef";
   begin
      for I in reverse 0 .. 15 loop
         Put (Digit (1 + Integer (Shift_Right (Number, 4 * I) and 15)));
      end loop;
   end Put_Hex;

   --  A string of C.
   procedure Put_At (Text : Address) is
      type Characters is array (Natural) of Character;
      C : Characters with Import, Address => Text;
      I : Natural := 0;
   begin
      while C (I) /= Character'Val (0) loop
         Put (C (I));
         I := I + 1;
      end loop;
   end Put_At;

   procedure Put_Set (Table : Address; Tag : Unsigned_32; Name : String) is
      Set : constant Address := Find_Section (Table, Tag);
      R   : Region;
      I   : Unsigned_32 := 0;
   begin
      while Get_Entry (Set, I, R'Address, R'Size / 8) /= 0 loop
         Put (Name);
         Put_Hex (R.base);
         Put ("-");
         Put_Hex (R.base + R.size - 1);
         Put (" ");
         Put_At (String_At (Table, R.owner));
         Put (End_Of_Line);
         I := I + 1;
      end loop;
   end Put_Set;

   procedure Main (Table : Address; Number : Unsigned_64) is
      Span  : Free := (0, 0, 0, 0);
      Bytes : Unsigned_64 := 0;
   begin
      if Number /= MAGIC or else Check (Table, ANY_SIZE) /= 0 then
         Stop (1);
      end if;
      Put_Set (Table, TAG_MEMORY, "memory   ");
      Put_Set (Table, TAG_RESERVED, "reserved ");
      Put_Set (Table, TAG_PHYSMAP, "physmap  ");
      while Next_Free (Table, Span'Address) /= 0 loop
         Bytes := Bytes + Span.end_address - Span.base;
      end loop;
      Put ("free bytes: ");
      Put_Hex (Bytes);
      Put (End_Of_Line);
      Stop (if Bytes > 0 then 0 else 2);
   end Main;

end Kernel;
