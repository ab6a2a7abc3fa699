"""Votes of bard-ar's detectors by numpy and scipy alone, from SCIENCE (Labels): the referee of BardArTests.

usage: bard_reference.py FOLDER, which holds field.f4 [H, W], latitude.f8 [H], longitude.f8 [W] (global) and draws.f8 [N, 3]: percentile, half width in
degrees, least area in km2. Writes votes.i4 [H, W].
"""
import sys
import numpy as np
from scipy import ndimage

folder = sys.argv[1]
latitude, longitude = np.fromfile(f"{folder}/latitude.f8"), np.fromfile(f"{folder}/longitude.f8")
field = np.fromfile(f"{folder}/field.f4", "f4").reshape(len(latitude), len(longitude))
draws = np.fromfile(f"{folder}/draws.f8").reshape(-1, 3)

edges = np.radians(np.concatenate([[-90], (latitude[1:] + latitude[:-1]) / 2, [90]]))
area = 6371.0**2 * np.diff(np.sin(edges)) * np.radians(360 / len(longitude))
area = np.repeat(area[:, None], len(longitude), axis=1)
votes = np.zeros(field.shape, "i4")
for percentile, half_width, least in draws:
    sigma = half_width / np.sqrt(2 * np.log(2))
    damping = (1 - np.exp(-latitude**2 / (2 * sigma**2))).astype("f4")
    damped = (damping[:, None] * field).astype("f8")
    mask = damped >= np.nanpercentile(damped, percentile)
    labels, count = ndimage.label(mask, structure=np.ones((3, 3)))
    # Join what touches across the seam, until nothing changes.
    for row in range(labels.shape[0]):
        for other in range(max(0, row - 1), min(labels.shape[0], row + 2)):
            a, b = labels[row, -1], labels[other, 0]
            if a and b and a != b:
                labels[labels == a] = b
    sizes = ndimage.sum(area, labels, np.arange(count + 1))
    votes += (labels > 0) & (sizes[labels] >= least)
votes.tofile(f"{folder}/votes.i4")
