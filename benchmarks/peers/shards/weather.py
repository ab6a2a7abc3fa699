"""Smooth weather on a globe, a sample at a time: waves in geostrophic balance over a zonal climate, with tropical cyclones and atmospheric rivers put in and labelled.

Not meant to be like any day: it is there to be read and learned from at full size. Sample n of a seed is the same whatever else is made.
"""
import numpy as np

CHANNELS = (  # in DeepCAM's order: name, long name, unit
    ("TMQ", "Total precipitable water", "kg m-2"), ("U850", "Zonal wind at 850 hPa", "m s-1"), ("V850", "Meridional wind at 850 hPa", "m s-1"),
    ("UBOT", "Lowest-level zonal wind", "m s-1"), ("VBOT", "Lowest-level meridional wind", "m s-1"), ("QREFHT", "Reference-height humidity", "kg kg-1"),
    ("PS", "Surface pressure", "Pa"), ("PSL", "Sea-level pressure", "Pa"), ("T200", "Temperature at 200 hPa", "K"), ("T500", "Temperature at 500 hPa", "K"),
    ("PRECT", "Total precipitation rate", "m s-1"), ("TS", "Surface temperature", "K"), ("TREFHT", "Reference-height temperature", "K"),
    ("Z1000", "Geopotential height at 1000 hPa", "m"), ("Z200", "Geopotential height at 200 hPa", "m"), ("ZBOT", "Lowest-level geopotential height", "m"))
CYCLONE, RIVER = 1, 2
EARTH_RADIUS_KM = 6371.0
MOUNTAINS = ((33, 88, 10, 22, 4500), (40, 250, 12, 14, 2000), (-20, 290, 22, 5, 3500), (72, 320, 9, 18, 2500), (-90, 180, 16, 1000, 2800), (8, 38, 10, 8, 1500))
# Cyclones stay equatorward of the rivers and each storm in a sector of its own, so that none touches another.
CYCLONES, RIVERS = 5, 3
CYCLONE_LATITUDES_DEG, RIVER_LATITUDES_DEG, REACH_DEG = (10, 22), (38, 52), 14.0


def bell(x):
    return np.exp(-x * x)


def east_of(longitude, centre):
    """Degrees from a meridian, -180 to 180."""
    return (longitude - centre + 180) % 360 - 180


class Waves:
    """Random fields of unit size, and their slopes, as sums of products of waves in latitude and longitude; zero at the poles."""

    def __init__(self, latitude, longitude, rows, columns):
        y, x = np.deg2rad(latitude)[:, None], np.deg2rad(longitude)[None, :]
        n, m = np.arange(1, rows + 1)[None, :], np.arange(1, columns + 1)[:, None]
        self.across = np.concatenate([np.sin(n * (y + np.pi / 2)), np.cos(y) * np.sin(n * y)], 1)
        self.slope_across = np.concatenate([n * np.cos(n * (y + np.pi / 2)), n * np.cos(y) * np.cos(n * y) - np.sin(y) * np.sin(n * y)], 1)
        self.along = np.concatenate([np.cos(m * x), np.sin(m * x)])
        self.slope_along = np.concatenate([-m * np.sin(m * x), m * np.cos(m * x)])
        self.scale = 1 / (4 + np.tile(n[0], 2)[:, None] ** 2 + np.tile(m[:, 0], 2)[None, :] ** 2)

    def draw(self, random):
        weights = random.standard_normal(self.scale.shape) * self.scale
        return weights / np.sqrt((weights ** 2).sum()) * 2

    def field(self, weights):
        return self.across @ weights @ self.along

    def slopes(self, weights):
        """Northward and eastward, of about unit size."""
        north, east = self.slope_across @ weights @ self.along, self.across @ weights @ self.slope_along
        return north / 4, east / 4


class Weather:
    def __init__(self, height, width, seed):
        self.height, self.width, self.seed = height, width, seed
        self.latitude, self.longitude = np.linspace(-90, 90, height), np.arange(width) * 360.0 / width
        self.large, self.small = Waves(self.latitude, self.longitude, 10, 12), Waves(self.latitude, self.longitude, 18, 28)
        self.surface_m = sum(
            peak * bell((self.latitude[:, None] - south) / tall) * bell(east_of(self.longitude[None, :], west) / wide) for south, west, tall, wide, peak in MOUNTAINS)
        bounds = np.clip(np.concatenate([[-90], (self.latitude[1:] + self.latitude[:-1]) / 2, [90]]), -90, 90)
        self.row_area_km2 = EARTH_RADIUS_KM ** 2 * np.deg2rad(360.0 / width) * np.diff(np.sin(np.deg2rad(bounds)))

    def sample(self, number):
        """Channels [16, H, W] in float32, labels [H, W], and for each storm its class and cells."""
        random = np.random.default_rng([self.seed, number])
        fields = self.background(random)
        labels, storms = np.zeros((self.height, self.width), np.uint8), []
        for put, count, kind in ((self.cyclone, CYCLONES, CYCLONE), (self.river, RIVERS, RIVER)):
            for hemisphere in (-1, 1):
                first = random.uniform(0, 360)
                for sector in range(random.integers(1, count + 1)):
                    cells = put(fields, random, hemisphere, (first + sector * 360 / count + random.uniform(-8, 8)) % 360)
                    labels.flat[cells] = kind
                    storms.append((kind, cells))
        fields["PS"] = fields["PSL"] * np.exp(-self.surface_m / 8000)
        fields["Z1000"] = (fields["PSL"] - 100000) / 11.8
        return np.stack([fields[name] for name, _, _ in CHANNELS]).astype(np.float32), labels, storms

    def background(self, random):
        latitude = self.latitude[:, None]
        polar = np.sin(np.deg2rad(latitude)) ** 2
        pressure, temperature, humidity, rain = self.large.draw(random), self.large.draw(random), self.small.draw(random), self.small.draw(random)
        north, east = self.large.slopes(pressure)
        side = np.sin(np.deg2rad(latitude)) * 1.5
        p, t, h, r = self.large.field(pressure), self.large.field(temperature), self.small.field(humidity), self.small.field(rain)
        u = 11 * bell((np.abs(latitude) - 46) / 14) - 6 * bell(latitude / 16) - 6 * side * north
        v = 6 * side * east
        water = (3 + 42 * bell(latitude / 30)) * np.exp(0.3 * h)
        warmth = 301 - 52 * polar + 4 * t
        return {
            "TMQ": water, "U850": u, "V850": v, "UBOT": 0.75 * u - 0.2 * v, "VBOT": 0.75 * v + 0.15 * u + 1.5 * r, "QREFHT": (0.0009 + 0.0165 * bell(latitude / 33)) * np.exp(0.2 * h),
            "PSL": 101000 + 900 * bell((np.abs(latitude) - 32) / 14) - 1600 * bell((np.abs(latitude) - 63) / 13) + 600 * p,
            "T200": 222 - 7 * polar + 2.5 * t - p, "T500": 268 - 34 * polar + 3 * t + p, "PRECT": 3e-8 * (water / 25) ** 1.5 * np.exp(r - 0.5),
            "TS": warmth - 0.0055 * self.surface_m, "TREFHT": warmth - 1 + 0.8 * r - 0.0055 * self.surface_m, "Z200": 12350 - 1450 * polar + 60 * p + 25 * t, "ZBOT": 61 + 0.2 * (warmth - 280)}

    def patch(self, latitude, longitude, tall, wide):
        """Rows and columns around a place, and degrees north and east of it."""
        rows = np.flatnonzero(np.abs(self.latitude - latitude) <= tall)
        east = east_of(self.longitude, longitude)
        columns = np.flatnonzero(np.abs(east) <= wide)
        return np.ix_(rows, columns), (self.latitude[rows] - latitude)[:, None], east[columns][None, :]

    def cells(self, place, inside):
        rows, columns = np.broadcast_arrays(*place)
        return rows[inside] * self.width + columns[inside]

    def cyclone(self, fields, random, hemisphere, longitude):
        latitude = hemisphere * random.uniform(*CYCLONE_LATITUDES_DEG)
        shrink = np.cos(np.deg2rad(latitude))
        place, north, east = self.patch(latitude, longitude, REACH_DEG, REACH_DEG / shrink)
        east = east * shrink
        away, wind, radius = np.hypot(north, east), random.uniform(24, 45), random.uniform(1.2, 1.9)
        turning = wind * 2 * (away / radius) / (1 + (away / radius) ** 2) * bell(away / 6) / np.maximum(away, 1e-9) * hemisphere
        for level, share in (("850", 1), ("BOT", 0.8)):
            fields["U" + level][place] -= share * turning * north
            fields["V" + level][place] += share * turning * east
        fields["PSL"][place] -= 1.9 * wind ** 2 * bell(away / 2.6)
        for name, change, reach in (("T200", 5, 3), ("T500", 4, 3), ("Z200", 60, 4), ("TMQ", 20, 4), ("PRECT", 4e-7, 2), ("QREFHT", 0.003, 3)):
            fields[name][place] += change * wind / 35 * bell(away / reach)
        return self.cells(place, away <= 2.2 * radius)

    def river(self, fields, random, hemisphere, longitude):
        latitude, slope, width = hemisphere * random.uniform(*RIVER_LATITUDES_DEG), random.uniform(0.25, 0.5), random.uniform(1.6, 2.4)
        place, north, east = self.patch(latitude, longitude, REACH_DEG, 32)
        strength = bell((north - hemisphere * slope * east) / width) * bell(east / 20)
        for name, change in (("TMQ", 24), ("U850", 17), ("V850", 11 * hemisphere), ("UBOT", 11), ("VBOT", 7 * hemisphere), ("PRECT", 1.5e-7), ("QREFHT", 0.003)):
            fields[name][place] += change * strength
        return self.cells(place, strength >= 0.5)
