"""CRC-32C (RFC 3720 B.4) of large pieces in numpy: the words of a row are summed up beside each other, row after row, and their sums then joined pairwise."""
import numpy as np

POLYNOMIAL, ONES = 0x82F63B78, 0xFFFFFFFF
ROW_WORDS = 4096


def byte_table():
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(POLYNOMIAL), table >> 1)
    return table


def apply(columns, states):
    """A linear map, given by what it makes of each of the 32 bits, of many states."""
    out = np.zeros_like(states)
    for bit in range(32):
        out ^= np.where(states >> np.uint32(bit) & 1, columns[bit], np.uint32(0))
    return out


def doublings():
    """What becomes of a state over 1, 2, 4, ... zero bytes, as linear maps."""
    bits = np.uint32(1) << np.arange(32, dtype=np.uint32)
    maps = [byte_table()[bits & 0xFF] ^ (bits >> 8)]
    while len(maps) < 40:
        maps.append(apply(maps[-1], maps[-1]))
    return maps


OVER = doublings()
ROW = (4 * ROW_WORDS).bit_length() - 1
# Over a row, for the lower and the upper half of a state.
LOWER, UPPER = (apply(OVER[ROW], np.arange(65536, dtype=np.uint32) << np.uint32(shift)) for shift in (0, 16))


def crc32c(data):
    """Of bytes."""
    data = np.frombuffer(data, np.uint8)
    # A sum that begins at zero stays there over zeros: those put ahead fill up the first row.
    short = -len(data) % (4 * ROW_WORDS)
    rows = (np.concatenate([np.zeros(short, np.uint8), data]) if short else data).view("<u4").reshape(-1, ROW_WORDS)
    states = np.zeros(ROW_WORDS, np.uint32)
    for row in rows:
        states = LOWER.take(states & np.uint32(0xFFFF), mode="wrap") ^ UPPER.take(states >> np.uint32(16), mode="wrap")
        states ^= row
    for power in range(2, ROW):
        states = apply(OVER[power], states[0::2]) ^ states[1::2]
    start = np.array([ONES], np.uint32)
    for power in range(len(data).bit_length()):
        if len(data) >> power & 1:
            start = apply(OVER[power], start)
    return int(apply(OVER[2], states)[0] ^ start[0]) ^ ONES
