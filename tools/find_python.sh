#!/bin/sh
# Prints the command of a Python that this project runs on (3.11 or later, with venv), or says in one line that
# there is none.
for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
done
echo "No Python 3.11 or later with venv here: install one (Debian: apt-get install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3" >&2
exit 1
