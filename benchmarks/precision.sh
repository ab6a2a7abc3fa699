#!/bin/bash
# Whether bf16 and fp16 (on a CPU emulated, the loss scale really at work) learn what fp32 learns: the same pipeline with the same seeds in each precision,
# mean IoU and IoU by class of the test split paired seed by seed. Each seed has weather of its own. Not a timing: it may share the machine.
#
# usage: benchmarks/precision.sh [--seeds N] [--config pipeline.json] [--folder FOLDER] [--set NAME=VALUE]...
#   --seeds   seeds 1 to N (5)
#   --config  the experiment (the quick start)
#   --folder  keeps data and runs there, so that what is done is not done again (a temporary folder)
#   --set     changes a value of the config in all runs, such as train.epochs=3
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
seeds=5 config=$root/pipeline.json folder= sets=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --seeds) seeds=$2; shift 2 ;;
        --config) config=$(realpath "$2"); shift 2 ;;
        --folder) mkdir -p "$2"; folder=$(realpath "$2"); shift 2 ;;
        --set) sets+=(--set "$2"); shift 2 ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done
if [[ -z $folder ]]; then
    folder=$(mktemp -d "${TMPDIR:-/tmp}/rossby-precision-XXXXXX")
    trap 'rm -rf "$folder"' EXIT
fi
for ((seed = 1; seed <= seeds; seed++)); do
    for precision in fp32 bf16 fp16; do
        name=$precision-seed-$seed
        echo "$name" >&2
        "$root/rossby" run "$config" "${sets[@]}" --set "name=$name" --set "seed=$seed" --set "train.precision=$precision" --set "eval.precision=$precision" \
            --set "data=$folder/data" --set "runs=$folder/runs" > "$folder/$name.log" 2>&1 || { tail -5 "$folder/$name.log" >&2; exit 1; }
    done
done
/usr/bin/python3 - "$folder/runs" "$seeds" <<'PY'
import json, math, sys
runs, seeds = sys.argv[1], int(sys.argv[2])
names = ["mean IoU", "background", "tropical cyclone", "atmospheric river"]
def scores(precision, seed):
    with open(f"{runs}/{precision}-seed-{seed}/scores.json") as f: table = json.load(f)["network"]["cells"]
    return [table["meanIou"], *[c["iou"] for c in table["classes"]]]
def skipped(seed):
    with open(f"{runs}/fp16-seed-{seed}/metrics.jsonl") as f: lines = [json.loads(l) for l in f]
    return sum(1 for l in lines if l.get("skipped"))
print(f"seeds 1 to {seeds}; fp16 left out {', '.join(str(skipped(s)) for s in range(1, seeds + 1))} steps")
fp32 = [scores("fp32", s) for s in range(1, seeds + 1)]
print(f"{'':20}" + "".join(f"{n:>28}" for n in names))
print(f"{'fp32, mean':20}" + "".join(f"{sum(r[k] for r in fp32) / seeds:28.4f}" for k in range(4)))
good = True
for precision in ("bf16", "fp16"):
    other = [scores(precision, s) for s in range(1, seeds + 1)]
    cells = []
    for k in range(4):
        differences = [b[k] - a[k] for a, b in zip(fp32, other)]
        mean = sum(differences) / seeds
        error = math.sqrt(sum((d - mean) ** 2 for d in differences) / (seeds - 1) / seeds) if seeds > 1 else 0.0
        cells.append(f"{f'{mean:+.4f} (s.e. {error:.4f})':>28}")
        if k == 0: good = good and (abs(mean) <= 0.01 or abs(mean) <= 2 * error)
    print(f"{precision + ' less fp32':20}" + "".join(cells))
print("mean IoU within 0.01, or two standard errors: " + ("yes" if good else "NO"))
sys.exit(0 if good else 1)
PY
