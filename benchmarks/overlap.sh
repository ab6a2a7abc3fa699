#!/usr/bin/env bash
# How much of the sum of gradients over ranks the backward pass hides, where the sum alone takes about as long as the pass: network namespaces as two hosts
# (needs root) at the rate that makes it so. A U-Net of 7.8 MB on one host of one rank each; buckets of several sizes.
#   benchmarks/overlap.sh [mpich|openmpi] [RANKS] [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
family=${1:-mpich} ranks=${2:-2} rounds=${3:-9}
program="dotnet $root/artifacts/bin/Rossby.Benchmarks.Communication/release/Rossby.Benchmarks.Communication.dll"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
. "$root/benchmarks/hosts.sh"
hosts_up 10gbit
hosts=1:$((ranks / 2)),2:$((ranks / 2))
echo "at 10 Gbit/s"
hosts_run "$family" $hosts "$ranks" $program overlap "$rounds" 1 | tee "$work/fast"
# Each host sends all gradients once.
rate=$(awk '/backward alone/ { for (i = 1; i < NF; i++) { if ($(i + 1) == "MB") mb = $i; if ($(i + 1) == "ms,") ms = $i } printf "%d", mb * 8 / ms * 1000; exit }' "$work/fast")
echo "at $rate Mbit/s"
hosts_rate "${rate}mbit"
hosts_run "$family" $hosts "$ranks" $program overlap "$rounds" 0.0625 0.25 0.5 1 2 4 8
