"""The loop that most people write: samples opened by xarray, stacked channels last, written by h5py.

usage: ingest_xarray.py SHARD FILE...
Prints the seconds from the start of the program's work (imports not counted) to the return of the last write.
"""
import sys
import time

import h5py
import numpy as np
import xarray

CHANNELS = "TMQ U850 V850 UBOT VBOT QREFHT PS PSL T200 T500 PRECT TS TREFHT Z1000 Z200 ZBOT".split()


def main():
    shard, files = sys.argv[1], sys.argv[2:]
    start = time.perf_counter()
    with h5py.File(shard, "w") as out:
        data = labels = None
        for sample, path in enumerate(files):
            with xarray.open_dataset(path, engine="netcdf4") as file:
                values = np.stack([file[name].values[0] for name in CHANNELS], axis=-1)
                classes = file["LABELS"].values[0]
            if data is None:
                data = out.create_dataset("climate/data", (len(files), *values.shape), "f4")
                labels = out.create_dataset("climate/labels_0", (len(files), *classes.shape), "u1")
            data[sample] = values
            labels[sample] = classes
    print(f"{time.perf_counter() - start:.3f}")


main()
