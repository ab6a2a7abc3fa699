#!/bin/bash
# The training step on a GPU beside PyTorch's best modes, on a machine that has no more than PyTorch with its headers, nvcc, g++ and cmake: no .NET, no network.
# Contenders live at once and take turns, as long as the GPU holds them; medians over rounds.
#
# usage: benchmarks/gpu.sh pack FOLDER                  here, with .NET: all that the other machine needs, under 64 MiB; then, there, FOLDER/benchmarks/gpu.sh PART...
#        benchmarks/gpu.sh [OPTION...] PART...
#   build+golden  builds the shim, and checks the published networks against their golden vectors in fp32 and bf16
#   deepcam       DeepCAM's network at 768 x 1152, 1, 2, 4, 8 and 16 samples
#   net2018       the 2018 network (deconv1x) likewise, 1, 2 and 4 samples
#   train         makes shards on the disk (h5py, numpy) and trains DeepCAM's network from them for 500 steps of 8, bf16, recorded: rate, input stall, loss curve;
#                 then some steps on a small grid by the CPU and by the device, fp32 and bf16, whose losses must be alike
# Each part stays under nine minutes on a fresh machine; the later ones need the first to have run.
#   --device D   cuda, or cpu to try all this out where there is no GPU; --size small is 64 x 96 and fewer samples
#   --rounds N   turns of each contender (5)
#   --steps N    steps of a turn (10)
#   --output F   folder of tables and JSON (results)
#   --profile    in place of deepcam's and net2018's turns: time by layer and bytes moved beside the least possible, and PyTorch's kernels
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
device=cuda size=full rounds=5 steps=10 output=results profiled= parts=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --device) device=$2; shift 2 ;;
        --size) size=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --steps) steps=$2; shift 2 ;;
        --output) output=$2; shift 2 ;;
        --profile) profiled=1; shift ;;
        -*) sed -n '2,19s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
        *) parts+=("$1"); shift ;;
    esac
done
((${#parts[@]})) || { sed -n '2,19s/^# \{0,1\}//p' "$0" >&2; exit 2; }
python=${ROSSBY_PYTHON:-python3}
threads=$(nproc)
work=$(mktemp -d "${TMPDIR:-/tmp}/rossby-gpu-XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$root/benchmarks/turns.sh"

pack() { # FOLDER
    local folder=$1 golden=${ROSSBY_GOLDEN:-$root/../shared/golden}
    mkdir -p "$folder/benchmarks/peers" "$folder/src/Bindings/Torch" "$folder/golden"
    dotnet publish "$root/benchmarks/Gpu" -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -p:PublishTrimmed=true -p:PublishReadyToRun=true \
        -v q -nologo -o "$folder/program" >&2
    # The shim is built there, against the libtorch that is there.
    rm -f "$folder/program/librossby_torch.so" "$folder"/program/*.pdb "$folder"/program/*.xml
    cp -r "$root/benchmarks/gpu.sh" "$root/benchmarks/turns.sh" "$folder/benchmarks/"
    cp -r "$root/benchmarks/peers/step" "$root/benchmarks/peers/shards" "$root/benchmarks/peers/make_shards.py" "$root/benchmarks/peers/training_report.py" "$folder/benchmarks/peers/"
    find "$folder/benchmarks" -name __pycache__ -prune -exec rm -r {} +
    cp -r "$root/src/Bindings/Torch/shim" "$folder/src/Bindings/Torch/"
    cp "$golden"/*.json "$folder/golden/"
    local bytes
    bytes=$(du -sb "$folder" | cut -f1)
    echo "$folder: $((bytes >> 10)) KiB"
    ((bytes < 64 << 20)) || { echo "benchmarks/gpu.sh: more than 64 MiB" >&2; exit 1; }
}

program=$root/program/Rossby.Benchmarks.Gpu golden=$root/golden
if [[ ! -x $program && ${parts[0]} != pack ]]; then
    program=$root/artifacts/bin/Rossby.Benchmarks.Gpu/release/Rossby.Benchmarks.Gpu golden=${ROSSBY_GOLDEN:-$root/../shared/golden}
    [[ -x $program ]] || dotnet build "$root/benchmarks/Gpu" -c Release -v q -nologo >&2
fi
peer=("$python" "$root/benchmarks/peers/step/gpu.py")
if [[ ${parts[0]} != pack ]]; then
    mkdir -p "$output"
    output=$(cd -- "$output" && pwd)
fi
build=$output/build
export ROSSBY_LIB_TORCH=$build/librossby_torch.so
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 PYTHONDONTWRITEBYTECODE=1

build_and_golden() {
    local torch file type
    # pip's PyTorch has TorchConfig.cmake in itself, Debian's beside its libtorch.
    torch=$("$python" -c 'import torch; print(torch.utils.cmake_prefix_path)')/Torch
    for file in "$torch" /usr/lib/x86_64-linux-gnu/cmake/Torch /usr/share/cmake/Torch; do
        [[ -f $file/TorchConfig.cmake ]] && torch=$file && break
    done
    mkdir -p "$build"
    sh "$root/src/Bindings/Torch/shim/build.sh" "$root/src/Bindings/Torch/shim" "$build/cmake" "$ROSSBY_LIB_TORCH" "$torch"
    "$program" about
    "${peer[@]}" about
    for file in "$golden"/*.json; do
        for type in fp32 bf16; do "$program" golden "$file" "$device" "$type"; done
    done
}

take_turns() { # CONTENDER...: of what compare() says
    local name round
    for name in "$@"; do
        local contender=("${peer[@]}")
        [[ $name == rossby-* ]] && contender=("$program")
        open "$name" "${contender[@]}" "${name#*-}" "$architecture" bf16 "$device" "$height" "$width" "$batch" "$threads"
        # Alone ahead of all: first weights, algorithms, and the graph.
        turn "$name" 5 > /dev/null
    done
    for ((round = 0; round < rounds; round++)); do
        for name in "$@"; do seconds[$name]+="$(turn "$name" "$steps") "; done
    done
    for name in "$@"; do echo "$batch $name $(median <<< "${seconds[$name]}") $(close "$name")" >> "$work/$title.table"; done
    wait
}

compare() { # TITLE ARCHITECTURE HEIGHT WIDTH BATCH...
    local title=$1 architecture=$2 height=$3 width=$4 batch name names peak side=8192
    shift 4
    [[ -f $ROSSBY_LIB_TORCH ]] || { echo "benchmarks/gpu.sh: run the part build+golden first" >&2; exit 66; }
    [[ $size == full ]] || side=512
    local flops ours theirs
    flops=$("$program" flops "$architecture" "$height" "$width")
    # The better of both: what is measured is the machine's.
    ours=$("$program" peak "$device" $side) theirs=$("${peer[@]}" peak "$device" $side)
    peak=$(awk -v a="$ours" -v b="$theirs" 'BEGIN { print (a > b ? a : b) }')
    : > "$work/$title.table"
    for batch in "$@"; do
        names=(rossby-graph rossby-eager pytorch-graph pytorch-eager)
        [[ $device == cuda ]] && { [[ $architecture != deeplabv3plus-resnet50 && ( $batch == 1 || $batch == 8 ) ]] || [[ $architecture == deeplabv3plus-resnet50 && $batch == 2 ]]; } &&
            names+=(pytorch-compile)
        # Large batches do not fit into a GPU beside each other, and have it one after another.
        if ((batch <= 4)); then take_turns "${names[@]}"
        else for name in "${names[@]}"; do take_turns "$name"; done; fi
    done
    "$python" "$root/benchmarks/peers/step/table.py" "$title" "$work/$title.table" "$flops" "$peak" "$height" "$width" "$("${peer[@]}" about)" "$("$program" about)" "$output"
}

# The libhdf5 that h5py has mapped: its wheel's own, or the system's.
hdf5_of_h5py() {
    "$python" - <<'PYTHON'
import os

import h5py

for line in open("/proc/self/maps"):
    name = os.path.basename(line.rstrip())
    if name.startswith("libhdf5") and "_hl" not in name and "_cpp" not in name:
        print(line.split(maxsplit=5)[5].rstrip())
        break
PYTHON
}

# Has the operating system forget what it holds of files that are written: they then come from the disk.
forget() {
    "$python" -c 'import os, sys
for path in sys.argv[1:]: os.posix_fadvise(os.open(path, os.O_RDONLY), 0, 0, os.POSIX_FADV_DONTNEED)' "$@"
}

train() {
    local data=$work/shards small=$work/small network=deeplabv3plus-xception batch=8 steps=500 samples=400 few=32 precision runs=()
    [[ -f $ROSSBY_LIB_TORCH ]] || { echo "benchmarks/gpu.sh: run the part build+golden first" >&2; exit 66; }
    # Checkpoints of the published network are 650 MiB, of which each pass over the shards writes two.
    [[ $size == full ]] || { network=narrow-xception batch=2 steps=100 samples=50 few=24; }
    ROSSBY_LIB_HDF5=$(hdf5_of_h5py)
    export ROSSBY_LIB_HDF5
    "$python" "$root/benchmarks/peers/make_shards.py" "$data" --size "$size" --samples "$samples"
    "$python" "$root/benchmarks/peers/make_shards.py" "$small" --size small --samples $((2 * few)) --held-out 2 --type fp32
    "$program" shards "$data"
    "$program" shards "$small"
    forget "$data"/shards/*.h5
    "$program" train "$data" "$work/long" "$network" bf16 "$device" "$batch" "$steps" recorded "$threads"
    for precision in fp32 bf16; do
        "$program" train "$small" "$work/cpu-$precision" "$network" "$precision" cpu 2 "$few" plain "$threads"
        "$program" train "$small" "$work/device-$precision" "$network" "$precision" "$device" 2 "$few" recorded "$threads"
        runs+=("$precision" "$work/cpu-$precision" "$work/device-$precision")
    done
    cp "$work/long/metrics.jsonl" "$output/train.metrics.jsonl"
    gzip -c "$work/long/timeline.json" > "$output/train.timeline.json.gz"
    "$python" "$root/benchmarks/peers/training_report.py" "$output" train "$work/long" "${runs[@]}"
}

profile() { # TITLE ARCHITECTURE HEIGHT WIDTH BATCH
    local title=profile-$1
    shift
    [[ -f $ROSSBY_LIB_TORCH ]] || { echo "benchmarks/gpu.sh: run the part build+golden first" >&2; exit 66; }
    "$program" profile "$1" bf16 "$device" "$2" "$3" "$4" "$threads" "$rounds" "$output/$title.json" | tee "$output/$title.txt"
    "${peer[@]}" profile "$1" bf16 "$device" "$2" "$3" "$4" "$threads" | tee "$output/$title-pytorch.txt"
}

for part in "${parts[@]}"; do
    case $part in
        pack) pack "${parts[1]:?the folder to pack into}"; break ;;
        build+golden) build_and_golden ;;
        deepcam)
            if [[ $profiled ]]; then if [[ $size == full ]]; then profile deepcam deeplabv3plus-xception 768 1152 8; else profile deepcam deeplabv3plus-xception 64 96 1; fi
            elif [[ $size == full ]]; then compare deepcam deeplabv3plus-xception 768 1152 1 2 4 8 16
            else compare deepcam deeplabv3plus-xception 64 96 1 2; fi ;;
        net2018)
            if [[ $profiled ]]; then if [[ $size == full ]]; then profile net2018 deeplabv3plus-resnet50 768 1152 2; else profile net2018 deeplabv3plus-resnet50 64 96 1; fi
            elif [[ $size == full ]]; then compare net2018 deeplabv3plus-resnet50 768 1152 1 2 4
            else compare net2018 deeplabv3plus-resnet50 64 96 1; fi ;;
        train) train ;;
        *) echo "benchmarks/gpu.sh: no part is named $part" >&2; exit 2 ;;
    esac
done
