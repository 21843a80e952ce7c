/* SPDX-License-Identifier: BSD-2-Clause */
_Thread_local int text_turn;
