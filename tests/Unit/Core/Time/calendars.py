"""Writes calendars.txt: units, calendar, value and the time that cftime makes of it, to the second.

    /usr/bin/python3 calendars.py > calendars.txt
"""
import datetime
import random
import warnings

import cftime

random.seed(4)
warnings.simplefilter('ignore')
ORIGINS = ['0001-01-01 00:00:00', '1582-10-01 12:00:00', '1582-10-15', '1850-01-01', '1900-02-28 06:30:15', '2000-02-28T18:00:00Z', '1970-01-01 00:00:00 -06:00', '2015-12-31 23:59:59']
UNITS = {'days': 200000.0, 'hours': 3e6, 'minutes': 1e8, 'seconds': 1e9, 'day': 4e5, 'milliseconds': 1e11}
CALENDARS = ['standard', 'gregorian', 'proleptic_gregorian', 'julian', 'noleap', '365_day', 'all_leap', '366_day', '360_day']


def stamp(t):
    if t.microsecond >= 500000:
        t = t + datetime.timedelta(seconds=1)
    return '%04d-%02d-%02dT%02d:%02d:%02d' % (t.year, t.month, t.day, t.hour, t.minute, t.second)


for calendar in CALENDARS:
    for origin in ORIGINS:
        for unit, reach in UNITS.items():
            for _ in range(1):
                # Quarter units, so that no half second has to be rounded.
                value = random.randint(-int(reach), int(reach)) / 4 if unit not in ('seconds', 'milliseconds') else random.randint(-int(reach), int(reach)) // 1000 * 1000
                try:
                    time = cftime.num2date(value, f'{unit} since {origin}', calendar)
                except ValueError:
                    continue
                if time.year >= 1:
                    print(f'{unit} since {origin}|{calendar}|{value!r}|{stamp(time)}')
    if calendar == '360_day':
        for value in (1, 13, -5, 1200):
            print(f'months since 1900-01-01|{calendar}|{value}|{stamp(cftime.num2date(value, "months since 1900-01-01", calendar))}')
