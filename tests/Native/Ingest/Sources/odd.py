"""Writes files whose coordinates are odd or broken, and prints of each what a reader must make of it: the corners of its grid in degrees north and east and
its times, as they were meant when it was written, or "refused" and a part of the reason.

usage: odd.py FOLDER
"""
import struct
import sys

import netCDF4
import numpy as np

folder = sys.argv[1]
LAT, LON = np.linspace(-82.5, 82.5, 12), np.arange(24) * 15.0
HOURS = [f'2001-01-01T{h:02d}:00:00' for h in (0, 6, 12)]
WHOLE = '-82.5 82.5 0 345'


def write(name, expected, lat=LAT, lon=LON, units=('degrees_north', 'degrees_east'), times=None, form='NETCDF4', then=None, names=('lat', 'lon')):
    with netCDF4.Dataset(f'{folder}/{name}.nc', 'w', format=form) as d:
        for n, length in (('time', 3), ('lat', len(lat)), ('lon', len(lon)), ('nv', 2), ('letters', 32)):
            d.createDimension(n, length)
        if times is None:
            t = d.createVariable('time', 'f8', ('time',))
            t.units, t[:] = 'hours since 2001-01-01', [0, 6, 12]
        elif form == 'NETCDF4':
            d.createVariable('time', str, ('time',))[:] = np.array(times, object)
        else:
            d.createVariable('time', 'S1', ('time', 'letters'))[:] = netCDF4.stringtochar(np.array(times, 'S32'))
        for n, along, values, unit in ((names[0], 'lat', lat, units[0]), (names[1], 'lon', lon, units[1])):
            v = d.createVariable(n, 'f8', (along,))
            v[:] = values
            if unit is not None:
                v.units = unit
        d.createVariable('TMQ', 'f4', ('time', 'lat', 'lon'))[:] = 25
        if then:
            then(d)
    print(f'{name}: {expected}')


def good(times=HOURS, corners=WHOLE):
    return f'{corners} {" ".join(times)}'


# Times as text.
for form in ('NETCDF4', 'NETCDF3_CLASSIC'):
    for name, pattern, hours in (('iso', '2001-01-01T{:02d}:00:00', (0, 6, 12)), ('blank', '2001-01-01 {:02d}:00', (0, 6, 12)), ('utc', '2001-01-01T{:02d}:00Z', (0, 6, 12)),
                                 ('wrf', '2001-01-01_{:02d}:00:00', (0, 6, 12)), ('nanoseconds', '2001-01-01T{:02d}:00:00.000000000', (0, 6, 12)), ('zone', '2001-01-01T{:02d}:00:00+06:00', (6, 12, 18))):
        write(f'{name}_{form}', good(), times=[pattern.format(h) for h in hours], form=form)
    write(f'dates_{form}', good([f'2001-02-{d}T00:00:00' for d in ('27', '28', '29')]), times=['2001-02-27', '2001-02-28', '2001-02-29'], form=form, then=lambda d: d['time'].setncattr('calendar', '360_day'))
    write(f'words_{form}', "refused time holds 'noon', which is not a time such as", times=[HOURS[0], 'noon', HOURS[2]], form=form)
    write(f'blank_text_{form}', "refused time holds '', which is not a time such as", times=[HOURS[0], '', HOURS[2]], form=form)
    write(f'no_such_day_{form}', "refused time holds '2001-02-30', which is not a time such as", times=['2001-02-28', '2001-02-30', '2001-03-01'], form=form)
write('calendar_5', 'refused which names no calendar', then=lambda d: d['time'].setncattr('calendar', 5))


# Bounds of means.
def bounds(values, dims=('time', 'nv'), **attributes):
    def then(d):
        d['time'].bounds, d['TMQ'].cell_methods = 'limits', 'time: mean'
        v = d.createVariable('limits', 'f8', dims)
        v.setncatts(attributes)
        v[:] = values
    return then


MIDDLES = [f'2001-01-01T{h:02d}:00:00' for h in (3, 9, 15)]
hours = np.array([[0, 6], [6, 12], [12, 18]])
write('bounds', good(MIDDLES), then=bounds(hours))
write('bounds_in_days', good(MIDDLES), then=bounds(hours / 24, units='days since 2001-01-01'))
write('bounds_of_another_day', good(MIDDLES), then=bounds(hours + 24, units='hours since 2000-12-31'))
write('bounds_turned', good(), then=bounds(hours.T * 2, dims=('nv', 'time')))
write('bounds_with_a_gap', 'refused limits: the coordinate is missing at index 2', then=bounds([[0, 6], [np.nan, 12], [12, 18]]))

# Angles.
for unit in ('radian', 'radians', 'rad'):
    write(f'in_{unit}', good(), np.deg2rad(LAT), np.deg2rad(LON), (unit, unit))
write('radians_by_standard_name', good(), np.deg2rad(LAT), np.deg2rad(LON), ('radians', 'radians'), names=('y', 'x'),
      then=lambda d: (d['y'].setncattr('standard_name', 'latitude'), d['x'].setncattr('standard_name', 'longitude')))
write('radians_without_units', 'refused look like radians of a whole globe', np.deg2rad(LAT), np.deg2rad(LON), (None, None))
write('degrees_without_units', good(), units=(None, None))
write('degrees_south', good(), -LAT, LON, ('degrees_south', 'degrees_east'))
write('degrees_west', good(corners='-82.5 82.5 15 90'), LAT, -np.arange(15.0, 105, 15), ('degrees_north', 'degrees_west'))
write('metres', 'refused lat is in \'m\', which is no angle', LAT * 111e3, LON * 111e3, ('m', 'm'),
      then=lambda d: (d['lat'].setncattr('standard_name', 'latitude'), d['lon'].setncattr('standard_name', 'longitude')))


def words(d):
    d.renameVariable('lat', 'old')
    d['old'].units = '1'
    d.createVariable('lat', str, ('lat',))[:] = np.array([f'{x}N' for x in LAT], object)


write('latitudes_in_words', 'refused its latitude coordinate lat holds text, not numbers', then=words)


def curved(d):
    for n, unit, values in (('lat2', 'degrees_north', LAT[:, None] + LON[None] / 10), ('lon2', 'degrees_east', LON[None] + LAT[:, None] / 10)):
        v = d.createVariable(n, 'f8', ('lat', 'lon'))
        v.units, v[:] = unit, values
    for n in ('lat', 'lon'):
        d.renameVariable(n, 'index_' + n)
        d['index_' + n].units = '1'
    d['TMQ'].coordinates = 'lat2 lon2'


write('curved', 'refused its grid is curvilinear', then=curved)
for name, lat, lon, reason in (('unsorted', LAT[[0, 2, 1, *range(3, 12)]], LON, 'The latitude axis must increase'), ('repeated', LAT, LON[[0, 1, 1, *range(3, 24)]], 'The longitude axis must increase'),
                               ('with_a_gap', LAT, np.where(LON == 60, np.nan, LON), 'lon: the coordinate is missing at index 4'), ('past_the_pole', LAT * 1.2, LON, 'Latitudes must lie within'),
                               ('east_to_west', LAT, LON[::-1], 'lon runs east to west'), ('one_row', LAT[:1], LON, 'A grid needs at least two latitudes')):
    write(name, f'refused {reason}', lat, lon)


# Classic headers that do not fit.
def patched(name, expected, patch, form='NETCDF3_CLASSIC'):
    def record(d):
        d.createDimension('record', None)
        d.createVariable('records', 'f4', ('record', 'lat'))[:2] = 0
    write(name, expected, form=form, then=record)
    with open(f'{folder}/{name}.nc', 'r+b') as f:
        whole = bytearray(f.read())
        patch(whole)
        f.seek(0)
        f.write(whole)


def begin(at):
    def patch(whole):
        size = whole.find(struct.pack('>I', 4 * 3 * 12 * 24), whole.rfind(b'\0\0\0\x03TMQ\0'))
        whole[size + 4:size + 8] = struct.pack('>I', at)
    return patch


patched('within_the_header', 'refused TMQ begins at byte 16, within the header', begin(16))
patched('within_another', 'refused within ', lambda whole: begin(len(whole) - 3900)(whole))
patched('streaming', good(), lambda whole: whole.__setitem__(slice(4, 8), b'\xff' * 4))
patched('minus_five_records', 'refused the number of records is -5', lambda whole: whole.__setitem__(slice(4, 12), struct.pack('>q', -5)), 'NETCDF3_64BIT_DATA')
patched('a_thousand_records', 'refused cut short', lambda whole: whole.__setitem__(slice(4, 8), struct.pack('>I', 1000)))
