#!/bin/sh
# A stand-in agent that shares nothing with the simulator: an `mdatp` for the tests that answers in text only, spells
# things as the vendor's pages do, and whose monitor (`stand_in_agent.sh monitor`) kills by polling.
# STATE is the folder beside this file's link; scripts that it may kill lie below $STATE/scripts-of.
here=$(cd "$(dirname "$0")" && pwd)
first=/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt
second=/tmp/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt

setting() { cat "$here/setting"; }

field() {
  case "$1" in
    behavior_monitoring) printf '"%s"\n' "$(setting)" ;;
    app_version) echo '"101.25102.0003"' ;;
    *) exit 1 ;;
  esac
}

health() {
  echo 'ATTENTION: A new version is available.'
  if [ -s "$here/issue" ]; then
    echo 'healthy                                     : false'
    printf 'health_issues                               : ["%s"]\n' "$(cat "$here/issue")"
  else
    echo 'healthy                                     : true'
    echo 'health_issues                               : []'
  fi
  echo 'licensed                                    : true'
  echo 'app_version                                 : "101.25102.0003"'
  echo 'org_id                                      : "0f0f0f0f-1111-2222-3333-444444444444"'
  echo 'edr_machine_id                              : "0f0f0f0f00000000000000000000000000000001"'
  echo 'release_ring                                : "InsiderFast"'
  echo 'product_expiration                          : Jan 16, 2099 at 07:42:45 AM'
  echo 'cloud_enabled                               : 1'
  echo 'passive_mode_enabled                        : 0'
  printf 'behavior_monitoring                         : "%s"\n' "$(setting)"
  echo 'real_time_protection_enabled                : 1'
  echo 'real_time_protection_available              : 1'
  echo 'full_disk_access_enabled                    : true'
  echo 'something_nobody_knows                      : "kept"'
}

# Kills the scripts of one state folder only, and only while the setting is on.
monitor() {
  while [ -d "$here" ]; do
    if [ "$(setting)" = enabled ] && [ -s "$first" ] && [ -s "$second" ]; then
      pids=$(pgrep -f "^/bin/bash $1/.*/BM_test.sh$")
      [ -n "$pids" ] && kill -KILL $pids && {
        [ -s "$here/threats" ] && echo '---' >>"$here/threats"
        printf 'ID: "stand-in-%s"\n\nName: Behavior: MacOS/MacOSChangeFileTest\n\nType: "behavior"\n\nDetection time: %s\n\nStatus: "quarantined"\n' \
          "$(date +%s%N)" "$(LC_ALL=C date '+%a %b %e %H:%M:%S %Y')" >>"$here/threats"
      }
    fi
    sleep 0.1
  done
}

case "$*" in
  'health') health ;;
  'health --field '*) field "$3" ;;
  'threat list') if [ -s "$here/threats" ]; then cat "$here/threats"; else echo 'No threats'; fi ;;
  'exclusion list') echo 'No exclusions' ;;
  'config behavior-monitoring --value '*)
    if [ "$4" = "$(setting)" ]; then
      echo 'New setting value is the same as the current value'
      exit 1
    fi
    echo "$4" >"$here/setting"
    echo 'Configuration property updated'
    ;;
  'monitor '*) monitor "$2" ;;
  *)
    echo 'Unknown command'
    exit 1
    ;;
esac
