"""One shard as docs/formats.md describes it: a plain HDF5 file, contiguous, aligned to 4096 bytes, written beside and renamed."""
import hashlib
import os

import h5py
import numpy as np

from crc32c import crc32c
from weather import CHANNELS

BLOCK_BYTES = 4 << 20
BYTES = {"fp32": 4, "fp16": 2, "bf16": 2, "uint8": 1}


def small_float(exponent_bits, mantissa_bits):
    kind = h5py.h5t.IEEE_F32LE.copy()
    kind.set_fields(15, mantissa_bits, exponent_bits, 0, mantissa_bits)
    kind.set_size(2)
    kind.set_ebias((1 << (exponent_bits - 1)) - 1)
    return kind


def stored_type(name):
    return {"fp32": h5py.h5t.IEEE_F32LE, "fp64": h5py.h5t.IEEE_F64LE, "uint8": h5py.h5t.STD_U8LE}.get(name) or (small_float(5, 10) if name == "fp16" else small_float(8, 7))


def encoded(values, element, normalisation):
    """[C, H, W] as [H, W, C] bytes: fp32 as it is, else (value - mean) / deviation, rounded to nearest, ties to even."""
    if element == "fp32":
        return np.ascontiguousarray(values.transpose(1, 2, 0), "<f4")
    out = np.empty(values.shape[1:] + values.shape[:1], "<u2")
    for c, (mean, deviation) in enumerate(normalisation):
        normal = ((values[c].astype(np.float64) - mean) / deviation).astype(np.float32)
        if element == "fp16":
            out[..., c] = normal.astype("<f2").view("<u2")
        else:
            bits = normal.view(np.uint32)
            out[..., c] = bits + np.uint32(0x7FFF) + (bits >> 16 & 1) >> 16
    return out


class ShardFile:
    def __init__(self, path, shape, element, times, weather, calendar, time_units, normalisation):
        """Lays it out; `shape` is [N, H, W]."""
        self.path, self.partial, self.element, self.normalisation = path, path + ".partial", element, normalisation
        os.makedirs(os.path.dirname(path), exist_ok=True)
        access, creation = h5py.h5p.create(h5py.h5p.FILE_ACCESS), h5py.h5p.create(h5py.h5p.FILE_CREATE)
        creation.set_obj_track_times(False)
        access.set_libver_bounds(h5py.h5f.LIBVER_V18, h5py.h5f.LIBVER_V18)
        access.set_alignment(4096, 4096)
        # To close the file closes all in it.
        access.set_fclose_degree(h5py.h5f.CLOSE_STRONG)
        self.file = h5py.h5f.create(self.partial.encode(), h5py.h5f.ACC_TRUNC, creation, access)
        group = h5py.h5p.create(h5py.h5p.GROUP_CREATE)
        group.set_obj_track_times(False)
        h5py.h5g.create(self.file, b"climate", gcpl=group)
        self.labels, labels = self.create("climate/labels_0", "uint8", shape)
        self.data, data = self.create("climate/data", element, shape + (len(CHANNELS),))
        self.datasets = {"data": data, "labels": [labels]}
        self.describe()
        self.axis("climate/lat", weather.latitude, units="degrees_north")
        self.axis("climate/lon", weather.longitude, units="degrees_east")
        self.axis("climate/time", np.array(times), units=time_units, calendar=calendar)

    def create(self, name, element, shape):
        layout = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        layout.set_layout(h5py.h5d.CONTIGUOUS)
        layout.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        layout.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
        layout.set_obj_track_times(False)
        dataset = h5py.h5d.create(self.file, name.encode(), stored_type(element), h5py.h5s.create_simple(shape), layout)
        return dataset, {"path": name, "offset": dataset.get_offset(), "type": element, "shape": list(shape)}

    def describe(self):
        for name, part in (("channels", 0), ("long_names", 1), ("units", 2)):
            texts(self.data, name, [channel[part] for channel in CHANNELS])
        text(self.data, "dtype", self.element)
        if self.element != "fp32":
            text(self.data, "stored", "(value - mean) / std")
            for name, part in (("mean", 0), ("std", 1)):
                numbers(self.data, name, [channel[part] for channel in self.normalisation])

    def axis(self, name, values, **words):
        dataset, _ = self.create(name, "fp64", values.shape)
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(values, "<f8"), h5py.h5t.IEEE_F64LE)
        for word, said in words.items():
            text(dataset, word, said)

    def write(self, index, values, labels):
        self.put(self.data, index, encoded(values, self.element, self.normalisation))
        self.put(self.labels, index, labels)

    @staticmethod
    def put(dataset, index, values):
        there, here = dataset.get_space(), h5py.h5s.create_simple(values.shape)
        there.select_hyperslab((index,) + (0,) * values.ndim, (1,) + values.shape)
        # As it is stored, so that nothing is converted.
        dataset.write(here, there, values, dataset.get_type())

    def commit(self):
        """Gives it its name; its length, its CRC-32C by block, and where its datasets lie."""
        self.file.close()
        with open(self.partial, "rb+") as file:
            os.fsync(file.fileno())
            sums = [crc32c(block) for block in iter(lambda: file.read(BLOCK_BYTES), b"")]
            length = file.tell()
        os.rename(self.partial, self.path)
        return length, sums, self.datasets


def text(owner, name, value):
    array(owner, name, (), fixed(len(value.encode())), np.array(value.encode()))


def texts(owner, name, values):
    most = max(len(value.encode()) for value in values)
    array(owner, name, (len(values),), fixed(most), np.array([value.encode() for value in values], f"S{most}"))


def numbers(owner, name, values):
    array(owner, name, (len(values),), h5py.h5t.IEEE_F64LE, np.array(values, "<f8"))


def fixed(length):
    kind = h5py.h5t.C_S1.copy()
    kind.set_size(length)
    kind.set_strpad(h5py.h5t.STR_NULLPAD)
    kind.set_cset(h5py.h5t.CSET_UTF8)
    return kind


def array(owner, name, shape, kind, values):
    space = h5py.h5s.create_simple(shape) if shape else h5py.h5s.create(h5py.h5s.SCALAR)
    h5py.h5a.create(owner, name.encode(), kind, space).write(values, kind)


def identity(file, length, sums):
    return hashed(f"{file}\n{length}\n" + "\n".join(f"{s:08x}" for s in sums) + "\n")


def hashed(words):
    return hashlib.sha256(words.encode()).hexdigest()
