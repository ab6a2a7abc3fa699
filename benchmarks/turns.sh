# Contenders that live at once and take turns, sourced by benchmarks. Each reads lines on stdin: "N" asks for N steps and is answered by the seconds of one,
# "0" ends it and is answered by what it has to say of itself.
declare -A input output seconds
open() { # NAME COMMAND...: starts a contender that waits for its turns
    local name=$1 to from
    shift
    mkfifo "$work/$name.in" "$work/$name.out"
    "$@" < "$work/$name.in" > "$work/$name.out" &
    exec {to}> "$work/$name.in" {from}< "$work/$name.out"
    rm "$work/$name.in" "$work/$name.out"
    input[$name]=$to output[$name]=$from seconds[$name]=
}
turn() { # NAME STEPS: seconds a step
    local answer
    echo "$2" >&"${input[$1]}"
    read -r answer <&"${output[$1]}"
    echo "$answer"
}
close() { # NAME: its last words
    turn "$1" 0
}
median() { tr ' ' '\n' | grep . | sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
