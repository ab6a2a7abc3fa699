"""Writes DeepCAM-sized samples (768 x 1152, 16 channels, float32) as netCDF-4 files with contiguous variables.

usage: ingest_samples.py FOLDER SAMPLES [--one-file] [--deflate]
--deflate stores them in chunks of one field with shuffle and deflate at level 4, as netCDF4-python does when asked for zlib.
The values are smooth fields with noise, in each channel's usual range; labels are 0, 1, 2.
"""
import sys

import netCDF4
import numpy as np

HEIGHT, WIDTH = 768, 1152
CHANNELS = {  # unit, mean, standard deviation
    "TMQ": ("kg/m2", 19.2, 15.8), "U850": ("m/s", 1.6, 8.3), "V850": ("m/s", 0.3, 6.2), "UBOT": ("m/s", 0.1, 6.6), "VBOT": ("m/s", 0.3, 5.8),
    "QREFHT": ("kg/kg", 0.0078, 0.006), "PS": ("Pa", 96571.0, 9700.0), "PSL": ("Pa", 100825.0, 1490.0), "T200": ("K", 213.2, 7.9),
    "T500": ("K", 253.0, 12.8), "PRECT": ("m/s", 2.9e-8, 1.5e-7), "TS": ("K", 278.7, 23.7), "TREFHT": ("K", 278.4, 22.5),
    "Z1000": ("m", 100.0, 250.0), "Z200": ("m", 11736.0, 633.0), "ZBOT": ("m", 61.3, 4.9),
}


def write(path, first, steps, rng, noise, stored):
    with netCDF4.Dataset(path, "w", format="NETCDF4") as file:
        for name, size in (("time", steps), ("lat", HEIGHT), ("lon", WIDTH)):
            file.createDimension(name, size)
        time = file.createVariable("time", "f8", ("time",))
        time.units, time.calendar = "hours since 2000-01-01 00:00:00", "noleap"
        time[:] = 6.0 * np.arange(first, first + steps)
        lat = file.createVariable("lat", "f8", ("lat",))
        lat.units = "degrees_north"
        lat[:] = np.linspace(-90, 90, HEIGHT)
        lon = file.createVariable("lon", "f8", ("lon",))
        lon.units = "degrees_east"
        lon[:] = np.arange(WIDTH) * 360.0 / WIDTH
        wave = np.cos(np.deg2rad(lat[:]))[:, None] * np.sin(np.deg2rad(lon[:]))[None, :]
        variables = {}
        for name, (units, _, _) in CHANNELS.items():
            variables[name] = file.createVariable(name, "f4", ("time", "lat", "lon"), fill_value=False, **stored)
            variables[name].units = units
        labels = file.createVariable("LABELS", "i1", ("time", "lat", "lon"), fill_value=False, **stored)
        for step in range(steps):
            for name, (_, mean, deviation) in CHANNELS.items():
                shift = int(rng.integers(noise.size - wave.size))
                values = mean + deviation * (0.9 * wave + 0.1 * noise[shift:shift + wave.size].reshape(wave.shape))
                if name in ("TMQ", "QREFHT", "PRECT"):
                    values = np.abs(values)
                variables[name][step] = values.astype("f4")
            labels[step] = (wave > 0.9).astype("i1") + 2 * (wave < -0.8).astype("i1")


def main():
    folder, samples = sys.argv[1], int(sys.argv[2])
    rng = np.random.default_rng(1)
    stored = {"zlib": True, "chunksizes": (1, HEIGHT, WIDTH)} if "--deflate" in sys.argv else {"contiguous": True}
    noise = rng.standard_normal(HEIGHT * WIDTH + 100000).astype("f4")
    if "--one-file" in sys.argv:
        write(f"{folder}/samples.nc", 0, samples, rng, noise, stored)
        return
    for sample in range(samples):
        write(f"{folder}/sample-{sample:04d}.nc", sample, 1, rng, noise, stored)


main()
