"""Writes chunked datasets with each choice of deflate, shuffle and Fletcher-32, of several types, with chunks that do not divide the extent.

usage: chunked.py FILE
"""
import itertools
import sys

import h5py
import numpy as np

rng = np.random.default_rng(1)
wave = np.sin(np.arange(7 * 23 * 31) / 40).reshape(7, 23, 31)
with h5py.File(sys.argv[1], "w") as file:
    for number, (kind, deflate, shuffle, checked) in enumerate(itertools.product(("<f4", ">f4", "<i2", ">i2", "u1", "<f8"), (None, 1, 9), (False, True), (False, True))):
        values = (100 * wave + rng.standard_normal(wave.shape)).astype(kind)
        chunks = [(1, 23, 31), (2, 5, 7), (7, 1, 31), (3, 23, 8)][number % 4]
        file.create_dataset(f"a{number}", data=values, chunks=chunks, compression=deflate, shuffle=shuffle, fletcher32=checked)
    part = file.create_dataset("part", (7, 23, 31), "f4", chunks=(2, 5, 7), compression=4, shuffle=True, fillvalue=-5)
    part[2:4, 10:15, 7:14] = 1
    # Chunks written ready-made: deflate left out of this one (bit 1 of the mask).
    raw = file.create_dataset("skipped", (2, 4), "<i4", chunks=(1, 4), compression=4, shuffle=True)
    raw[1] = [5, 6, 7, 8]
    raw.id.write_direct_chunk((0, 0), np.frombuffer(np.arange(4, dtype="<i4").tobytes(), "u1").reshape(4, 4).T.tobytes(), filter_mask=2)
