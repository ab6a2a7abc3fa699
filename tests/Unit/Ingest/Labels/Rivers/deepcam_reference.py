"""deepcam-compat's mask by numpy and scipy alone, written from reference/deepcam.md 1.3: the referee of DeepCamMaskTests.

usage: deepcam_reference.py FOLDER [SWITCH...], which holds TMQ.f4, U850.f4, V850.f4, PRECT.f4 [H, W], latitude.f8 [H], longitude.f8 [W] (global) and
storms.f8 [N, 3]: latitude, longitude, r0. Each SWITCH names a quirk that is off. Writes mask.i4: [H, W] and one number more, 1 for an anomaly.
"""
import sys
import numpy as np
from scipy import ndimage

folder, off = sys.argv[1], set(sys.argv[2:])
lats, lons = np.fromfile(f"{folder}/latitude.f8"), np.fromfile(f"{folder}/longitude.f8")
shape = len(lats), len(lons)
tmq, u850, v850, prect = (np.fromfile(f"{folder}/{n}.f4", "f4").reshape(shape).astype("f8") for n in ("TMQ", "U850", "V850", "PRECT"))
storms = np.fromfile(f"{folder}/storms.f8").reshape(-1, 3)
corners = np.ones((3, 3))


def great_circle_km(lat1, lon1, lat2, lon2):
    a, b, d = np.radians(lat1), np.radians(lat2), np.radians(lon2 - lon1)
    return 6371.0 * np.arctan2(np.hypot(np.cos(b) * np.sin(d), np.cos(a) * np.sin(b) - np.sin(a) * np.cos(b) * np.cos(d)),
                               np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(d))


def flood(moist):
    """Each cell's blob, 1, 2, ...: seeds in order of the flat index; a neighbour to the west or south is entered where its flat index is above 0 (sic)."""
    height, width = moist.shape
    wraps, first_open = "riversStopAtSeam" in off, "firstCellUnreachable" in off
    steps = [(0, 1), (0, -1), (1, 0), (-1, 0)] + ([(1, 1), (1, -1), (-1, 1), (-1, -1)] if "fourNeighbours" in off else [])
    labels, count = np.zeros(moist.shape, int), 0
    for seed in np.flatnonzero(moist):
        if labels.flat[seed]:
            continue
        count += 1
        labels.flat[seed] = count
        queue = [seed]
        for cell in queue:
            row, column = divmod(cell, width)
            for dy, dx in steps:
                y, x = row + dy, (column + dx) % width if wraps else column + dx
                if not (0 <= y < height and 0 <= x < width and moist[y, x]) or labels[y, x]:
                    continue
                if y * width + x == 0 and not first_open:
                    continue
                labels[y, x] = count
                queue.append(y * width + x)
    return labels, count


def rivers():
    excess = tmq * (1 - np.exp(-lats**2 / (2 * 19.0**2)))[:, None] - 24
    labels, count = flood(excess > 0)
    wraps = "riversStopAtSeam" in off
    dlat, dlon = np.radians(np.append(np.diff(lats), lats[1] - lats[0])), np.radians(np.append(np.diff(lons), lons[1] - lons[0]))
    radius = 6371.0 if "earthRadius6170" in off else 6170.0
    area = radius**2 * np.cos(np.radians(lats))[:, None] * dlat[:, None] * dlon[None, :]
    found = np.zeros(shape, bool)
    for k in range(1, count + 1):
        rows, columns = np.nonzero(labels == k)
        if not len(rows):
            continue
        south, north, west, east = rows.min(), rows.max(), columns.min(), columns.max()
        if wraps:
            # The shortest arc of columns that holds them all.
            held = np.unique(columns)
            gaps = np.diff(np.append(held, held[0] + shape[1]))
            widest = int(gaps.argmax()) if gaps.max() > gaps[-1] else len(held) - 1
            west, east = held[(widest + 1) % len(held)], held[widest]
        if south == north or west == east:
            continue
        diagonal = great_circle_km(lats[north], lons[east], lats[south], lons[west])
        extent = great_circle_km(lats[south], 0, lats[north], 0)
        if diagonal > 1500 and area[labels == k].sum() / extent < 1000:
            found |= labels == k
    return found


def nearest(axis, value, around=False):
    distance = np.abs(axis - value)
    if around:
        distance = np.abs((axis - value + 180) % 360 - 180)
    return int(distance.argmin())


def largest(mask):
    labels, count = ndimage.label(mask, structure=corners)
    if count == 0:
        return np.zeros_like(mask)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    return sizes[labels] == sizes.max()


def cyclones():
    fields = [tmq, u850, v850, prect]
    if "signedWinds" in off:
        fields = [tmq, abs(u850), abs(v850), prect]
    masks = [np.zeros(shape, bool) for _ in fields]
    combined = np.zeros(shape, bool)
    around = "boxesStopAtSeam" in off
    for lat, lon, r0 in storms:
        half = r0 + 6.6
        rows = np.arange(nearest(lats, lat - half), nearest(lats, lat + half))
        west, east = nearest(lons, lon - half, around), nearest(lons, lon + half, around)
        columns = np.arange(west, west + (east - west) % shape[1]) % shape[1] if around else np.arange(west, east)
        box = np.ix_(rows, columns)
        if len(np.unique(tmq[box])) < 2:
            continue
        for field, mask in zip(fields, masks):
            mask[box] |= largest(field[box] > np.percentile(field[box], 93))
        if "restartUnion" not in off:
            combined = masks[0].copy()
        combined[box] |= largest(masks[0][box] | masks[1][box] | masks[2][box] | masks[3][box])
    return combined


river, cyclone = rivers(), cyclones()
mask = np.where(cyclone, 1, np.where(river, 2, 0))
background = np.mean(mask == 0) if "backgroundOfRiversAlone" in off else np.mean(~river)
np.append(mask.ravel(), int(background < 0.9)).astype("i4").tofile(f"{folder}/mask.i4")
