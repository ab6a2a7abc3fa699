"""tempest-ar by numpy and scipy alone, from reference section 2.4: the referee of TempestArTests.

usage: tempest_ar_reference.py FOLDER, which holds field.f4 [H, W], latitude.f8 [H], longitude.f8 [W] (global). Eight points at 10 degrees about each cell,
the nearest grid point of each found by a k-d tree over unit vectors, each grid point once; (4 / 8) sum (f_k - f_0) / d_k^2 with the great-circle distance in
radians. Writes mask.i4 [H, W]: -20,000 or less, 15 degrees or more from the equator, connected by sides, 400,000 km2 or more.
"""
import sys
import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

folder = sys.argv[1]
latitude, longitude = np.fromfile(f"{folder}/latitude.f8"), np.fromfile(f"{folder}/longitude.f8")
shape = len(latitude), len(longitude)
field = np.fromfile(f"{folder}/field.f4", "f4").astype("f8").ravel()
lat, lon = (a.ravel() for a in np.meshgrid(np.radians(latitude), np.radians(longitude), indexing="ij"))
xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
east = np.stack([-np.sin(lon), np.cos(lon), 0 * lon], 1)
north = np.cross(xyz, east)
tree, ring = cKDTree(xyz), np.radians(10)
nearest = []
for k in range(8):
    angle = 2 * np.pi * k / 8
    point = np.cos(ring) * xyz + np.sin(ring) * (np.cos(angle) * east + np.sin(angle) * north)
    nearest.append(tree.query(point)[1])
nearest = np.stack(nearest, 1)
laplacian = np.zeros(len(field))
for i in range(len(field)):
    for k in set(nearest[i]) - {i}:
        distance = 2 * np.arcsin(0.5 * np.linalg.norm(xyz[k] - xyz[i]))
        laplacian[i] += 4 / 8 * (field[k] - field[i]) / distance**2
laplacian = laplacian.reshape(shape)
laplacian.tofile(f"{folder}/laplacian.f8")
mask = (laplacian <= -20000) & (np.abs(latitude)[:, None] >= 15)
labels, count = ndimage.label(mask)
for row in range(shape[0]):
    a, b = labels[row, -1], labels[row, 0]
    if a and b and a != b:
        labels[labels == a] = b
edges = np.radians(np.concatenate([[-90], (latitude[1:] + latitude[:-1]) / 2, [90]]))
area = np.repeat((6371.0**2 * np.diff(np.sin(edges)) * np.radians(360 / shape[1]))[:, None], shape[1], 1)
sizes = ndimage.sum(area, labels, np.arange(count + 1))
((labels > 0) & (sizes[labels] >= 4e5)).astype("i4").tofile(f"{folder}/mask.i4")
