@echo off
rem Every fault, with its file, its line and what to do; nothing is written.
cd /d "%~dp0"
formpress.exe check
pause
