#!/usr/bin/env bash
# How much of the sum of gradients over ranks the backward pass hides, where the sum alone takes about as long as the pass: network namespaces as two hosts
# (needs root) at the rate that makes it so, half of the ranks and of the cores on each; buckets of several sizes. Maps are large (384 x 576 cells), so that the
# sum waits for the link: where its time is the processors' own, shared cores can hide nothing.
#   benchmarks/overlap.sh [mpich|openmpi] [cgnet|unet] [RANKS] [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
family=${1:-mpich} network=${2:-cgnet} ranks=${3:-2} rounds=${4:-9}
program="dotnet $root/artifacts/bin/Rossby.Benchmarks.Communication/release/Rossby.Benchmarks.Communication.dll"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
. "$root/benchmarks/hosts.sh"
hosts_up 10gbit
hosts=1:$((ranks / 2)),2:$((ranks / 2))
overlap() { hosts_run "$family" $hosts "$ranks" $program overlap "$network" "$@"; }
# Hydra now and then ends with an error of its own after all ranks have ended well: what counts is that they told.
tell() { overlap 3 1 | tee "$work/told" || grep -q 'backward alone' "$work/told"; }
at() { echo "at $1 Mbit/s"; hosts_rate "$1mbit"; }
echo "at 10 Gbit/s"
tell
# Each host sends all gradients once; what the sum takes beside the wire's time shows only at that rate.
rate=$(awk '/backward alone/ { for (i = 1; i < NF; i++) { if ($(i + 1) == "MB") mb = $i; if ($(i + 1) == "ms,") ms = $i } printf "%d", mb * 8 / ms * 1000 + 1; exit }' "$work/told")
at "$rate"
tell
rate=$(awk -v rate="$rate" -F'[(]| of backward' '/backward alone/ { printf "%d", rate * $2 + 1; exit }' "$work/told")
at "$rate"
overlap "$rounds" 0.0625 0.25 0.5 1 2 4 8
