"""Makes a set of shards, full-size unless told otherwise, with its manifest, as docs/formats.md describes it: by h5py and numpy alone, where nothing else is at hand.

usage: make_shards.py FOLDER [--size full|small] [--samples N] [--held-out N] [--per-shard N] [--type bf16|fp16|fp32] [--seed N] [--processes N]

full is 768 x 1152, small 96 x 144; there are N samples to train on, and as many as --held-out says to validate and to test with. The weather is
shards/weather.py's, its labels are what was put in. Equal arguments give equal shards on one machine. A folder that holds a manifest is left as it is.
"""
import argparse
import json
import math
import multiprocessing
import os
import sys
import time

# Each process has one thread; sums of products are then made in one order.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "shards"))
import numpy as np  # noqa: E402

from crc32c import crc32c  # noqa: E402
from shard_file import BYTES, ShardFile, hashed, identity  # noqa: E402
from weather import CHANNELS, EARTH_RADIUS_KM, Weather  # noqa: E402

SIZES = {"full": (768, 1152), "small": (96, 144)}
TIME_UNITS, CALENDAR, HOURS, GAP_DAYS = "days since 2001-01-01 00:00:00", "noleap", 6, 2
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NOTICE = "synthetic weather: for demonstration, tests and benchmarks only; scores on it say nothing about real storms"


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("folder")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--samples", type=int, default=250)
    parser.add_argument("--held-out", type=int, default=8)
    parser.add_argument("--per-shard", type=int, default=16)
    parser.add_argument("--type", choices=("bf16", "fp16", "fp32"), default="bf16")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    return parser.parse_args()


def shards_of(a):
    """(file, split, first sample, samples) of each; between splits some days are left out."""
    first = 0
    for split, count in (("train", a.samples), ("validation", a.held_out), ("test", a.held_out)):
        for number, begin in enumerate(range(0, count, a.per_shard)):
            yield f"shards/{split}-{number:04d}.h5", split, first + begin, min(a.per_shard, count - begin)
        first += count + GAP_DAYS * 24 // HOURS


def days(sample):
    return sample * HOURS / 24


def tally(number):
    """Of a training sample, by channel: values, mean, squared deviations, least and greatest (Chan et al. 1979)."""
    values, _, _ = WEATHER.sample(number)
    values = values.reshape(len(CHANNELS), -1)
    wide = values.astype(np.float64)
    mean = wide.mean(1)
    return values.shape[1], mean, np.square(wide - mean[:, None]).sum(1), values.min(1).astype(np.float64), values.max(1).astype(np.float64)


def joined(tallies):
    count, mean, squares, least, most = next(tallies)
    for n, m, s, low, high in tallies:
        off, together = m - mean, count + n
        count, mean, squares = together, mean + off * n / together, squares + s + off * off * (count * n / together)
        least, most = np.minimum(least, low), np.maximum(most, high)
    return mean, np.sqrt(squares / count), least, most


def write(work):
    """Makes one shard: its entry of the manifest, cells by class, area by class, and lines of the table of storms."""
    (file, split, first, count), element, normalisation = work
    times = [days(first + i) for i in range(count)]
    shard = ShardFile(os.path.join(FOLDER, file), (count, WEATHER.height, WEATHER.width), element, times, WEATHER, CALENDAR, TIME_UNITS, normalisation)
    cells, area, storms = np.zeros(3, np.int64), np.zeros(3), []
    for index in range(count):
        values, labels, found = WEATHER.sample(first + index)
        shard.write(index, values, labels)
        for kind in range(3):
            by_row = (labels == kind).sum(1)
            cells[kind] += by_row.sum()
            area[kind] += by_row @ WEATHER.row_area_km2
        storms += [described(times[index], number, *storm) for number, storm in enumerate(found, 1)]
    length, sums, datasets = shard.commit()
    entry = {"file": file, "bytes": length, "split": split, "crc32C": sums, "identity": identity(file, length, sums), **datasets, "probabilities": [], "times": times, "sources": [0] * count}
    return entry, cells, area, storms


def described(day, number, kind, cells):
    """A line of the table of storms. No storm here reaches an edge or a pole."""
    rows, columns = np.divmod(cells, WEATHER.width)
    latitude, longitude, area = np.deg2rad(WEATHER.latitude[rows]), np.deg2rad(WEATHER.longitude[columns]), WEATHER.row_area_km2[rows]
    places = np.stack([np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], 1)
    # The two cells furthest from each other are at the ends of their rows.
    ends = [i for row in np.unique(rows) for i in np.flatnonzero(rows == row)[[*ends_of(columns[rows == row], WEATHER.width)]]]
    length = EARTH_RADIUS_KM * math.acos(float(np.clip((places[ends] @ places[ends].T).min(), -1, 1)))
    x, y, z = (places * area[:, None]).sum(0)
    date, hour = divmod(round(day * 24), 24)
    year, date = divmod(date, 365)
    month = next(m for m in range(12) if date < sum(MONTH_DAYS[:m + 1]))
    return {"time": f"{2001 + year:04d}-{month + 1:02d}-{date - sum(MONTH_DAYS[:month]) + 1:02d}T{hour:02d}:00:00", "number": number, "class": kind, "cells": len(cells), "areaKm2": area.sum(),
            "lengthKm": length, "widthKm": area.sum() / length, "centroidLatitudeDeg": math.degrees(math.atan2(z, math.hypot(x, y))), "centroidLongitudeDeg": math.degrees(math.atan2(y, x)) % 360,
            "truncated": False}


def ends_of(columns, width):
    """The westernmost and the easternmost of a row's columns, which may lie on both sides of the grid's seam."""
    shifted = (columns + width // 2) % width if columns.max() - columns.min() > width // 2 else columns
    return shifted.argmin(), shifted.argmax()


def told(results, total, what):
    """A line of progress: one that changes on a terminal, elsewhere ten at most."""
    begun, seen = time.monotonic(), sys.stderr.isatty()
    for done, result in enumerate(results, 1):
        if seen or done * 10 // total > (done - 1) * 10 // total:
            print(f"{what} {done}/{total}, {time.monotonic() - begun:.1f} s", end="\r" if seen and done < total else "\n", file=sys.stderr, flush=True)
        yield result


def atomically(name, text):
    partial = os.path.join(FOLDER, name + ".partial")
    with open(partial, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.rename(partial, os.path.join(FOLDER, name))


def source():
    """What the set was made from: this program's weather."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "shards", "weather.py"), "rb") as file:
        text = file.read()
    return {"path": "weather.py", "bytes": len(text), "modifiedUnixMilliseconds": 0, "crc32C": f"{crc32c(text):08x}"}


def manifest(a, entries, cells, area, statistics):
    training = sum(c for entry, c in zip(entries, cells) if entry["split"] == "train")
    return {
        "formatVersion": 1, "dataRoot": hashed("\n".join(entry["identity"] for entry in entries) + "\n"), "syntheticNotice": NOTICE, "elementType": a.type,
        "channels": [
            {"name": name, "longName": long_name, "units": units, "mean": mean, "standardDeviation": deviation, "minimum": least, "maximum": most, "missingShare": 0}
            for (name, long_name, units), mean, deviation, least, most in zip(CHANNELS, *(part.tolist() for part in statistics))],
        "latitudeDeg": WEATHER.latitude.tolist(), "longitudeDeg": WEATHER.longitude.tolist(),
        "orientation": {"northToSouth": False, "firstColumn": 0, "latitudeName": "lat", "longitudeName": "lon", "sourceLongitudeDeg": WEATHER.longitude.tolist()},
        "timeUnits": TIME_UNITS, "calendar": CALENDAR,
        "labellings": [{
            "dataset": "climate/labels_0", "method": "variable", "version": "1", "parameters": {"variable": "planted", "seed": str(a.seed)}, "isRuleBased": False,
            "classFrequencies": (training / training.sum()).tolist(), "areaShares": (sum(area) / sum(area).sum()).tolist(), "ignoredShare": 0}],
        "splitDescription": f"in time order, {GAP_DAYS} days left out around each border: {a.samples} train, {a.held_out} validation, {a.held_out} test",
        "shards": entries, "sources": [source()]}


def main():
    global WEATHER, FOLDER
    a = arguments()
    if min(a.samples, a.per_shard, a.processes) < 1 or a.held_out < 0:
        sys.exit("make_shards.py: samples, samples of a shard and processes must be positive")
    FOLDER = os.path.abspath(a.folder)
    if os.path.exists(os.path.join(FOLDER, "manifest.json")):
        print(f"{FOLDER} holds a set already", file=sys.stderr)
        return
    os.makedirs(FOLDER, exist_ok=True)
    height, width = SIZES[a.size]
    plans, begun = list(shards_of(a)), time.monotonic()
    needed = sum(count for *_, count in plans) * height * width * (len(CHANNELS) * BYTES[a.type] + 1)
    room = os.statvfs(FOLDER)
    if room.f_bavail * room.f_frsize < needed * 1.02:
        sys.exit(f"make_shards.py: {FOLDER}: {needed >> 20} MiB are needed, {room.f_bavail * room.f_frsize >> 20} MiB are free")
    WEATHER = Weather(height, width, a.seed)
    with multiprocessing.get_context("fork").Pool(a.processes) as pool:
        statistics = joined(told(pool.imap(tally, range(a.samples)), a.samples, "measured samples"))
        normalisation = list(zip(statistics[0].tolist(), statistics[1].tolist()))
        results = list(told(pool.imap(write, [(plan, a.type, normalisation) for plan in plans]), len(plans), "wrote shards"))
    entries, cells, area, storms = zip(*results)
    atomically("labels_0.objects.jsonl", "".join(json.dumps(storm, separators=(",", ":")) + "\n" for some in storms for storm in some))
    # Last: where it lies the set is whole.
    atomically("manifest.json", json.dumps(manifest(a, list(entries), cells, area, statistics), indent=1) + "\n")
    length, seconds = sum(entry["bytes"] for entry in entries), time.monotonic() - begun
    print(f"{FOLDER}: {len(entries)} shards of {height} x {width}, {length >> 20} MiB in {seconds:.1f} s ({length / seconds / 1e6:.0f} MB/s, {a.processes} processes)")


if __name__ == "__main__":
    main()
