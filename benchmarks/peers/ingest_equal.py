"""Exits 1 unless two shards hold the same samples and labels.

usage: ingest_equal.py SHARD SHARD
"""
import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1]) as ours, h5py.File(sys.argv[2]) as theirs:
    for name in ("climate/data", "climate/labels_0"):
        if ours[name].shape != theirs[name].shape:
            sys.exit(f"{name}: {ours[name].shape} and {theirs[name].shape}")
        for sample in range(len(ours[name])):
            if not np.array_equal(ours[name][sample], theirs[name][sample]):
                sys.exit(f"{name}: sample {sample} differs")
print("the shards hold the same")
