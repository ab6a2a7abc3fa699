#!/usr/bin/env bash
# Every allreduce of ours beside the MPI's own, in microseconds and bus bandwidth (size / time x 2 (p - 1) / p, as nccl-tests defines it).
#   benchmarks/allreduce.sh host [mpich|openmpi] [RANKS] [ROUNDS]    one host, 1 KiB to 256 MiB
#   benchmarks/allreduce.sh hosts [mpich|openmpi] [ROUNDS]           as root: network namespaces as two hosts of two ranks, 100 Mbit/s each way, 16 MiB
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mode=${1:-host} family=${2:-mpich}
program="dotnet $root/artifacts/bin/Rossby.Benchmarks.Communication/release/Rossby.Benchmarks.Communication.dll"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1

if [[ $mode == host ]]; then
    ranks=${3:-2} rounds=${4:-30} options=()
    [[ $family == openmpi ]] && options=(--oversubscribe --bind-to none)
    exec "/usr/bin/mpiexec.$family" "${options[@]}" -n "$ranks" $program allreduce "$rounds" < /dev/null
fi

rounds=${3:-3}
. "$root/benchmarks/hosts.sh"
hosts_up 100mbit
run() {   # run HOSTS: the ranks' hosts in the order of ranks
    local before
    before=$(hosts_sent)
    hosts_run "$family" "$1" 4 $program allreduce "$rounds" 16384
    echo "bytes that host 1 sent in all: $(($(hosts_sent) - before))"
}
echo "node-major order"; run 1:2,2:2
echo "round-robin order"; run 1:1,2:1,1:1,2:1
