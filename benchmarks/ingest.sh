#!/bin/bash
# How fast ingest packs 20 DeepCAM-sized samples (768 x 1152 x 16, float32) from netCDF-4 files, contiguous or deflated, beside an xarray-to-h5py loop and
# `cp`, how much memory it takes for an input 20 times its budget, and what deflated shards of the quick start's weather take in space and time. Writes what it
# needs (3.5 GB, and 10 GB for the memory part) into a folder of its own.
#
# usage: benchmarks/ingest.sh [--folder FOLDER] [--rounds N] [--part contiguous|deflated|memory|archive]...
#   --folder  where inputs and outputs go and are deleted again (a new temporary folder); the disk decides what cp can do
#   --rounds  rounds of ours, cp and peer by turns (5)
#   --part    only this part; may be given more than once (all four)
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
folder= rounds=5 parts=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --folder) folder=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --part) parts+=("$2"); shift 2 ;;
        *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
    esac
done
work=$(mktemp -d "${folder:-${TMPDIR:-/tmp}}/rossby-ingest-XXXXXX")
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3
# The single file as it is shipped.
rossby=$work/program/rossby
dotnet publish "$root/src/Cli" -c Release -r linux-x64 -o "$work/program" -v q >&2

config() { # folder of the input, samples in a shard, MiB
    cat <<JSON
{
  "name": "bench",
  "ingest": {
    "source": { "kind": "files", "paths": ["$1/*.nc"] },
    "channels": ["TMQ", "U850", "V850", "UBOT", "VBOT", "QREFHT", "PS", "PSL", "T200", "T500", "PRECT", "TS", "TREFHT", "Z1000", "Z200", "ZBOT"],
    "labels": { "method": "variable", "variable": "LABELS" },
    "split": { "method": "blocks", "train": 1, "validation": 0, "test": 0 },
    "shards": { "samples": $2 },
    "memoryMiB": $3
  },
  "model": { "architecture": "deeplabv3plus-resnet50" },
  "eval": { "split": "train" }
}
JSON
}

# Each contender begins with nothing left to be written to the disk, and with free memory that was in use a moment ago: what a hypervisor has taken back since costs a
# fault for each page, and `cp` then takes 1.3 s in place of 0.3.
settle() {
    rm -rf data runs peer.h5 copied
    sync
    local room
    room=$(df --output=avail -B1 /dev/shm | tail -1)
    head -c $((room / 2 < 4 << 30 ? room / 2 : 4 << 30)) /dev/zero > /dev/shm/rossby-ingest-$$
    rm /dev/shm/rossby-ingest-$$
}

median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

throughput() { # how the samples are stored, an option of ingest_samples.py
    mkdir "$work/in"
    "$python" "$root/benchmarks/peers/ingest_samples.py" "$work/in" 20 ${2:+"$2"}
    config in 20 2048 > "$work/pipeline.json"
    cat "$work"/in/*.nc > /dev/null
    local bytes
    bytes=$(cat "$work"/in/*.nc | wc -c)
    : > "$work/ours"; : > "$work/whole"; : > "$work/peer"; : > "$work/copy"
    (cd "$work"
     "$rossby" ingest pipeline.json 2> log
     "$python" "$root/benchmarks/peers/ingest_xarray.py" peer.h5 in/*.nc > /dev/null
     "$python" "$root/benchmarks/peers/ingest_equal.py" data/*/shards/train-0000.h5 peer.h5
     for ((round = 0; round < rounds; round++)); do
         settle
         start=$(date +%s.%N)
         "$rossby" ingest pipeline.json 2> log
         # The log's own clock says when the last write had returned: what the disk takes to sync is not counted, as it is not for the others.
         end=$(date -d "$(grep -o '^[^ ]* .*return of the last write' runs/bench/log/rank-0.txt | cut -d' ' -f1)" +%s.%N)
         grep -o 'in [0-9.]* s to the return' log | cut -d' ' -f2 >> ours
         awk -v a="$start" -v b="$end" 'BEGIN { printf "%.3f\n", b - a }' >> whole
         settle
         mkdir copied
         start=$(date +%s.%N)
         cp in/*.nc copied/
         end=$(date +%s.%N)
         awk -v a="$start" -v b="$end" 'BEGIN { printf "%.3f\n", b - a }' >> copy
         settle
         "$python" "$root/benchmarks/peers/ingest_xarray.py" peer.h5 in/*.nc >> peer
     done)
    local ours whole peer copy
    ours=$(median < "$work/ours") whole=$(median < "$work/whole") peer=$(median < "$work/peer") copy=$(median < "$work/copy")
    echo "samples: 20 of 768 x 1152 x 16, $1, $bytes bytes of files, page cache warm; medians of $rounds rounds by turns, to the return of the last write"
    awk -v o="$ours" -v w="$whole" -v p="$peer" -v c="$copy" -v b="$bytes" 'BEGIN {
        printf "%-46s %7.3f s  %6.0f MB/s\n", "rossby, whole program from its start", w, b / 1e6 / w
        printf "%-46s %7.3f s  %6.0f MB/s\n", "rossby, the ingest stage", o, b / 1e6 / o
        printf "%-46s %7.3f s  %6.0f MB/s\n", "xarray to h5py, without imports", p, b / 1e6 / p
        printf "%-46s %7.3f s  %6.0f MB/s\n", "cp", c, b / 1e6 / c
        printf "times faster than xarray to h5py: stage %.2f, whole program %.2f (at least 5)\n", p / o, p / w
        printf "of the speed of cp: stage %.2f, whole program %.2f (at least 0.5)\n", c / o, c / w }'
    for one in ours whole peer copy; do echo "$one: $(tr '\n' ' ' < "$work/$one")"; done
    rm -rf "$work"/{in,data,runs,peer.h5,copied}
}

memory() {
    local budget=256 samples=91
    mkdir -p "$work/large"
    "$python" "$root/benchmarks/peers/ingest_samples.py" "$work/large" $samples --one-file
    config large 16 $budget > "$work/pipeline.json"
    local bytes peak
    bytes=$(stat -c %s "$work/large/samples.nc")
    (cd "$work" && /usr/bin/time -f %M -o peak "$rossby" ingest pipeline.json 2> log) || { cat "$work/log" >&2; exit 1; }
    peak=$(tail -1 "$work/peak")
    awk -v b="$bytes" -v p="$peak" -v m=$budget 'BEGIN {
        printf "memory: input %.0f MiB, %.1f times the budget of %d MiB; peak %.0f MiB of resident memory\n", b / 1048576, b / 1048576 / m, m, p / 1024 }'
}

archive() {
    cp "$root/pipeline.json" "$work/"
    (cd "$work"
     "$rossby" ingest pipeline.json --set ingest.source.steps=240 --set data=generated 2> log
     mkdir weather && mv generated/*/source/*.nc weather/ && rm -r generated
     cat weather/*.nc > /dev/null
     for type in fp32 bf16; do
         for level in none 1 4 6 9; do
             : > seconds
             for ((round = 0; round < rounds; round++)); do
                 rm -rf data runs
                 "$rossby" ingest pipeline.json --set 'ingest.source={"kind": "files", "paths": ["weather/*.nc"]}' --set ingest.shards.type=$type \
                     --set ingest.shards.compression="$([[ $level == none ]] && echo none || echo deflate)" --set ingest.shards.compressionLevel="${level/none/1}" 2> log
                 grep -o 'in [0-9.]* s to the return' log | cut -d' ' -f2 >> seconds
             done
             echo "$type $level $(cat data/*/shards/*.h5 | wc -c) $(median < seconds)"
         done
     done) | awk 'BEGIN { print "archive: shards of 240 steps of the quick start (96 x 144 x 16); medians, to the return of the last write" }
         { if ($2 == "none") { bytes = $3; seconds = $4 }
           printf "%s, %-10s %6.1f MB, %.3f of the space; %.2f s, %.1f times the time\n", $1, ($2 == "none" ? "none:" : "level " $2 ":"), $3 / 1e6, $3 / bytes, $4, $4 / seconds }'
}

for part in "${parts[@]:-contiguous deflated memory archive}"; do
    for one in $part; do
        case $one in
            contiguous) throughput contiguous ;;
            deflated) throughput deflated --deflate ;;
            memory) memory ;;
            archive) archive ;;
            *) echo "no part $one" >&2; exit 2 ;;
        esac
    done
done
