; What the installer says besides NSIS's own pages, in the languages of the program. They are used by name:
; makensis refuses a text that one of the languages lacks.

!macro SAY LANGUAGE RUNNING NEWER EVERYBODY OLDWINDOWS STAYS
  LangString running ${LANG_${LANGUAGE}} "${RUNNING}"
  LangString newer ${LANG_${LANGUAGE}} "${NEWER}"
  LangString everybody ${LANG_${LANGUAGE}} "${EVERYBODY}"
  LangString oldwindows ${LANG_${LANGUAGE}} "${OLDWINDOWS}"
  LangString stays ${LANG_${LANGUAGE}} "${STAYS}"
!macroend

!insertmacro SAY ENGLISH \
  "Exposure is still running. Close its window, and its icon beside the clock, then try again." \
  "A newer version of Exposure is installed already. Nothing was changed." \
  "Exposure is already installed for everybody on this computer. Use that one, or ask whoever looks after the computer to remove it first." \
  "Exposure needs Windows 10 or later, in its 64-bit edition." \
  "This removes the program. What you enrolled and what was found stays, encrypted, in $LOCALAPPDATA\exposure_app. To remove that too, first choose Erase everything in Exposure."

!insertmacro SAY GERMAN \
  "Exposure läuft noch. Erst das Fenster und das Symbol neben der Uhr schließen, dann erneut versuchen." \
  "Eine neuere Version von Exposure ist bereits installiert. Es wurde nichts geändert." \
  "Exposure ist auf diesem Computer bereits für alle installiert. Dieses verwenden oder es zuerst von der Person entfernen lassen, die den Computer verwaltet." \
  "Exposure braucht Windows 10 oder neuer in der 64-Bit-Ausgabe." \
  "Damit wird das Programm entfernt. Vergleichsfotos und Funde bleiben verschlüsselt in $LOCALAPPDATA\exposure_app. Sollen auch sie verschwinden, zuerst in Exposure „Alles löschen“ wählen."

!insertmacro SAY FRENCH \
  "Exposure est encore ouvert. Fermez sa fenêtre et son icône près de l’horloge, puis réessayez." \
  "Une version plus récente d’Exposure est déjà installée. Rien n’a été modifié." \
  "Exposure est déjà installé pour tout le monde sur cet ordinateur. Utilisez-le, ou demandez d’abord à la personne qui gère l’ordinateur de le désinstaller." \
  "Exposure nécessite Windows 10 ou une version plus récente, en édition 64 bits." \
  "Ceci supprime le programme. Vos photos de référence et les résultats restent, chiffrés, dans $LOCALAPPDATA\exposure_app. Pour les supprimer aussi, choisissez d’abord « Tout effacer » dans Exposure."

!insertmacro SAY SPANISH \
  "Exposure sigue abierto. Cierra su ventana y su icono junto al reloj, y vuelve a intentarlo." \
  "Ya está instalada una versión más reciente de Exposure. No se ha cambiado nada." \
  "Exposure ya está instalado para todo el mundo en este ordenador. Usa ese, o pide antes a quien administra el equipo que lo quite." \
  "Exposure necesita Windows 10 o posterior, en su edición de 64 bits." \
  "Esto quita el programa. Tus fotos de referencia y lo encontrado se quedan, cifrados, en $LOCALAPPDATA\exposure_app. Para quitarlos también, elige antes «Borrar todo» en Exposure."

!insertmacro SAY PORTUGUESEBR \
  "O Exposure ainda está aberto. Feche a janela e o ícone ao lado do relógio e tente de novo." \
  "Uma versão mais nova do Exposure já está instalada. Nada foi alterado." \
  "O Exposure já está instalado para todos neste computador. Use esse, ou antes peça a quem cuida do computador que o remova." \
  "O Exposure precisa do Windows 10 ou mais recente, na edição de 64 bits." \
  "Isto remove o programa. As suas fotos de referência e o que foi achado ficam, criptografados, em $LOCALAPPDATA\exposure_app. Para remover isso também, escolha antes “Apagar tudo” no Exposure."

!insertmacro SAY ARABIC \
  "ما زال Exposure قيد التشغيل. يلزم إغلاق نافذته وأيقونته بجانب الساعة، ثم إعادة المحاولة." \
  "هناك إصدار أحدث من Exposure مثبّت بالفعل. لم يتغيّر شيء." \
  "برنامج Exposure مثبّت بالفعل للجميع على هذا الحاسوب. يمكن استعماله، أو طلب إزالته أولًا من المسؤول عن الحاسوب." \
  "يحتاج Exposure إلى ويندوز 10 أو أحدث بإصدار 64 بت." \
  "سيُزال البرنامج. تبقى الصور المرجعية والنتائج مشفّرة في $LOCALAPPDATA\exposure_app. لإزالتها أيضًا، يُختار أولًا «محو كل شيء» في Exposure."
