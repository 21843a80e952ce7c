-- SPDX-License-Identifier: BSD-2-Clause
with Interfaces;
with System;

package Kernel is
   End_Of_Line : constant String := (Character'Val (13), Character'Val (10));

   --  The entry point.
   procedure Main (Table : System.Address; Number : Interfaces.Unsigned_64)
     with Export, Convention => C, External_Name => "kernel_main";
end Kernel;
