#!/bin/sh
# The preview: pages as they are while one edits. Closing this window ends it.
cd "$(dirname "$0")" || exit
open=$(command -v open || command -v xdg-open)
[ -z "$open" ] || (sleep 3; "$open" http://127.0.0.1:8000/) >/dev/null 2>&1 &
./formpress serve
