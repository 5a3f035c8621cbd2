; The installer for one user: no administrator, no questions. build.py names VERSION, NUMBER (four
; figures), PAYLOAD, ICON and OUTPUT.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "x64.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Exposure"

Name "Exposure"
OutFile "${OUTPUT}"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${NUMBER}"
VIAddVersionKey "ProductName" "Exposure"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Exposure"
VIAddVersionKey "LegalCopyright" "AGPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\exposure-app.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "This removes the program. What you enrolled and what was found stays, \
encrypted, in $LOCALAPPDATA\exposure_app: to remove that too, choose Erase everything in Exposure first."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Always this folder, whatever the command line says: it is removed whole on an upgrade and on
; uninstalling, which must never hit a folder that holds anything else.
!macro OURFOLDER
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Exposure"
!macroend

!macro REMOVEPROGRAM
  ClearErrors
  Delete "$INSTDIR\exposure-app.exe"
  Delete "$INSTDIR\exposure.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONEXCLAMATION "Exposure is still running. Close it and try again." /SD IDOK
    SetErrorLevel 1
    Abort
  ${EndIf}
  RMDir /r "$INSTDIR"
!macroend

Function .onInit
  !insertmacro OURFOLDER
FunctionEnd

Function un.onInit
  !insertmacro OURFOLDER
FunctionEnd

Section "Exposure"
  !insertmacro REMOVEPROGRAM
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Exposure.lnk" "$INSTDIR\exposure-app.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Exposure"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\exposure-app.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro REMOVEPROGRAM
  Delete "$SMPROGRAMS\Exposure.lnk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
