@echo off
rem The preview: pages as they are while one edits. Closing this window ends it.
cd /d "%~dp0"
start "" /b cmd /c "timeout /t 3 /nobreak >nul & start http://127.0.0.1:8000/"
formpress.exe serve
pause
