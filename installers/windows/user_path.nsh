; Puts $INSTDIR into the user's PATH, and takes it out again, leaving everything else in it as it was.
;
; NSIS cuts every string of its own after NSIS_MAX_STRLEN characters (1,024), and many an installer has cut
; people's PATH that way. Here the value is read into memory of its own, changed there and written back; it is
; never a string of NSIS's. In memory it stands as ";PATH;", so that each entry has a semicolon on either side.
;
; The caller defines UN as "" or "un.", as an uninstaller's functions must begin with that.

!ifndef USER_PATH_NAMES
  !define USER_PATH_NAMES
  !define CURRENT_USER -2147483647 ; HKEY_CURRENT_USER, with its sign: a pointer that is 32 or 64 bits wide
  !define READ_AND_WRITE 0x2001F ; KEY_READ | KEY_WRITE
  !define NOT_FOUND 2 ; ERROR_FILE_NOT_FOUND
  !define TEXT 1 ; REG_SZ
  !define EXPANDABLE_TEXT 2 ; REG_EXPAND_SZ
  !define SEMICOLON 59
  !define LONGEST 32000 ; characters; Windows gives a program none of a variable beyond 32,767
!endif

; $0: the key. $1: memory with ";PATH;" and room for $INSTDIR, 0 where there is no text to be had. $2: the
; value's type. $6: characters in $1.
Function ${UN}OpenUserPath
  StrCpy $1 0
  System::Call 'advapi32::RegOpenKeyExW(p ${CURRENT_USER}, w "Environment", i 0, i ${READ_AND_WRITE}, *p .r0) i .r3'
  ${If} $3 <> 0
    Return
  ${EndIf}
  StrCpy $2 0
  StrCpy $4 0
  System::Call 'advapi32::RegQueryValueExW(p r0, w "Path", p 0, *i .r2, p 0, *i .r4) i .r3'
  ${If} $3 = ${NOT_FOUND}
    StrCpy $2 ${EXPANDABLE_TEXT}
    StrCpy $4 0
  ${ElseIf} $3 <> 0
    StrCpy $2 0
  ${EndIf}
  ${If} $2 <> ${TEXT}
  ${AndIf} $2 <> ${EXPANDABLE_TEXT}
    System::Call 'advapi32::RegCloseKey(p r0)'
    Return
  ${EndIf}
  StrLen $5 $INSTDIR
  IntOp $5 $5 + 8
  IntOp $5 $5 * 2
  IntOp $5 $5 + $4
  System::Alloc $5 ; all zero
  Pop $1
  System::Call 'kernel32::lstrcpyW(p r1, w ";")'
  ${If} $4 > 0
    IntPtrOp $5 $1 + 2
    System::Call 'advapi32::RegQueryValueExW(p r0, w "Path", p 0, p 0, p r5, *i r4) i .r3'
    ${If} $3 <> 0 ; it has grown in between
      Call ${UN}CloseUserPath
      StrCpy $1 0
      Return
    ${EndIf}
  ${EndIf}
  System::Call 'kernel32::lstrcatW(p r1, w ";")'
  System::Call 'kernel32::lstrlenW(p r1) i .r6'
FunctionEnd

Function ${UN}CloseUserPath
  System::Call 'advapi32::RegCloseKey(p r0)'
  System::Free $1
FunctionEnd

; What $1 holds becomes PATH, and running programs are told; without entries there is no PATH.
Function ${UN}WriteUserPath
  System::Call 'kernel32::lstrlenW(p r1) i .r6'
  ${If} $6 <= 2
    System::Call 'advapi32::RegDeleteValueW(p r0, w "Path") i .r3'
  ${Else}
    IntOp $6 $6 - 1
    IntOp $6 $6 * 2
    IntPtrOp $5 $1 + $6
    System::Call 'kernel32::lstrcpyW(p r5, w "")'
    IntPtrOp $5 $1 + 2
    System::Call 'advapi32::RegSetValueExW(p r0, w "Path", i 0, i r2, p r5, i r6) i .r3'
  ${EndIf}
  ; Each window is waited for: a second at most, and not at all if Windows knows that it hangs (2).
  System::Call 'user32::SendMessageTimeoutW(p ${HWND_BROADCAST}, i ${WM_SETTINGCHANGE}, p 0, w "Environment", i 2, i 1000, *p .r5)'
FunctionEnd

; Into $5 where ";$INSTDIR;" begins in $1; 0 if nowhere. $7 is that text.
Function ${UN}FindInUserPath
  StrCpy $7 ";$INSTDIR;"
  System::Call 'shlwapi::StrStrIW(p r1, w r7) p .r5'
FunctionEnd

!if "${UN}" == ""
Function AddToUserPath
  Call OpenUserPath
  ${If} $1 == 0
    DetailPrint "PATH is left as it is: it cannot be read."
    Return
  ${EndIf}
  Call FindInUserPath
  ${If} $5 == 0
  ${AndIf} $6 < ${LONGEST}
    StrCpy $7 "$INSTDIR;"
    ${If} $6 = 2 ; an empty PATH
      IntOp $6 $6 - 1
    ${Else}
      ; One that ends in a semicolon goes on ending in one, so that it can be brought back as it was.
      IntOp $4 $6 * 2
      IntPtrOp $5 $1 + $4
      IntPtrOp $5 $5 - 4
      System::Call '*$5(&i2 .r8)'
      ${If} $8 = ${SEMICOLON}
        IntOp $6 $6 - 1
        StrCpy $7 "$INSTDIR;;"
      ${EndIf}
    ${EndIf}
    IntOp $6 $6 * 2
    IntPtrOp $5 $1 + $6
    System::Call 'kernel32::lstrcpyW(p r5, w r7)'
    Call WriteUserPath
  ${EndIf}
  Call CloseUserPath
FunctionEnd
!else
Function un.RemoveFromUserPath
  Call un.OpenUserPath
  ${If} $1 == 0
    Return
  ${EndIf}
  StrCpy $9 0
  ${Do}
    Call un.FindInUserPath
    ${If} $5 == 0
      ${Break}
    ${EndIf}
    ; What stands behind ";$INSTDIR" moves into its place.
    StrLen $4 $7
    IntOp $4 $4 - 1
    IntOp $4 $4 * 2
    IntPtrOp $4 $5 + $4
    System::Call 'kernel32::lstrlenW(p r4) i .r6'
    IntOp $6 $6 + 1
    IntOp $6 $6 * 2
    System::Call 'kernel32::RtlMoveMemory(p r5, p r4, p r6)'
    StrCpy $9 1
  ${Loop}
  ${If} $9 = 1
    Call un.WriteUserPath
  ${EndIf}
  Call un.CloseUserPath
FunctionEnd
!endif
