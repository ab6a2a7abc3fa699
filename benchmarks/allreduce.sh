#!/usr/bin/env bash
# Every allreduce of ours beside the MPI's own, in microseconds and bus bandwidth (size / time x 2 (p - 1) / p, as nccl-tests defines it).
#   benchmarks/allreduce.sh host [mpich|openmpi] [RANKS] [ROUNDS]    one host, 64 KiB to 256 MiB
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

rounds=${3:-3} net=10.78.0 tag=rb$$
work=$(mktemp -d)
down() {
    for i in 1 2; do ip netns del "$tag$i" 2> /dev/null || true; rm -rf "/etc/netns/$tag$i"; done
    ip link del "$tag" 2> /dev/null || true
    rm -rf "$work"
}
trap down EXIT
ip link add "$tag" type bridge; ip addr add $net.254/24 dev "$tag"; ip link set "$tag" up
for i in 1 2; do
    ip netns add "$tag$i"
    ip link add "${tag}v$i" type veth peer name eth0 netns "$tag$i"
    ip link set "${tag}v$i" master "$tag" up
    ip -n "$tag$i" link set lo up; ip -n "$tag$i" addr add $net.$i/24 dev eth0; ip -n "$tag$i" link set eth0 up
    tc qdisc replace dev "${tag}v$i" root tbf rate 100mbit burst 64kb latency 50ms
    ip netns exec "$tag$i" tc qdisc replace dev eth0 root tbf rate 100mbit burst 64kb latency 50ms
    mkdir -p "/etc/netns/$tag$i"
    printf '%s\n' '127.0.0.1 localhost' "$net.254 $(hostname)" "$net.1 ${tag}1" "$net.2 ${tag}2" > "/etc/netns/$tag$i/hosts"
done
cat > "$work/enter" <<'EOF'
#!/bin/bash
while [ "${1#-}" != "$1" ]; do shift; done
h=$1; shift
exec ip netns exec $h unshare --uts sh -c 'hostname "$0"; exec sh -c "$*"' $h "$@"
EOF
chmod +x "$work/enter"
bytes() { cat "/sys/class/net/${tag}v1/statistics/rx_bytes"; }
run() {   # run HOSTS...: the ranks' hosts in the order of ranks
    local order=$1 before after
    before=$(bytes)
    if [[ $family == mpich ]]; then
        UCX_TLS=tcp mpiexec.mpich -launcher ssh -launcher-exec "$work/enter" -hosts "$order" -n 4 $program allreduce "$rounds" 16384 < /dev/null
    else
        local by=core; [[ $order == *:2* ]] || by=node
        mpiexec.openmpi --oversubscribe --bind-to none --map-by $([[ $by == node ]] && echo node || echo slot) --mca plm_rsh_agent "$work/enter" --host "${tag}1:2,${tag}2:2" \
            --mca oob_tcp_if_include $net.0/24 --mca btl_tcp_if_include $net.0/24 -n 4 $program allreduce "$rounds" 16384 < /dev/null
    fi
    after=$(bytes)
    echo "bytes that host 1 sent in all: $((after - before))"
}
echo "node-major order"; run "${tag}1:2,${tag}2:2"
echo "round-robin order"; run "${tag}1:1,${tag}2:1,${tag}1:1,${tag}2:1"
