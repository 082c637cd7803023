#!/bin/sh
# The website and every PDF, in the folder output; while there is a fault the former ones stay.
cd "$(dirname "$0")" || exit
open=$(command -v open || command -v xdg-open)
./formpress build && [ -n "$open" ] && "$open" output/index.html >/dev/null 2>&1
echo; printf '回车键关闭 '; read -r _
