@echo off
rem Installs why502's companion for the person who runs this, out of the package that this lies in, and makes it known
rem to the browsers that are there. No administrator is needed, and nothing outside this person's profile is written.
rem
rem   install.cmd [--browser NAME]          or a double click
rem
rem Each installation has a folder of its own in %LOCALAPPDATA%\Programs\why502, VERSION-NUMBER, into which nothing is
rem written once it is whole: a companion that runs holds its files, and Windows would not let them be replaced. What is
rem there works until the new one is whole and has started once; only then are browsers sent to it, each by one file
rem that is written whole or not at all. Wherever this ends, each browser has the one or the other. What is not needed
rem any more is taken away at the end, or by the next installation where it still runs.
rem
rem Written from the documents, tried in parts under Wine: never run on Windows.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "image=%here%image"
rem By their whole paths: the shell would look into the current folder first.
set "system=%SystemRoot%\System32"

if not defined LOCALAPPDATA (
  echo Windows does not tell where programs of one person belong ^(LOCALAPPDATA^). Nothing was done.
  goto failed
)
set "notes=%LOCALAPPDATA%\why502"
set "place=%LOCALAPPDATA%\Programs\why502"
if not exist "%image%\bin\java.exe" goto torn
if not exist "%image%\bin\why502.bat" goto torn
set "version="
for /f "usebackq delims=" %%V in ("%here%VERSION") do set "version=%%V"
if not defined version goto torn
for /f "eol=. delims=0123456789." %%X in ("%version%") do if not "%%X"=="" goto torn

if not exist "%place%\" mkdir "%place%"
if not exist "%place%\" (
  echo "%place%" cannot be made. Nothing was done.
  goto failed
)
set /a number=1
:number
if exist "%place%\%version%-%number%" (
  set /a number+=1
  goto number
)
set "name=%version%-%number%"
set "new=%place%\%name%"
echo Copying...
"%system%\robocopy.exe" "%image%" "%new%" /E /COPY:DT /R:2 /W:1 /NFL /NDL /NJH /NJS /NP >nul
rem Its codes below 8 are no failures.
if errorlevel 8 (
  echo The files could not be copied to "%new%". What was there before stays.
  goto undo
)
rem A program that crashes ends with a number below zero, which "if errorlevel" takes for good.
call "%new%\bin\why502.bat" --version
if not "%ERRORLEVEL%"=="0" (
  echo The companion does not start from "%new%"; what was there before stays. Java starts from no
  echo folder with letters that the language of this Windows does not have.
  goto undo
)
call :cache

rem From here on browsers may be sent to it.
call "%new%\bin\why502.bat" install %*
set "told=%ERRORLEVEL%"
if not "%told%"=="0" (
  echo Not every browser was told, see above. What still leads to what was there before stays.
  call :used "%name%"
  if errorlevel 1 goto undo
)

rem The same program for a terminal. Without "call", the shell reads no further line of a file that was replaced.
>"%place%\why502.cmd.new" echo @"%%~dp0%name%\bin\why502.bat" %%*
move /y "%place%\why502.cmd.new" "%place%\why502.cmd" >nul
if /i not "%here%"=="%place%\" (
  copy /y "%here%uninstall.cmd" "%place%\uninstall.cmd.new" >nul
  move /y "%place%\uninstall.cmd.new" "%place%\uninstall.cmd" >nul
)
pushd "%place%"
for /d %%D in (*.gone) do call :away "%%~D"
for /d %%D in (*-*) do call :old "%%~D"
popd

echo The companion is in "%place%"; at a terminal:
echo   "%place%\why502.cmd" doctor
echo To take it all back, run "%place%\uninstall.cmd".
if not "%told%"=="0" goto failed
pause
exit /b 0

:torn
echo This package is not whole. Please unpack all of it into a folder first (in the Explorer: Extract All), and
echo run install.cmd there. Nothing was done.
goto failed

:undo
rem Nobody was sent there.
rmdir /s /q "%new%" 2>nul
:failed
pause
exit /b 1

rem The cache of classes, as cache.sh makes it on other systems: without it the companion starts a little slower. It
rem takes its name only when it is whole and the companion has answered a greeting with it.
:cache
pushd "%new%"
set "WHY502_JAVA_OPTIONS=-Xshare:on -XX:SharedArchiveFile=lib\why502\why502.aot.new"
bin\java.exe -Xshare:dump -XX:SharedClassListFile=lib\why502\classes.list -XX:SharedArchiveFile=lib\why502\why502.aot.new ^
 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -cp "%new%\lib\why502\why502-host.jar" >nul 2>nul
if exist lib\why502\why502.aot.new call bin\why502.bat chrome-extension://training/ <"%here%greeting.bin" >nul 2>nul
if "%ERRORLEVEL%"=="0" if exist lib\why502\why502.aot.new move /y lib\why502\why502.aot.new lib\why502\why502.aot >nul
set "WHY502_JAVA_OPTIONS="
del /q lib\why502\why502.aot.new* 2>nul
if not exist lib\why502\why502.aot echo The cache of classes could not be made: the companion starts a little slower.
popd
exit /b 0

rem Whether a file for browsers leads into this installation (0), or none does (1): only where each was read, and has not
rem its name, none does.
:used
set "answer=1"
if not exist "%notes%\" exit /b 1
pushd "%notes%"
for %%F in (*.json) do call :leads "%%F" "%~1"
popd
exit /b %answer%

:leads
"%system%\find.exe" "%~2" <"%~1" >nul 2>nul
if not "%ERRORLEVEL%"=="1" set "answer=0"
exit /b 0

rem An installation that is needed no more: nothing but digits, dots and dashes is in its name. Windows gives no other
rem name to a folder of which a file is in use.
:old
if /i "%~1"=="%name%" exit /b 0
for /f "eol=- delims=0123456789.-" %%X in ("%~1") do if not "%%X"=="" exit /b 0
call :used "%~1"
if not errorlevel 1 exit /b 0
ren "%place%\%~1" "%~1.gone" 2>nul
if exist "%place%\%~1\" (
  echo "%place%\%~1" still runs; the next installation takes it away.
  exit /b 0
)
call :away "%~1.gone"
exit /b 0

:away
for /f "eol=- delims=0123456789.-" %%X in ("%~n1") do if not "%%X"=="" exit /b 0
rmdir /s /q "%place%\%~1" 2>nul
exit /b 0
