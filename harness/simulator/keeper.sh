#!/bin/sh
# Stands over a simulated device for as long as the program that started it lives: makes the named executables, runs the
# core, and when its standard input ends (also after a kill -9 of the starter) sees to it that nothing is left.
# It makes the root as well, so that there is no moment at which nobody would remove it, and says it on its first line.
# Usage: keeper.sh DENO PROGRAM_FOLDER PROFILE DEADLINE_MS COST_JSON
set -u
export NO_COLOR=1
umask 077
deno=$1 programs=$2
shift 2

root=$(mktemp -d "${TMPDIR:-/tmp}/bmverify-device-XXXXXXXX") || exit 1
# The real path, because that is what a process list and the events of the file system show.
cd "$root" && root=$(pwd -P) || exit 1
printf '%s\n' "$root"
mkdir sbin state
system=$(uname -s)
for name in wdavdaemon wdavdaemon_enterprise wdavdaemon_unprivileged; do
  if [ "$system" = Darwin ]; then
    # It names a process after the file behind a symbolic link. Another name of the same file costs nothing but needs one
    # volume, a clone costs next to nothing but needs one and APFS.
    ln "$deno" "sbin/$name" 2>/dev/null || cp -c "$deno" "sbin/$name" 2>/dev/null || cp "$deno" "sbin/$name"
  else
    ln -s "$deno" "sbin/$name"
  fi
done

# A comma separates paths in a permission flag, two stand for one; programs to run know no such escape, so they are named
# from within the root.
case $root in
  *,*) allowed=$(printf '%s' "$root" | sed 's/,/,,/g') ;;
  *) allowed=$root ;;
esac
exec 3<&0
"$root/sbin/wdavdaemon" run --quiet --no-prompt --no-lock --cached-only --no-check \
  --allow-read --allow-write="$allowed" \
  --allow-run=sbin/wdavdaemon_enterprise,sbin/wdavdaemon_unprivileged,/usr/bin/mkfifo \
  "$programs/wdavdaemon_program.ts" "$root" "$@" <&3 2>>"$root/state/stderr.log" &
core=$!
# Keeps no copy of standard output: its end tells the starter that the core did not come up.
exec >&-

cat <&3 >/dev/null &
input=$!
trap 'kill -TERM "$core" "$input" 2>/dev/null' TERM INT HUP
wait "$input"

# A child that has ended is gone for the shell once it has waited for another one, here for the pause.
tries=0
while kill -0 "$core" 2>/dev/null; do
  [ "$tries" -eq 60 ] && kill -KILL "$core"
  sleep 0.05
  tries=$((tries + 1))
done
rm -rf -- "$root"
