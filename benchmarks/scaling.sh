#!/usr/bin/env bash
# Weak scaling where compute is a sleep: 1 to 16 ranks, 2 s a step, 4 MiB of gradients; without jitter, with 2 % of it, and with 2 % and gradients one step late.
#   benchmarks/scaling.sh [mpich|openmpi] [STEPS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
family=${1:-mpich} steps=${2:-5} options=()
[[ $family == openmpi ]] && options=(--oversubscribe --bind-to none)
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
for how in "0 now" "0.02 now" "0.02 lag"; do
    echo "jitter and use of gradients: $how"
    for ranks in 1 2 4 8 16; do
        "/usr/bin/mpiexec.$family" "${options[@]}" -n $ranks dotnet "$root/artifacts/bin/Rossby.Benchmarks.Communication/release/Rossby.Benchmarks.Communication.dll" \
            scaling "$steps" 2 $how < /dev/null
    done
done
