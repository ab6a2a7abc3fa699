#!/usr/bin/env bash
# What the backward pass of a training run hides of the sums of its gradients, by the run's own timeline (train.timelineSteps): network namespaces as two hosts
# (needs root), a rank and a core on each; ClimateNet's network over 384 x 576 cells, where a link of 100 Mbit/s makes the sum take about as long as the pass.
# The first row is a run of one bucket, which hides nothing; "default" leaves train.allreduce.bucketMiB out.
#   benchmarks/hidden.sh [mpich|openmpi] [MBIT_PER_S] [default|MIB...]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
family=${1:-mpich} rate=${2:-100}
shift $(($# < 2 ? $# : 2))
rossby=(dotnet "$root/artifacts/bin/Rossby.Cli/release/rossby.dll")
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
. "$root/benchmarks/hosts.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/rossby-hidden-XXXXXX")
hosts_up "${rate}mbit"
trap 'hosts_down; rm -rf "$folder"' EXIT
cd "$folder"
mkdir node
export TMPDIR=$folder/node
cat > pipeline.json <<'CONFIG'
{
  "name": "hidden", "seed": 7,
  "ingest": {
    "source": { "kind": "synthetic", "height": 384, "width": 576, "steps": 32, "stepHours": 24, "stepsPerFile": 32 },
    "channels": ["TMQ", "U850", "V850", "PSL"],
    "labels": { "method": "variable", "variable": "LABELS" },
    "split": { "method": "blocks", "train": 0.7, "validation": 0.15, "test": 0.15, "gapDays": 0 }
  },
  "stage": { "keepFreeMiB": 0 },
  "model": { "architecture": "cgnet" },
  "train": { "epochs": 1, "batchSize": 2, "threads": 1, "timelineSteps": 20 },
  "eval": { "split": "test" }
}
CONFIG
"${rossby[@]}" ingest pipeline.json 2> ingest.txt || { cat ingest.txt; exit 1; }
run() { # NAME OPTION...
    local name=$1
    shift
    # Hydra now and then ends with an error of its own after all ranks have ended well: what counts is the timeline.
    hosts_run "$family" 1:1,2:1 2 "${rossby[@]}" train pipeline.json --set "name=$name" "$@" &> "$name.txt" || true
    [[ -f runs/$name/timeline.json ]] || { cat "$name.txt"; exit 1; }
    awk -v name="$name" -f "$root/benchmarks/hidden.awk" "runs/$name/timeline.json"
}
echo "$family, $rate Mbit/s; means over ranks and steps, the first step left out"
run one-bucket --set train.allreduce.bucketMiB=64
for size in "${@:-default}"; do
    if [[ $size == default ]]; then run default; else run "$size-MiB" --set "train.allreduce.bucketMiB=$size"; fi
done
