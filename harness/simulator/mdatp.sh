#!/bin/sh
# The command line of the simulated agent, run by ROOT/bin/mdatp, which says in $calls where calls lie. Hands its words to
# the living core and prints what comes back; processes/call_desk.ts is the other end, and says why this cannot wait for
# one that is gone. A shell and no runtime: it is started dozens of times a run.
set -Cu
exec 2>/dev/null
# The core may be another user's than the caller, who is root then.
umask 022
cd -- "$calls" || exit 1

# Takes a call that nobody has taken: with -C only one can make the file of its words.
take() {
  for call in *.call; do
    [ -p "$call" ] || continue
    printf '%s\0' mdatp "$@" >"$call.words" || continue
    # A call that was answered meanwhile is gone, and so were the words of who took it.
    [ -p "$call" ] && return
    rm -f -- "$call.words"
  done
  return 1
}

tries=0
until take "$@"; do
  [ "$tries" -lt 600 ] || exit 1
  tries=$((tries + 1))
  sleep 0.1
done
# Open for both ways no pipe waits for its other end; then reading does not wait either, and from here on only the core
# holds the end to write.
exec 3<>"$call" 4<"$call" 3>&-
echo "$call" 1<>asked
IFS= read -r code <&4 || {
  # Left for the next, who would find none: a core that is gone makes no more.
  rm -f -- "$call.words"
  exit 1
}
cat <&4
exit "$code"
