"""One line per time coordinate of every file below a folder: how many times it has, and the first and last six by cftime, rounded to a second.

Year 0 in the standard calendar is refused by cftime; those times were worked out by hand: hours from 1 January of year 0, which is a leap year in the Julian
reckoning that the calendar has before 1582. 366 h is 15 days 6 h; 1096.485 h is 45 days 16:29:06; 1826.97 h is 76 days 02:58:12.
"""
import os
import sys

import cftime
import netCDF4
import numpy as np

BY_HAND = {'ferret/coads_climatology_3mon.cdf': ['0000-01-16T06:00:00', '0000-02-15T16:29:06', '0000-03-17T02:58:12']}


def stamp(t):
    whole = t.replace(microsecond=0)
    if t.microsecond >= 500000:
        whole = whole + __import__('datetime').timedelta(seconds=1)
    return '%04d-%02d-%02dT%02d:%02d:%02d' % (whole.year, whole.month, whole.day, whole.hour, whole.minute, whole.second)


def walk(group, prefix):
    for name, v in group.variables.items():
        if ' since ' in str(getattr(v, 'units', '')).lower() and getattr(v.dtype, 'kind', '') in 'iuf':
            yield prefix + name, v
    for name, child in group.groups.items():
        yield from walk(child, f'{prefix}{name}/')


root = sys.argv[1]
paths = [os.path.join(d, f) for d, _, files in os.walk(root) for f in files if f.lower().endswith(('.nc', '.nc4', '.cdf', '.h5', '.hdf5'))]
for path in sorted(paths):
    relative = os.path.relpath(path, root)
    for name, v in sorted(walk(netCDF4.Dataset(path), '')):
        raw = np.ma.filled(np.ma.masked_invalid(v[...]).astype('f8'), np.nan).ravel()
        raw = raw[np.isfinite(raw)]
        if relative in BY_HAND:
            times = BY_HAND[relative]
        else:
            times = [stamp(t) for t in np.atleast_1d(cftime.num2date(raw, v.units, getattr(v, 'calendar', 'standard').lower()))]
        assert len(times) == len(raw)
        print(relative, name, len(times), *(times if len(times) <= 12 else times[:6] + times[-6:]))
