@echo off
rem The one command of the project, for Windows: builds tools\Cli when a source is newer than the
rem last build, then runs it. All verbs are in tools\Cli\Verbs. A .NET program that cannot start
rem ends with a negative number, which "if errorlevel 1" would take for a good end.
setlocal
set "root=%~dp0.."
set "out=%root%\tools\Cli\bin\launch"
set "dll=%out%\Portreeve.Cli.dll"
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1

where dotnet >nul 2>nul
if errorlevel 1 (
    echo portreeve needs the .NET SDK 10 and did not find "dotnet". Install it with:
    echo   winget install Microsoft.DotNet.SDK.10
    echo or from https://dotnet.microsoft.com/download/dotnet/10.0
    exit /b 127
)

if not exist "%dll%" goto build
dotnet "%dll%" --is-current >nul 2>nul
if %errorlevel% equ 0 goto run

:build
echo portreeve: building the tools (once; half a minute on a new machine) ... 1>&2
dotnet build "%root%\tools\Cli\Cli.csproj" -c Release -nologo -v q "-clp:ErrorsOnly;NoSummary" -nodeReuse:false -o "%out%" 1>&2
if %errorlevel% neq 0 exit /b 1

:run
dotnet "%dll%" %*
exit /b %errorlevel%
