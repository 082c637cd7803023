#!/bin/sh
# Every fault, with its file, its line and what to do; nothing is written.
cd "$(dirname "$0")" || exit
./formpress check
echo; printf '回车键关闭 '; read -r _
