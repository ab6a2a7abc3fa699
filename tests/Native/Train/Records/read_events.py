"""Decodes TensorBoard event files by their published formats alone: TFRecord framing, CRC-32C by its polynomial, protocol buffers' wire format.
Prints, for each event in order, one JSON object; fails on a checksum, a length or a field that is not as it should be."""
import glob, json, struct, sys

TABLE = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ (0x82F63B78 if n & 1 else 0)
    TABLE.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


assert crc32c(b"123456789") == 0xE3069283  # RFC 3720, B.4 and the catalogue of checksums


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(path):
    with open(path, "rb") as f:
        while head := f.read(8):
            length, = struct.unpack("<Q", head)
            assert struct.unpack("<I", f.read(4)) == (masked(head),), f"{path}: checksum of a length"
            data = f.read(length)
            assert len(data) == length and struct.unpack("<I", f.read(4)) == (masked(data),), f"{path}: checksum of a record"
            yield data


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


def fields(data):
    """(number, value) in order; lengths as bytes, eight and four bytes as double and float."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 1:
            value, at = struct.unpack_from("<d", data, at)[0], at + 8
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
            assert len(value) == length
        elif kind == 5:
            value, at = struct.unpack_from("<f", data, at)[0], at + 4
        else:
            raise ValueError(f"wire type {kind}")
        yield key >> 3, value


for path in sorted(glob.glob(sys.argv[1] + "/*tfevents*")):
    for number, data in enumerate(records(path)):
        event = {"file": path.rsplit("/", 1)[1], "number": number, "step": 0}
        # event.proto: wall_time 1, step 2, file_version 3, summary 5, session_log 7; summary.proto: value 1 (tag 1, simple_value 2)
        for field, value in fields(data):
            if field == 1: event["wallTime"] = value
            elif field == 2: event["step"] = value
            elif field == 3: event["version"] = value.decode()
            elif field == 7: event["session"] = dict(fields(value)).get(1)
            elif field == 5:
                event["values"] = {}
                for inner, one in fields(value):
                    assert inner == 1
                    scalar = dict(fields(one))
                    assert set(scalar) == {1, 2}
                    event["values"][scalar[1].decode()] = scalar[2]
            else: raise ValueError(f"field {field} of an event")
        print(json.dumps(event))
