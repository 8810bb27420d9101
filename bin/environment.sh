# Sourced by the commands in this folder: makes .venv from the locked dependencies, once per lock.
# Sets $python. HOSPES_LOCK names the lock file (default: requirements.lock).
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
lock="$here/${HOSPES_LOCK:-requirements.lock}"
python="$here/.venv/bin/python"

_stamp() { cat "$here/requirements.lock" "$here/requirements-dev.lock" | cksum | tr ' ' '-'; }

_make_environment() {
  local chosen=""
  for candidate in "${HOSPES_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then chosen=$candidate; break; fi
  done
  if [ -z "$chosen" ]; then
    echo "Hospes needs Python 3.11 or newer. Install it and start again." >&2
    return 1
  fi
  if [ ! -x "$python" ]; then
    "$chosen" -m venv "$here/.venv" || {
      echo "Python could not make an environment. On Debian and Ubuntu: install the package python3-venv." >&2
      return 1
    }
  fi
  # An environment that another tool made may have no pip.
  "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null || return 1
  echo "Installing the locked dependencies … (once, about a minute)" >&2
  "$python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" || {
    echo "The dependencies could not be installed. Check the network, then start again." >&2
    return 1
  }
  # The development lock holds everything that the other one holds.
  [ "$lock" = "$here/requirements-dev.lock" ] && _stamp > "$here/.venv/development"
  _stamp > "$here/.venv/stamp"
}

_current() { [ -x "$python" ] && [ "$(cat "$here/.venv/$1" 2>/dev/null)" = "$(_stamp)" ]; }

# For checks and tests: nothing that somebody set for an installation of their own reaches them.
_forget_settings() {
  local name
  for name in $(compgen -e HOSPES_); do
    case "$name" in HOSPES_REAL_DATA | HOSPES_CHROMIUM | HOSPES_PYTHON) ;; *) unset "$name" ;; esac
  done
}

case "$lock" in *-dev.lock) _kind=development ;; *) _kind=stamp ;; esac
if ! _current "$_kind"; then
  # Two commands that start together wait for each other.
  exec 9>"$here/.environment.lock"
  if command -v flock >/dev/null 2>&1; then flock 9; fi
  _current "$_kind" || _make_environment || exit 1
  exec 9>&-
fi
