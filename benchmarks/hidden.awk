# A row of what a timeline says of backward passes and of the sums of gradients: how much of the sums' time lies within a pass (hidden), and how long the
# training thread waited behind it (exposed). A sum belongs to the last pass that had begun. The first pass of each rank is left out.
function number(key) { return match($0, "\"" key "\":[0-9.]+") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) + 0 : 0 }
/"ph":"X"/ {
    rank = number("pid"); from = number("ts"); took = number("dur")
    if (/"name":"backward"/) { n = ++passes[rank]; begin[rank, n] = from; end[rank, n] = from + took }
    if (/"name":"sum of bucket/) { n = ++sums[rank]; sumBegin[rank, n] = from; sumEnd[rank, n] = from + took }
    if (/"name":"exposed communication"/) { n = ++waits[rank]; waitBegin[rank, n] = from; waitEnd[rank, n] = from + took }
}
# The pass that had begun last, 0 for none.
function pass(rank, at,    n) { for (n = passes[rank]; n > 0 && begin[rank, n] > at; n--); return n }
END {
    for (rank in passes) {
        for (n = 2; n <= passes[rank]; n++) { backward += end[rank, n] - begin[rank, n]; counted++ }
        for (i = 1; i <= sums[rank]; i++) {
            n = pass(rank, sumBegin[rank, i])
            if (n < 2) continue
            all += sumEnd[rank, i] - sumBegin[rank, i]
            stop = sumEnd[rank, i] < end[rank, n] ? sumEnd[rank, i] : end[rank, n]
            if (stop > sumBegin[rank, i]) hidden += stop - sumBegin[rank, i]
        }
        for (i = 1; i <= waits[rank]; i++) if (pass(rank, waitBegin[rank, i]) >= 2) exposed += waitEnd[rank, i] - waitBegin[rank, i]
    }
    printf "%-12s backward %6.1f ms, sums %6.1f ms, of which beside it %6.1f ms: %3.0f %%; exposed communication %6.1f ms\n",
        name, backward / counted / 1000, all / counted / 1000, hidden / counted / 1000, (all > 0 ? 100 * hidden / all : 0), exposed / counted / 1000
}
