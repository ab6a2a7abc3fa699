#!/bin/bash
# What train.recompute saves and costs: peak memory and seconds of a training step, with maps kept and with blocks that run again.
#
# usage: benchmarks/recompute.sh [--size H W] [--batch N] [--precision fp32|bf16] [--steps N] [ARCHITECTURE...]
#   --size       rows and columns of a sample (768 1152)
#   --batch      samples of a step (1)
#   --precision  of the maps (bf16)
#   --steps      timed steps behind a first one (1)
#   ARCHITECTURE  of deeplabv3plus-xception, deeplabv3plus-resnet50, tiramisu, unet, cgnet (the first and the last)
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
height=768 width=1152 batch=1 precision=bf16 steps=1 threads=$(nproc)
architectures=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --size) height=$2 width=$3; shift 3 ;;
        --batch) batch=$2; shift 2 ;;
        --precision) precision=$2; shift 2 ;;
        --steps) steps=$2; shift 2 ;;
        -*) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
        *) architectures+=("$1"); shift ;;
    esac
done
((${#architectures[@]})) || architectures=(deeplabv3plus-xception cgnet)
export OMP_NUM_THREADS=$threads
dotnet build "$root/benchmarks/Step" -c Release -v q -nologo >&2
for architecture in "${architectures[@]}"; do
    for mode in train recompute; do
        printf '1\n%s\n0\n' "$steps" \
            | "$root/artifacts/bin/Rossby.Benchmarks.Step/release/Rossby.Benchmarks.Step" "$mode" "$architecture" "$precision" "$height" "$width" "$batch" "$threads" \
            | awk -v what="$architecture, $mode" 'NR == 2 { seconds = $1 } END { printf "%-36s %8.2f s a step  %6d MiB\n", what, seconds, $1 }'
    done
done
