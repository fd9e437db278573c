#!/bin/sh
# Checks 837P files with two independent validators, pyx12 and linuxforhealth-x12.
#
#   conformance.sh FILE_OR_FOLDER...
#
# Exits 0 when both accept every file, 1 when either refuses anything. A Python virtual environment
# is made once in $SHOTS_CONFORMANCE_VENV, or in .build-conformance at the top of the repository.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
venv=${SHOTS_CONFORMANCE_VENV:-$(CDPATH='' cd -- "$here/../.." && pwd)/.build-conformance}
stamp=$venv/requirements.installed

if [ $# -eq 0 ]; then
  echo "usage: conformance.sh FILE_OR_FOLDER..." >&2
  exit 64
fi

# Both validators are known to run on these; Debian 12 has 3.11.
find_python() {
  for candidate in python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
      2>/dev/null; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

# Debian splits ensurepip off into python3-venv, so a Python may be there that cannot make one.
make_venv() {
  # Only what looks like an environment may be removed: the folder can be given from outside.
  if [ -e "$venv" ] && [ ! -e "$venv/pyvenv.cfg" ]; then
    rmdir "$venv" || return 1
  fi
  rm -rf "$venv"
  python=$(find_python) && "$python" -c 'import ensurepip, venv' 2>/dev/null \
    && "$python" -m venv "$venv" >&2
}

install_python() {
  command -v apt-get >/dev/null || return 1
  sudo=
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "conformance: installing python3-venv" >&2
  { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq python3 python3-venv; } >&2
}

prepare() {
  cmp -s "$here/requirements.txt" "$stamp" && return 0
  make_venv || { install_python && make_venv; } || {
    echo "conformance: no Python 3.11 to 3.13 with venv (Debian: apt-get install python3-venv)" >&2
    return 1
  }
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$here/requirements.txt" >&2
  # Last, so that an environment that was left half made is made again.
  cp "$here/requirements.txt" "$stamp"
}

mkdir -p "$(dirname -- "$venv")"
# Two runs at the same time must not make the same environment.
if command -v flock >/dev/null; then
  exec 9>"$venv.lock"
  flock 9
fi
prepare
if command -v flock >/dev/null; then exec 9>&-; fi

exec "$venv/bin/python" -B "$here/validate.py" "$@"
