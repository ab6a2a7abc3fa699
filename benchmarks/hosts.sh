# Sourced: network namespaces as two hosts, host 1 and host 2, that a bridge joins, each with its half of the cores; needs root. Gone when the script ends.
#   hosts_up RATE             both ways of each link, as tc writes it: 100mbit
#   hosts_run FAMILY HOSTS RANKS COMMAND...   mpiexec of mpich or openmpi; HOSTS is 1:2,2:2, the ranks of each in the order of ranks
net=10.78.0 tag=rb$$
work=$(mktemp -d)
hosts_down() {
    for i in 1 2; do ip netns del "$tag$i" 2> /dev/null || true; rm -rf "/etc/netns/$tag$i"; done
    ip link del "$tag" 2> /dev/null || true
    rm -rf "$work"
}
hosts_up() {
    trap hosts_down EXIT
    ip link add "$tag" type bridge; ip addr add $net.254/24 dev "$tag"; ip link set "$tag" up
    for i in 1 2; do
        ip netns add "$tag$i"
        ip link add "${tag}v$i" type veth peer name eth0 netns "$tag$i"
        ip link set "${tag}v$i" master "$tag" up
        ip -n "$tag$i" link set lo up; ip -n "$tag$i" addr add $net.$i/24 dev eth0; ip -n "$tag$i" link set eth0 up
        mkdir -p "/etc/netns/$tag$i"
        printf '%s\n' '127.0.0.1 localhost' "$net.254 $(hostname)" "$net.1 ${tag}1" "$net.2 ${tag}2" > "/etc/netns/$tag$i/hosts"
    done
    hosts_rate "$1"
    cat > "$work/enter" <<'ENTER'
#!/bin/bash
half=$(($(nproc) / 2))
while [ "${1#-}" != "$1" ]; do shift; done
h=$1; shift
last=$((${h: -1} * half - 1))
exec taskset -c $((last - half + 1))-$last ip netns exec $h unshare --uts sh -c 'hostname "$0"; exec sh -c "$*"' $h "$@"
ENTER
    chmod +x "$work/enter"
}
hosts_rate() {
    for i in 1 2; do
        tc qdisc replace dev "${tag}v$i" root tbf rate "$1" burst 64kb latency 50ms
        ip netns exec "$tag$i" tc qdisc replace dev eth0 root tbf rate "$1" burst 64kb latency 50ms
    done
}
hosts_run() {
    local family=$1 hosts=$tag${2//,/,$tag} ranks=$3
    shift 3
    if [[ $family == mpich ]]; then
        UCX_TLS=tcp mpiexec.mpich -launcher ssh -launcher-exec "$work/enter" -hosts "$hosts" -n "$ranks" "$@" < /dev/null
    else
        mpiexec.openmpi --oversubscribe --bind-to none --map-by "$([[ $hosts == *:2* || $ranks == 2 ]] && echo slot || echo node)" --mca plm_rsh_agent "$work/enter" \
            --host "${tag}1:$((ranks / 2)),${tag}2:$((ranks / 2))" --mca oob_tcp_if_include $net.0/24 --mca btl_tcp_if_include $net.0/24 -n "$ranks" "$@" < /dev/null
    fi
}
hosts_sent() { cat "/sys/class/net/${tag}v1/statistics/rx_bytes"; }
