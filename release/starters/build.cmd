@echo off
rem The website and every PDF, in the folder output; while there is a fault the former ones stay.
cd /d "%~dp0"
formpress.exe build && start "" output\index.html
pause
