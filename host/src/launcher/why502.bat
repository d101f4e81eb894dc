@echo off
rem Starts why502 with the Java runtime that lies beside it; what it does is explained in the other
rem launcher, "why502". Written from the documents, not yet run on Windows.
rem A browser starts this through cmd.exe; %~dp0 is this file's own folder, with a backslash at its end.
setlocal DisableDelayedExpansion
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "JDK_AOT_VM_OPTIONS="
set "CLASSPATH="
for %%I in ("%~dp0..") do set "WHY502_HOME=%%~fI"
set WHY502_CACHE=
if not "%~1"=="doctor" if exist "%WHY502_HOME%\lib\why502\why502.aot" set WHY502_CACHE="-XX:SharedArchiveFile=%WHY502_HOME%\lib\why502\why502.aot"
rem The mark of a start that came to no first word, as in the other launcher.
set WHY502_START_MARK=
set "WHY502_STARTED=%~1"
if "%WHY502_STARTED:~0,19%"=="chrome-extension://" set "WHY502_START_MARK=%TEMP%\why502-starting"
if /i "%~x1"==".json" set "WHY502_START_MARK=%TEMP%\why502-starting"
if not defined TEMP set WHY502_START_MARK=
if defined WHY502_START_MARK if exist "%WHY502_START_MARK%" set WHY502_CACHE=
if defined WHY502_START_MARK if not exist "%WHY502_START_MARK%" type nul >"%WHY502_START_MARK%" 2>nul
"%WHY502_HOME%\bin\java.exe" ^
 -XX:+UseSerialGC -Xms8m -Xmx64m -Xss512k -XX:TieredStopAtLevel=1 -XX:C1MaxInlineSize=10 ^
 -XX:-UsePerfData -XX:+DisableAttachMechanism -XX:+ErrorFileToStderr -XX:-CreateCoredumpOnCrash ^
 -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot*=off,cds*=off:stderr ^
 -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ^
 %WHY502_CACHE% %WHY502_JAVA_OPTIONS% ^
 -Djdk.reflect.useNativeAccessorOnly=true "-Dwhy502.home=%WHY502_HOME%" -cp "%WHY502_HOME%\lib\why502\why502-host.jar" org.why502.Main %*
exit /b %ERRORLEVEL%
