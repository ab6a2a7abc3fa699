#!/bin/bash
# What checkpoints cost: how long a step waits for the copy of its state, beside how fast the same process copies memory, and how much of the throughput is lost to
# copy and writing together. The quick start's network, and DeepCAM's with its whole state (56 million parameters, AdamW) at a sample of a 64th of its size, where a step
# is as short as it gets.
#   benchmarks/checkpoint.sh [quick-start|deepcam] [ROUNDS] [STEPS]     rounds of a stretch of steps (50) without and one with a checkpoint
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
which=${1:-quick-start} rounds=${2:-5} steps=${3:-50}
work=$(mktemp -d "${TMPDIR:-/tmp}/rossby-checkpoint-XXXXXX")
trap 'rm -rf "$work"' EXIT
dotnet build "$root/benchmarks/Step" -c Release -v q -nologo >&2
case $which in
    quick-start) network=(quick-start fp32 96 144 8) ;;
    deepcam) network=(deeplabv3plus-xception fp32 96 144 2) ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
echo "$which: batch ${network[4]} x ${network[2]} x ${network[3]}, $(nproc) threads"
"$root/artifacts/bin/Rossby.Benchmarks.Step/release/Rossby.Benchmarks.Step" checkpoint "$work" "$steps" "$rounds" "${network[@]}" "$(nproc)"
