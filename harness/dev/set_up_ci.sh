#!/usr/bin/env bash
# Installs the programs of others that tests hold our output against: a browser, promtool, xmllint, plistutil, openssl,
# python3, sudo. On Debian and its kin as root or through sudo, on macOS through brew; only what is missing. For CI and for
# who wants every test to run: without it, tests that need a program are ignored and say so.
set -euo pipefail

# Whether one of these programs is here.
has() {
  local one
  for one in "$@"; do
    if command -v "$one" >/dev/null; then return 0; fi
  done
  return 1
}

# Mirrors close connections at times.
retry() {
  local attempt
  for attempt in 1 2 3 4; do
    if "$@"; then return 0; fi
    echo "Attempt $attempt failed: $*" >&2
    sleep $((attempt * 3))
  done
  return 1
}

as_root() {
  if [[ "$(id -u)" -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

apt() {
  retry as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes -o DPkg::Lock::Timeout=120 "$@"
}

# need PACKAGE PROGRAM...: the package is missing when none of the programs is there.
missing=()
need() {
  local package=$1
  shift
  if ! has "$@"; then missing+=("$package"); fi
}

if has apt-get; then
  need chromium chromium chromium-browser google-chrome google-chrome-stable
  need prometheus promtool
  need libxml2-utils xmllint
  need libplist-utils plistutil
  need openssl openssl
  need python3 python3
  need sudo sudo
  install() { apt update && apt install --no-install-recommends "$@"; }
elif has brew; then
  need google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    /Applications/Chromium.app/Contents/MacOS/Chromium
  need prometheus promtool
  need libplist plistutil
  install() { retry brew install --quiet "$@"; }
else
  echo "Nothing installed: neither apt-get nor brew is here, and tests that need other programs will be ignored"
  exit 0
fi

if [[ ${#missing[@]} -eq 0 ]]; then
  echo "Nothing to install: all programs that tests need are here"
else
  echo "Installing what tests need: ${missing[*]}"
  install "${missing[@]}"
fi
