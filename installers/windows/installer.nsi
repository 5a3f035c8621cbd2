; The installer for one user: no administrator, no questions. It shows no licence: the AGPL need not be accepted
; to run a program (section 9), and its text is among the files. package.py names VERSION, NUMBER (four figures),
; PAYLOAD, KILOBYTES, ICON and OUTPUT; FAST makes a larger installer in a fraction of the time, for trials.
;
; It ends with 0 when done, 1 when stopped by a person, 2 when Windows refused something, or with:
!define STILL_RUNNING 3
!define NEWER_IS_THERE 4
!define THERE_FOR_EVERYBODY 5
!define WINDOWS_TOO_OLD 6

Unicode true
; NSIS's own edition for Windows makes installers of 32 bits only; Debian's makes both.
!ifndef TARGET
  !if /FileExists "${NSISDIR}/Stubs/lzma_solid-amd64-unicode"
    !define TARGET amd64-unicode
  !else
    !define TARGET x86-unicode
  !endif
!endif
Target ${TARGET}
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include "MUI2.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

!define CURRENT "Software\Microsoft\Windows\CurrentVersion"
!define KEY "${CURRENT}\Uninstall\Exposure"
!define UNINSTALLER "uninstall-exposure.exe"

Name "Exposure"
BrandingText "Exposure ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
ManifestDPIAware true
VIProductVersion "${NUMBER}"
VIAddVersionKey "CompanyName" "Exposure"
VIAddVersionKey "ProductName" "Exposure"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Exposure"
VIAddVersionKey "LegalCopyright" "AGPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\exposure-app.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(stays)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first is for whoever uses Windows in none of them. Arabic's pages run from the right by themselves.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "PortugueseBR"
!insertmacro MUI_LANGUAGE "Arabic"
!include "words.nsh"

!define UN ""
!include "user_path.nsh"
!undef UN
!define UN "un."
!include "user_path.nsh"

; Always this folder, whatever the command line says: it is removed whole on an upgrade and on
; uninstalling, which must never hit a folder that holds anything else.
!macro OURFOLDER
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Exposure"
!macroend

!macro REFUSE CODE WORDS
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Goes on once NAME can be written to, which Windows allows nobody while it runs.
!macro WAITUNTILCLOSED NAME
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${NAME}"
      ${Break}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${NAME}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} 'MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDCANCEL'
      SetErrorLevel ${STILL_RUNNING}
      Quit
    ${EndIf}
  ${Loop}
!macroend

; Both are asked about before either is touched: half a program would be worse than the old one.
!macro REMOVEPROGRAM
  !insertmacro WAITUNTILCLOSED "exposure-app.exe"
  !insertmacro WAITUNTILCLOSED "exposure.exe"
  SetOutPath "$TEMP" ; a folder that somebody stands in cannot be removed
  RMDir /r "$INSTDIR"
!macroend

Function .onInit
  !insertmacro OURFOLDER
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    !insertmacro REFUSE ${WINDOWS_TOO_OLD} "$(oldwindows)"
  ${EndIf}
  SetRegView 64
  ReadRegDWORD $0 HKLM "Software\Exposure" "installed" ; app.wxs writes it
  ${If} $0 = 1
    !insertmacro REFUSE ${THERE_FOR_EVERYBODY} "$(everybody)"
  ${EndIf}
  ; Until 0.3 this was not written, and every installer since is newer than those.
  ReadRegStr $0 HKCU "${KEY}" "Number"
  ${If} $0 != ""
    ${VersionCompare} $0 "${NUMBER}" $1
    ${If} $1 = 1
      !insertmacro REFUSE ${NEWER_IS_THERE} "$(newer)"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro OURFOLDER
FunctionEnd

Section "Exposure"
  !insertmacro REMOVEPROGRAM
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortCut "$SMPROGRAMS\Exposure.lnk" "$INSTDIR\exposure-app.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Exposure"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Number" "${NUMBER}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Exposure"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\exposure-app.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ; For what asks Windows to open a program by its name; shells look along PATH alone.
  WriteRegStr HKCU "${CURRENT}\App Paths\exposure-app.exe" "" "$INSTDIR\exposure-app.exe"
  WriteRegStr HKCU "${CURRENT}\App Paths\exposure.exe" "" "$INSTDIR\exposure.exe"
  Call AddToUserPath
SectionEnd

Section "Uninstall"
  !insertmacro REMOVEPROGRAM
  Call un.RemoveFromUserPath
  Delete "$SMPROGRAMS\Exposure.lnk"
  DeleteRegKey HKCU "${CURRENT}\App Paths\exposure-app.exe"
  DeleteRegKey HKCU "${CURRENT}\App Paths\exposure.exe"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
