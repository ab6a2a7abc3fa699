#!/bin/bash
# How fast a training step or an inference is, beside the same network in PyTorch (benchmarks/peers/step): fp32 and, where the processor has it, bf16, for PyTorch in both memory
# orders. All contenders live at once and take turns, so that what else the machine does meets all alike; medians over rounds. Needs python3-torch.
#
# usage: benchmarks/step.sh [--rounds N] [--steps N] [--size H W] [--batch N] [--threads N] [--only train|infer] [--check] [ARCHITECTURE...]
#   --rounds   turns of each (7)
#   --steps    steps of a turn (2)
#   --size     rows and columns of a sample (192 288)
#   --batch    samples of a step (2)
#   --threads  of both sides (all cores)
#   --check    only see that both sides compute the same, and the golden vectors where ROSSBY_GOLDEN or ../shared/golden has them
#   ARCHITECTURE  of deeplabv3plus-xception, deeplabv3plus-resnet50, cgnet, unet (the first three)
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
rounds=7 steps=2 height=192 width=288 batch=2 threads=$(nproc) modes="train infer" check=
architectures=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --rounds) rounds=$2; shift 2 ;;
        --steps) steps=$2; shift 2 ;;
        --size) height=$2 width=$3; shift 3 ;;
        --batch) batch=$2; shift 2 ;;
        --threads) threads=$2; shift 2 ;;
        --only) modes=$2; shift 2 ;;
        --check) check=1; shift ;;
        -*) sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
        *) architectures+=("$1"); shift ;;
    esac
done
((${#architectures[@]})) || architectures=(deeplabv3plus-xception deeplabv3plus-resnet50 cgnet)
work=$(mktemp -d "${TMPDIR:-/tmp}/rossby-step-XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$root/benchmarks/turns.sh"
export OMP_NUM_THREADS=$threads
step=$root/artifacts/bin/Rossby.Benchmarks.Step/release/Rossby.Benchmarks.Step
peer=(/usr/bin/python3 "$root/benchmarks/peers/step/peer.py")
dotnet build "$root/benchmarks/Step" -c Release -v q -nologo >&2

check() {
    local golden=${ROSSBY_GOLDEN:-$root/../shared/golden} architecture
    for architecture in "${architectures[@]}"; do
        mkdir -p "$work/$architecture"
        "$step" write "$work/$architecture" "$architecture" fp32 64 96 2 "$threads"
        "${peer[@]}" check "$architecture" "$work/$architecture"
    done
    [[ ! -d $golden ]] || {
        "${peer[@]}" golden deeplabv3plus-xception "$golden"/deepcam-xception-*.json
        "${peer[@]}" golden cgnet "$golden"/climatenet-cgnet-*.json
    }
}

compare() { # MODE ARCHITECTURE
    local mode=$1 architecture=$2 name round flops
    local names=(rossby-fp32 pytorch-fp32-nchw pytorch-fp32-nhwc)
    [[ -z $narrow ]] || names=(rossby-fp32 rossby-bf16 pytorch-fp32-nchw pytorch-fp32-nhwc pytorch-bf16-nchw pytorch-bf16-nhwc)
    local size=("$height" "$width" "$batch" "$threads")
    # A backward pass counts as two forward ones.
    flops=$("$step" flops "$architecture" "$height" "$width" | awk -v b="$batch" -v t="$mode" '{ print $1 * b * (t == "train" ? 3 : 1) }')
    for name in "${names[@]}"; do
        IFS=- read -r side precision layout <<< "$name"
        if [[ $side == rossby ]]; then open "$name" "$step" "$mode" "$architecture" "$precision" "${size[@]}"
        else open "$name" "${peer[@]}" "$mode" "$architecture" "$precision" "$layout" "${size[@]}"; fi
        # Alone and twice before all: first weights, first plans, first pages.
        turn "$name" 2 > /dev/null
    done
    for ((round = 0; round < rounds; round++)); do
        for name in "${names[@]}"; do seconds[$name]+="$(turn "$name" "$steps") "; done
    done
    echo
    echo "$architecture, $mode, $batch x $height x $width, $threads threads, medians of $rounds turns of $steps; $(awk -v f="$flops" 'BEGIN { printf "%.0f", f / 1e9 }') GFLOP a step"
    for name in "${names[@]}"; do echo "$name $(median <<< "${seconds[$name]}") $(close "$name") ${seconds[$name]}"; done > "$work/table"
    wait
    awk -v flops="$flops" -v batch="$batch" -v fp32="$peak_fp32" -v bf16="$peak_bf16" '{
        t[$1] = $2
        printf "%-18s %8.4f s  %7.2f samples/s  %6.0f GFLOP/s  %3.0f %% of peak  %5d MiB   raw", $1, $2, batch / $2, flops / $2 / 1e9, 100 * flops / $2 / 1e9 / ($1 ~ /bf16/ ? bf16 : fp32), $3
        for (i = 4; i <= NF; i++) printf " %s", $i
        print ""
        if ($1 ~ /^rossby/) ours = ours == 0 || $3 > ours ? $3 : ours
        else {
            if (best == 0 || $2 < best) best = $2
            if ($1 ~ /fp32/ && (best32 == 0 || $2 < best32)) best32 = $2
        }
    } END {
        if (!("rossby-bf16" in t)) printf "times faster: fp32 than PyTorch fp32 NCHW %.2f, fp32 than its best %.2f\n", t["pytorch-fp32-nchw"] / t["rossby-fp32"], best / t["rossby-fp32"]
        else printf "times faster: bf16 than PyTorch fp32 NCHW %.2f, bf16 than its best %.2f; fp32 than its best fp32 %.2f, fp32 than its best %.2f\n", t["pytorch-fp32-nchw"] / t["rossby-bf16"], best / t["rossby-bf16"], best32 / t["rossby-fp32"], best / t["rossby-fp32"]
    }' "$work/table"
}

check
[[ -z $check ]] || exit 0
# Without AVX-512 bf16 is emulated here and takes PyTorch ten times as long as fp32: both sides compute in fp32 alone.
narrow=$(grep -om1 avx512bw /proc/cpuinfo || true)
peak_fp32=$("$step" peak fp32 "$threads") peak_bf16=0
[[ -z $narrow ]] || peak_bf16=$("$step" peak bf16 "$threads")
echo "processor: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $threads threads; convolution peak (5 x 5, 256 channels, 96 x 144, batch 2, forward): fp32 $peak_fp32${narrow:+, bf16 $peak_bf16} GFLOP/s$([[ -n $narrow ]] || echo '; no bf16')"
echo "peer: $("${peer[@]}" build), $(dpkg-query -W -f '${Package} ${Version}' libopenblas0-openmp 2> /dev/null), AdamW tensor by tensor (faster here than foreach)"
for architecture in "${architectures[@]}"; do
    for mode in $modes; do compare "$mode" "$architecture"; done
done
