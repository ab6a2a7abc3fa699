#!/usr/bin/env bash
# What a rank's faults look like in real jobs, where the tests cannot go: they need root, or minutes. Each round says what was seen, and after how long; what is missed ends
# the script with 1. Build first (./rossby setup).
#   tests/faults.sh hosts [mpich|openmpi] [ROUNDS]   as root: network namespaces as two hosts of two ranks; ranks are stopped and go on, one is killed
#   tests/faults.sh kills [mpich|openmpi] [ROUNDS]   as root: the same, and each round one rank of either host is killed
#   tests/faults.sh slow  [mpich|openmpi]            one rank of three gets half the time that the others get
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
what=${1:-hosts} family=${2:-mpich} rounds=${3:-5}
rossby=(dotnet "$root/artifacts/bin/Rossby.Cli/release/rossby.dll")
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
. "$root/benchmarks/hosts.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/rossby-faults-XXXXXX")
export TMPDIR=$folder/node
mkdir "$TMPDIR"
tidy() {
    # Without a rank its launcher ends too.
    [[ -z ${job:-} ]] || kill -KILL "${pids[@]}" 2> /dev/null || true
    hosts_down
    rm -rf "$folder"
}
trap tidy EXIT
cd "$folder"
cat > pipeline.json <<'CONFIG'
{
  "name": "faults", "seed": 7,
  "ingest": {
    "source": { "kind": "synthetic", "height": 24, "width": 36, "steps": 180, "stepHours": 24, "stepsPerFile": 60 },
    "channels": ["TMQ", "U850", "V850", "PSL"],
    "labels": { "method": "variable", "variable": "LABELS" },
    "split": { "method": "blocks", "train": 0.7, "validation": 0.15, "test": 0.15, "gapDays": 2 }
  },
  "stage": { "keepFreeMiB": 0 },
  "model": {
    "architecture": "deeplabv3plus-resnet50", "width": 4, "units": [1, 1, 1, 1], "outputStride": 4, "atrousRates": [1, 2, 3],
    "decoderWidth": 8, "lowLevelWidth": 4, "fullResolutionWidths": [4, 4]
  },
  "train": { "epochs": 100000, "batchSize": 12, "threads": 1 },
  "eval": { "split": "test" }
}
CONFIG
log() { echo "runs/faults/log/rank-$1.txt"; }
steps() { cat runs/faults/metrics.jsonl 2> /dev/null | wc -l; }
fail() { echo "MISSED: $*"; tail -n 5 terminal runs/faults/log/*; exit 1; }
now() { date +%s%N; }
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", (to - from) / 1e9 }'; }
# until SECONDS COMMAND...: whether it comes true by then
until_true() {
    local end=$(($(now) + $1 * 1000000000))
    shift
    until "$@"; do
        (($(now) < end)) || return 1
        sleep 0.05
    done
}
pid_of() {   # RANK: the process, by its launcher's variables
    local environ
    for environ in /proc/[0-9]*/environ; do
        { tr '\0' '\n' < "$environ"; } 2> /dev/null | grep -qx -e "PMI_RANK=$1" -e "OMPI_COMM_WORLD_RANK=$1" || continue
        [[ $(tr '\0' ' ' < "${environ%environ}cmdline") == dotnet*rossby.dll\ train* ]] && [[ $(readlink "${environ%environ}cwd") == "$folder" ]] && basename "${environ%/environ}" && return
    done
}
start() {   # COMMAND...: a job, until it trains
    local before r
    "$@" > terminal 2>&1 &
    job=$!
    # A run that is taken up cuts its metrics first.
    until_true 60 grep -q 'train: .* parameters' terminal || fail "the job did not begin"
    before=$(steps)
    until_true 60 more_than "$before" || fail "no step was done"
    for ((r = 0; r < ranks; r++)); do pids[r]=$(pid_of $r); done
}
more_than() { (($(steps) > $1 + 3)); }
mark() { local r; for ((r = 0; r < ranks; r++)); do seen[r]=$(stat -c %s "$(log $r)"); done; told=$(stat -c %s terminal); }
new_of() { tail -c +$((seen[$1] + 1)) "$(log "$1")"; }
all_others_say() {   # RANK TEXT: in every other rank's log
    local r
    for ((r = 0; r < ranks; r++)); do ((r == $1)) || new_of $r | grep -qF "$2" || return 1; done
}
terminal_says() { tail -c +$((told + 1)) terminal | grep -qF "$1"; }
who() { echo "rank $1 on $(host_of "$1") (process ${pids[$1]})"; }
is_over() { ! kill -0 "$job" 2> /dev/null; }
declare -a pids seen

stop_and_go() {   # RANK
    local from goes r
    mark
    from=$(now)
    kill -STOP "${pids[$1]}"
    until_true 10 all_others_say "$1" "$(who "$1") has not been heard of for" || fail "$(who "$1") not named by all"
    echo -n "stopped $(who "$1"): named in all other logs after $(since "$from")"
    until_true 5 terminal_says "$(who "$1") has not been heard of for" || fail "not on the terminal"
    for ((r = 0; r < ranks; r++)); do
        ! new_of $r | grep "has not been heard of" | grep -vF "$(who "$1")" || fail "another was named too"
    done
    goes=$(steps)
    kill -CONT "${pids[$1]}"
    until_true 20 all_others_say "$1" "$(who "$1") is back" || fail "its return was not told"
    until_true 20 more_than "$goes" || fail "it does not go on"
    echo ", goes on"
}
kill_one() {   # RANK
    local from code=0 survivors="" r
    mark
    rm -f runs/faults/fault.json
    from=$(now)
    kill -KILL "${pids[$1]}"
    until_true 30 is_over || fail "the job did not end"
    wait "$job" || code=$?
    job=
    echo -n "killed $(who "$1"): job over after $(since "$from"), exit code $code"
    for ((r = 0; r < ranks; r++)); do ((r == $1)) || ! new_of $r | grep -qF "$(who "$1") has died" || survivors+=" $r"; done
    echo -n ", named by survivors:${survivors:- none}"
    until_true 5 test -f runs/faults/fault.json || fail "no fault.json"
    sleep 2   # by then the other host's watcher would have written its own
    [[ $(tr -d ' \n' < runs/faults/fault.json) == *"\"kind\":\"died\",\"rank\":$1,"*"\"host\":\"$(host_of "$1")\",\"process\":${pids[$1]},"* ]] || { cat runs/faults/fault.json; fail "fault.json names another"; }
    "${rossby[@]}" ingest pipeline.json 2>&1 | grep -qF "was lost: rank $1 of $ranks on $(host_of "$1") (process ${pids[$1]}) died" || fail "the next start does not say it"
    echo "; fault.json and the next start name it"
}
two_hosts() {
    ranks=4
    host_of() { echo "$tag$(($1 / 2 + 1))"; }
    hosts_up 10gbit
    trap tidy EXIT
    "${rossby[@]}" stage pipeline.json > /dev/null 2>&1
}
case $what in
    hosts)
        two_hosts
        start hosts_run "$family" 1:2,2:2 $ranks "${rossby[@]}" train pipeline.json
        for ((i = 0; i < rounds; i++)); do stop_and_go $(((2 + 3 * i) % ranks)); done
        kill_one 3 ;;
    kills)
        two_hosts
        for ((i = 0; i < rounds; i++)); do
            start hosts_run "$family" 1:2,2:2 $ranks "${rossby[@]}" train pipeline.json
            kill_one $(((3 + 3 * i) % ranks))
        done ;;
    slow)
        ranks=3
        host_of() { hostname; }
        options=()
        [[ $family == openmpi ]] && options=(--oversubscribe --bind-to none)
        start "/usr/bin/mpiexec.$family" "${options[@]}" -n $ranks "${rossby[@]}" train pipeline.json < /dev/null
        mark
        from=$(now)
        while ! all_others_say 1 "$(who 1) is slow: the others spend"; do
            (($(now) < from + 120000000000)) || fail "the slow rank was not named"
            kill -STOP "${pids[1]}"; sleep 0.1; kill -CONT "${pids[1]}"; sleep 0.1
        done
        new_of 0 | grep "is slow" | sed 's/.*ranks: //'
        ! new_of 0 | grep "is slow" | grep -v "rank 1 " || fail "another rank was named"
        echo "named in all other logs after $(since "$from")" ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
