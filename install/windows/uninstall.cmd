@echo off
rem Takes back what install.cmd did: no browser knows the companion any more, and its files are gone. It lies in the
rem package, and beside what was installed. Written from the documents, tried in parts under Wine: never run on Windows.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
if not defined LOCALAPPDATA (
  echo Windows does not tell where programs of one person belong ^(LOCALAPPDATA^). Nothing was done.
  goto failed
)
set "place=%LOCALAPPDATA%\Programs\why502"
if not exist "%place%\" (
  echo why502 is not installed: there is no "%place%".
  pause
  exit /b 0
)

rem Files for browsers first: while one leads here, nothing is taken away. Of several installations any that starts does
rem it, for all share the list of what was written; the one that a terminal gets is asked last.
set "launcher="
call :starts "%here%image\bin\why502.bat"
cd /d "%place%"
for /d %%D in (*-*) do call :installation "%%~D"
if exist "%place%\why502.cmd" call :starts "%place%\why502.cmd"
if not defined launcher (
  echo No copy of the companion can be started, to take back what browsers were told. Nothing was removed.
  echo Please unpack the package anew, and run its uninstall.cmd.
  goto failed
)
call "%launcher%" uninstall
if not "%ERRORLEVEL%"=="0" (
  echo Not everything could be taken back, see above; the companion stays.
  goto failed
)

set "left="
for /d %%D in (*.gone) do call :away "%%~D"
for /d %%D in (*-*) do call :old "%%~D"
cd /d "%LOCALAPPDATA%"
if defined left (
  echo A browser still runs the companion. Please close it, and run this again: what is left is in
  echo "%place%".
  goto failed
)
del /q "%place%\why502.cmd" "%place%\why502.cmd.new" "%place%\uninstall.cmd.new" 2>nul
echo Removed the companion.
pause
rem With somebody else's things in it, the folder stays. A file that runs takes itself away in its last line: the shell
rem has read all of that already.
del /q "%place%\uninstall.cmd" 2>nul & rmdir "%place%" 2>nul & exit /b 0

:failed
pause
exit /b 1

rem Nothing but digits, dots and dashes is in the name of one.
:installation
for /f "eol=- delims=0123456789.-" %%X in ("%~1") do if not "%%X"=="" exit /b 0
call :starts "%place%\%~1\bin\why502.bat"
exit /b 0

:starts
if not exist "%~1" exit /b 0
call "%~1" --version >nul 2>nul
if "%ERRORLEVEL%"=="0" set "launcher=%~1"
exit /b 0

rem Windows gives no other name to a folder of which a file is in use: nothing is half taken away.
:old
for /f "eol=- delims=0123456789.-" %%X in ("%~1") do if not "%%X"=="" exit /b 0
ren "%place%\%~1" "%~1.gone" 2>nul
if exist "%place%\%~1\" (
  set "left=1"
  exit /b 0
)
call :away "%~1.gone"
exit /b 0

:away
for /f "eol=- delims=0123456789.-" %%X in ("%~n1") do if not "%%X"=="" exit /b 0
rmdir /s /q "%place%\%~1" 2>nul
if exist "%place%\%~1\" set "left=1"
exit /b 0
