"""Writes files whose coordinates are odd or broken, and prints of each what a reader must make of it: the corners of its grid in degrees north and east and
its times, as they were meant when it was written, or "refused" and a part of the reason.

usage: odd.py FOLDER
"""
import struct
import sys

import netCDF4
import numpy as np
import xarray

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
write('radians_said_to_be_degrees', 'refused are said to be degrees and look like radians of a whole globe', np.deg2rad(LAT), np.deg2rad(LON))
for n, spelt in enumerate((('\u00b0N', '\u00b0E'), ('deg N', 'deg E'), ('Degrees North', 'Degrees East'), ('degree_n', 'degree_e'), ('deg', 'deg'), ('DEGREES_NORTH', 'DEGREES_EAST'))):
    write(f'spelt_{n}', good(), LAT, LON, spelt)
write('spelt_south', good(), -LAT, LON, ('degrees south', 'degE'))
write('spelt_oddly', "refused lat is in 'furlongs', which is not read as an angle", LAT, LON, ('furlongs', 'degrees_east'))


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


def coordinates(*named, fill=False, along=('lat', 'lon'), attributes=()):
    """Coordinates in two dimensions or three, curved, and perhaps with a gap; those of one dimension count the cells."""
    def then(d):
        y, x = LAT[:, None] + LON[None] / 100, LON[None] + LAT[:, None] / 10
        if len(along) > 2:
            d.createDimension(along[0], 6)
            d.createVariable('TPW', 'f4', ('time', *along))[:] = 25
            d.renameVariable('TMQ', 'other')
            d.renameVariable('TPW', 'TMQ')
            y, x = np.stack([y] * 6), np.stack([x] * 6)
        if fill:
            y[0, 0] = 1e20
        for n, unit, values in ((named[0], 'degrees_N', y), (named[1], 'degrees_E', x)):
            v = d.createVariable(n, 'f4', along, fill_value=1e20)
            v.units, v[:] = unit, values
        d['lat'][:], d['lon'][:] = np.arange(1, 13), np.arange(1, 25)
        d['TMQ'].setncatts(dict(attributes))
    return then


def regridded(name, command, naming=''):
    named = f'{folder}/{name}_named.nc'
    return f'regrid it first: {f"ncatted -O {naming} {folder}/{name}.nc {named} && " if naming else ""}cdo {command} -selname,TMQ {named if naming else f"{folder}/{name}.nc"} {folder}/{name}_TMQ_r'


write('counted', f"refused {regridded('counted', 'remapbil,r24x12', chr(39).join(('-a ', 'coordinates,TMQ,o,c,grid_latt grid_lont', '')))}", then=coordinates('grid_latt', 'grid_lont'))
write('with_a_gap_in_it', f"refused its grid is curvilinear (y(lat=12, lon=24), missing at index 0); {regridded('with_a_gap_in_it', 'remapbil,r24x12')}", then=coordinates('y', 'x', fill=True, attributes={'coordinates': 'y x'}))
write('tiles', 'refused its grid lies in 6 tiles along tile (grid_lat(tile=6, lat=12, lon=24)), as that of a cubed sphere', then=coordinates('grid_lat', 'grid_lon', along=('tile', 'lat', 'lon')))


def cells(d, names, units, values):
    d.renameVariable('TMQ', 'other')
    d.createDimension('nCells', 400)
    for n, unit, x in zip(names, units, values):
        v = d.createVariable(n, 'f8', ('nCells',))
        v[:] = x
        if unit:
            v.units = unit
    v = d.createVariable('TMQ', 'f4', ('time', 'nCells'))
    v[:] = 25


RADIANS = ' '.join(f'-a units,{n}Cell,o,c,radian -a standard_name,{n}Cell,o,c,{s}' for n, s in (('lat', 'latitude'), ('lon', 'longitude')))
for name, unit in (('mpas', None), ('mpas_rad', 'rad')):
    write(name, f'refused {regridded(name, "remapdis,r36x18", f"-a {chr(39)}coordinates,TMQ,o,c,latCell lonCell{chr(39)} {RADIANS}")}',
          then=lambda d, unit=unit: cells(d, ('latCell', 'lonCell'), (unit, unit), (np.linspace(-1.5, 1.5, 400), np.linspace(0, 6.2, 400))))
write('spectral_elements', f'refused {regridded("spectral_elements", "remapdis,r36x18", "-a " + chr(39) + "coordinates,TMQ,o,c,y x" + chr(39))}',
      then=lambda d: cells(d, ('y', 'x'), ('degrees_north', 'degrees_east'), (np.linspace(-80, 80, 400), np.linspace(0, 359, 400))))


def steps(d):
    for n, attributes in (('step', {'units': 'hours', 'standard_name': 'forecast_period'}), ('valid_time', {'units': 'hours since 2001-01-01', 'standard_name': 'time'})):
        d.createVariable(n, 'f8', ('step',))[:] = [0, 6, 12]
        d[n].setncatts(attributes)
    t = d.createVariable('start', 'f8', ())
    t.units, t.standard_name, t[...] = 'hours since 2001-01-01', 'forecast_reference_time', 0
    d.renameVariable('TMQ', 'other')
    d.createVariable('TMQ', 'f4', ('step', 'lat', 'lon'))[:] = 25


write('steps', good(), then=lambda d: (d.createDimension('step', 3), steps(d)))


# As cfgrib writes forecasts: time is when they began; what they are for lies along it, along a step as well, along another dimension, or along nothing.
def forecasts(dims, valid, began=('time',)):
    def then(d):
        d.createDimension('step', 1)
        d.createDimension('n', 3)
        d.renameVariable('TMQ', 'other')
        if began == ('time',):
            d['time'].standard_name, d['time'][:] = 'forecast_reference_time', [-6, 0, 6]
        else:
            v = d.createVariable('began', 'f8', began)
            v.units, v.standard_name, v[...] = 'hours since 2001-01-01', 'forecast_reference_time', -6
        v = d.createVariable('valid_time', 'f8', dims)
        v.units, v.standard_name, v[...] = 'hours since 2001-01-01', 'time', valid
        d.createVariable('TMQ', 'f4', (*dims, 'lat', 'lon'))[:] = 25
        if 'time' not in dims:
            d['time'].units = 'hours'
    return then


write('forecasts', good(), then=forecasts(('time',), [0, 6, 12]))
write('forecasts_of_a_step', good(), then=forecasts(('time', 'step'), [[0], [6], [12]]))
write('forecasts_by_number', good(), then=forecasts(('n',), [0, 6, 12], began=('n',)))
write('one_forecast', good(HOURS[1:2]), then=forecasts((), 6, began=()))


# Forecasts without the times that they are for: when they began, and the steps from there, along the same dimension or others, as xarray writes what cfgrib reads, as ECMWF, CF and NCL do.
STARTED, PERIOD = {'standard_name': 'forecast_reference_time'}, {'standard_name': 'forecast_period'}


def stepped(start, step, dims, units='hours', names=('began', 'step'), marks=(STARTED, PERIOD), named=None, more=()):
    """start and step: a dimension (or None) and the values in hours."""
    def then(d):
        d.renameVariable('time', 'other_time')
        d.renameVariable('TMQ', 'other')
        d['other_time'].units = 'hours'
        for (along, values), name, unit, mark in zip((start, step), names, ('hours since 2001-01-01', units), marks):
            if along and along not in d.dimensions:
                d.createDimension(along, len(values))
            v = d.createVariable(name, 'f8', (along,) if along else ())
            v[...] = values
            v.setncatts({**mark, **({'units': unit} if unit else {})})
        for name, unit, values in more:
            v = d.createVariable(name, 'f8', () if np.ndim(values) == 0 else dims if unit else ('step', 'nv'))
            v[...] = values
            if unit:
                v.units, v.standard_name = unit, 'time' if 'since' in unit else 'forecast_period'
        v = d.createVariable('TMQ', 'f4', (*dims, 'lat', 'lon'))
        v[:] = 25
        if named:
            v.setncatts(named)
    return then


AT = ['2001-01-01T00:00:00', '2001-01-01T06:00:00', '2001-01-01T12:00:00']
for name, then in {
        'scalar_step': stepped(('began', [-6, 0, 6]), (None, 6), ('began',)),
        'steps_of_one_forecast': stepped((None, -6), ('step', [6, 12, 18]), ('step',)),
        'steps_along_time': stepped((None, -6), ('time', [6, 12, 18]), ('time',)),
        'one_start_by_steps': stepped(('began', [-6]), ('step', [6, 12, 18]), ('began', 'step')),
        'steps_by_one_start': stepped(('began', [-6]), ('step', [6, 12, 18]), ('step', 'began')),
        'starts_by_one_step': stepped(('began', [-6, 0, 6]), ('step', [6]), ('began', 'step')),
        'one_step_by_starts': stepped(('began', [-6, 0, 6]), ('step', [6]), ('step', 'began')),
        'both_along_one': stepped(('n', [-6, 0, 0]), ('n', [6, 6, 12]), ('n',)),
        'in_days': stepped((None, -6), ('step', [0.25, 0.5, 0.75]), ('step',), 'days'),
        'timedelta': stepped((None, -6), ('step', np.array([6, 12, 18]) * 3600e9), ('step',), 'nanoseconds'),
        'cds': stepped(('forecast_reference_time', [-6]), ('forecast_period', [6, 12, 18]), ('forecast_period', 'forecast_reference_time'), names=('forecast_reference_time', 'forecast_period'), marks=({}, PERIOD)),
        'ncl': stepped(('initial_time0_hours', [-6, 0, 6]), ('forecast_time0', [6]), ('initial_time0_hours', 'forecast_time0'), names=('initial_time0_hours', 'forecast_time0'), marks=({}, {})),
        'leadtime_with_axis': stepped((None, -6), ('leadtime', [6, 12, 18]), ('leadtime',), names=('began', 'leadtime'), marks=(STARTED, {'axis': 'T'})),
        'valid_over_both': stepped(('began', [-6]), ('step', [1, 2, 3]), ('began', 'step'), more=[('valid_time', 'hours since 2001-01-01', [[0, 6, 12]])]),
        'named_of_two': stepped(('began', [-6, 0, 6]), (None, 6), ('began',), named={'coordinates': 'step'}, more=[('other_step', 'hours', 9)]),
        'said_to_be_for_then': stepped(('began', [0, 6, 12]), ('step', [6]), ('began', 'step'), marks=({'standard_name': 'time'}, PERIOD)),
        'said_to_begin': stepped(('time_0', [-6, 0, 6]), ('prediction_timedelta', [6]), ('time_0', 'prediction_timedelta'), names=('time_0', 'prediction_timedelta'), marks=(STARTED, {})),
        'nothing_added': stepped(('time0', [0, 6, 12]), (None, 0), ('time0',), names=('valid_time', 'step'), marks=({}, {})),
        'mean_over_the_step': stepped((None, -6), ('step', [9, 15, 21]), ('step',), marks=(STARTED, {**PERIOD, 'bounds': 'limits'}), named={'cell_methods': 'time: mean'},
                                      more=[('limits', None, [[3, 9], [9, 15], [15, 21]])])}.items():
    write(name, good(AT), then=then)
write('text_beside_a_forecast', good(), times=HOURS, then=lambda d: [d.createVariable(n, 'f8', ()).setncatts({'units': unit, **mark}) for n, unit, mark in (('began', 'hours since 2001-01-01', STARTED), ('step', 'hours', PERIOD))])


# The same by xarray itself, whose steps are differences of times.
def by_xarray(name, expected, dims, **coordinates):
    lengths = [len(coordinates[n][1]) for n in dims]
    fields = {'TMQ': ((*dims, 'lat', 'lon'), np.full((*lengths, 12, 24), 25, 'f4'))}
    axes = {'lat': ('lat', LAT, {'units': 'degrees_north'}), 'lon': ('lon', LON, {'units': 'degrees_east'})}
    xarray.Dataset(fields, {**coordinates, **axes}).to_netcdf(f'{folder}/{name}.nc')
    print(f'{name}: {expected}')


def moments(*hours):
    return np.array([np.datetime64('2001-01-01', 'ns') + np.timedelta64(h, 'h') for h in hours])


STEPS = np.array([6, 12, 18], 'm8[h]').astype('m8[ns]')
by_xarray('xarray_steps', good(AT), ('step',), time=((), moments(-6)[0], STARTED), step=('step', STEPS, PERIOD))
by_xarray('xarray_scalar_step', good(AT), ('time',), time=('time', moments(-6, 0, 6), STARTED), step=((), STEPS[0], PERIOD))
by_xarray('xarray_both', good(AT), ('time', 'step'), time=('time', moments(-6), STARTED), step=('step', STEPS, PERIOD))
by_xarray('xarray_valid_time', good(AT), ('time', 'step'), time=('time', moments(-6), STARTED), step=('step', STEPS, PERIOD), valid_time=(('time', 'step'), moments(-6)[:, None] + STEPS, {'standard_name': 'time'}))
write('one_of_each', good(AT[1:2]), then=stepped(('began', [0]), ('step', [6]), ('began', 'step')))
write('one_of_each_valid', good(AT[1:2]), then=stepped(('began', [0]), ('step', [1]), ('began', 'step'), more=[('valid_time', 'hours since 2001-01-01', [[6]])]))
write('all_scalar', good(AT[1:2]), then=stepped((None, 0), (None, 6), ()))
write('no_step', good(AT), then=lambda d: d['time'].setncattr('standard_name', 'forecast_reference_time'))
for name, more in (('starts_by_steps', ()), ('starts_by_steps_valid', [('valid_time', 'hours since 2001-01-01', np.add.outer([0, 24], [6, 12, 18]))])):
    write(name, f'refused its forecasts began at 2 times (began) and reach on by 3 steps each (step); one step of all is read, or all of one: ncks -O -d step,0 {folder}/{name}.nc {folder}/{name}_step_0.nc'
          f' or ncks -O -d began,0 {folder}/{name}.nc {folder}/{name}_began_0.nc', then=stepped(('began', [0, 24]), ('step', [6, 12, 18]), ('began', 'step'), more=more))
write('no_forecasts', good([]), then=stepped(('none', []), (None, 6), ('none',)))
write('step_in_months', "refused its forecast's step step is in 'months', which is no fixed length", then=stepped((None, 0), ('step', [1, 2, 3]), ('step',), 'months'))
write('step_without_units', f"refused say so in the file: ncatted -O -a units,step,o,c,hours {folder}/step_without_units.nc", then=stepped((None, 0), ('step', [1, 2, 3]), ('step',), None))
write('two_steps', 'refused which differ; its attribute coordinates should name one of them', then=stepped(('began', [-6, 0, 6]), (None, 6), ('began',), more=[('other_step', 'hours', 9)]))
for name, values in (('unnamed_time', [6]), ('unnamed_time_of_steps', [0, 6])):
    write(name, f'refused its forecasts have a step (step), and nothing says whether time is when they began or the time that they are for; say it in the file: '
          f'ncatted -O -a standard_name,time,o,c,forecast_reference_time {folder}/{name}.nc', then=stepped(('time0', [-6, 0, 6]), ('step', values), ('time0', 'step'), names=('time', 'step'), marks=({}, {})))
write('tab', good(), then=lambda d: d['time'].setncattr('units', 'hours\tsince\t2001-01-01'))


def members(name, n):
    def then(d):
        d.renameVariable('TMQ', 'other')
        d.createDimension(name, n)
        d.createVariable('TMQ', 'f4', ('time', name, 'lat', 'lon'))[:] = 25
    return then


write('member', f'refused ncks -O -d number,0 {folder}/member.nc {folder}/member_number_0.nc', then=members('number', 4))
write('expver', f'refused ncwa -O -a expver {folder}/expver.nc {folder}/expver_merged.nc', then=members('expver', 2))
def without_times(d):
    d.renameVariable('TMQ', 'other')
    for n, length in (('Time', None), ('south_north', 4), ('west_east', 6)):
        d.createDimension(n, length)
    for n, attributes in (('XLAT', {'units': 'degree_north'}), ('XLONG', {'units': 'degree_east'}), ('TMQ', {'coordinates': 'XLONG XLAT'})):
        d.createVariable(n, 'f4', ('Time', 'south_north', 'west_east')).setncatts(attributes)


write('wrf_without_times', 'refused XLAT and XLONG hold no coordinates: there is no time in the file', then=without_times)
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
