"""Writes small files of kinds that climate centres write, one of each, with what is peculiar to them; libraries that cannot write one leave it out.

usage: kinds.py FOLDER
"""
import os
import subprocess
import sys

import h5py
import netCDF4
import numpy as np

folder = sys.argv[1]
rng = np.random.default_rng(1)
wave = 250 + 40 * np.sin(np.arange(3 * 8 * 12) / 9).reshape(3, 8, 12)


def path(name):
    return os.path.join(folder, name)


def grid(d, times=3, unlimited=True, calendar='standard', units='hours since 2001-01-01'):
    d.createDimension('time', None if unlimited else times)
    d.createDimension('lat', 8)
    d.createDimension('lon', 12)
    for name, unit, values in (('time', units, np.arange(times) * 6.0), ('lat', 'degrees_north', np.linspace(-78.75, 78.75, 8)), ('lon', 'degrees_east', np.arange(12) * 30.0)):
        v = d.createVariable(name, 'f8', (name,))
        v.units = unit
        v[:] = values
    d['time'].calendar = calendar


def field(d, name, kind, values, dims=('time', 'lat', 'lon'), attributes=(), **options):
    v = d.createVariable(name, kind, dims, **options)
    v.set_auto_maskandscale(False)
    for key, value in dict(attributes).items():
        v.setncattr(key, value)
    v[:] = values
    return v


def packed(kind, low, high):
    return (low + (wave - 210) / 80 * (high - low)).astype(kind)


with netCDF4.Dataset(path('chunks.nc'), 'w') as d:
    grid(d)
    field(d, 'wide', 'f4', wave, chunksizes=(512, 8, 12), zlib=True)
    field(d, 'tall', 'f4', wave, chunksizes=(1, 8, 12), zlib=True, complevel=9, shuffle=False, fletcher32=True)
    field(d, 'big', 'f8', wave, endian='big', chunksizes=(2, 3, 5), zlib=True)
    v = field(d, 'partly', 'f4', wave, chunksizes=(1, 4, 4))
    v[5] = wave[0]  # and nothing in steps 3 and 4

with netCDF4.Dataset(path('groups.nc'), 'w') as d:
    grid(d, unlimited=False)
    field(d, 'T', 'f4', wave)
    one = d.createGroup('forecast').createGroup('surface')
    one.createDimension('member', 2)
    field(one, 'T', 'f4', np.stack([wave, wave + 1]), dims=('member', 'time', 'lat', 'lon'))
    other = d.createGroup('analysis')
    other.createDimension('lat', 4)  # hides the one above
    field(other, 'part', 'f4', wave[0, :4], dims=('lat', 'lon'))
    d.createGroup('empty')

with netCDF4.Dataset(path('unsigned.nc'), 'w') as d:
    grid(d)
    for kind in ('u1', 'u2', 'u4'):
        top = np.iinfo(kind).max
        field(d, f'own_{kind}', kind, packed(kind, 0, top - 5), fill_value=top, attributes={'scale_factor': 80 / top, 'add_offset': np.float32(210)})
    for kind in ('i1', 'i2', 'i4'):
        top = np.iinfo('u' + kind[1:]).max
        values = packed('u' + kind[1:], 0, top - 5)
        values[0, 0, :3] = top
        field(d, f'said_{kind}', kind, values.view(kind), fill_value=np.array(-1, kind),
              attributes={'_Unsigned': 'true', 'scale_factor': 80 / top, 'add_offset': 210.0, 'valid_range': np.array([0, -3], kind)})
    field(d, 'not_said', 'i2', packed('i2', -100, 100), attributes={'_Unsigned': 'false', 'scale_factor': -0.5})
    field(d, 'u8', 'u8', packed('u8', 0, 2 ** 63) + np.uint64(2 ** 62))
    field(d, 'i8', 'i8', packed('i8', -2 ** 62, 2 ** 62), attributes={'scale_factor': 1e-17})

with netCDF4.Dataset(path('missing.nc'), 'w') as d:
    grid(d)
    holes = wave.astype('f4')
    holes[0, 0, :4], holes[0, 1, :4], holes[0, 2, :4] = 1e20, np.nan, -999
    field(d, 'nan_fill', 'f4', holes, fill_value=np.float32(np.nan))
    field(d, 'double_missing', 'f4', holes, attributes={'missing_value': 1e20})
    field(d, 'integer_missing', 'f4', holes, attributes={'missing_value': np.int32(-999)})
    field(d, 'both', 'f4', holes, fill_value=np.float32(1e20), attributes={'missing_value': np.array([-999, 5], 'f4')})
    field(d, 'least', 'f4', holes, attributes={'valid_min': np.float32(0)})
    field(d, 'most', 'f4', holes, attributes={'valid_max': 1e4})
    field(d, 'range', 'f4', holes, attributes={'valid_range': np.array([0, 1e4])})
    field(d, 'float_limits', 'i2', packed('i2', -30000, 30000), attributes={'scale_factor': 0.01, 'add_offset': 250.0, 'valid_min': 0.0, 'valid_max': 300.0})
    field(d, 'fractional_limits', 'i2', packed('i2', -3000, 3000), attributes={'scale_factor': 0.01, 'add_offset': 250.0, 'valid_min': np.float32(219.5), 'valid_max': np.float32(281)})
    field(d, 'packed_limits', 'i2', packed('i2', -30000, 30000), attributes={'scale_factor': 0.01, 'add_offset': 250.0, 'valid_range': np.array([-20000, 20000], 'i2')})
    field(d, 'offset_alone', 'i2', packed('i2', 0, 100), attributes={'add_offset': 200.0})
    field(d, 'scale_of_one', 'f4', holes, attributes={'scale_factor': np.array([2.0]), 'add_offset': np.int32(3)})
    field(d, 'default_fill', 'f4', np.where(wave > 280, netCDF4.default_fillvals['f4'], wave))
    field(d, 'default_short', 'i2', np.where(wave > 280, netCDF4.default_fillvals['i2'], wave))

with netCDF4.Dataset(path('types.nc'), 'w') as d:
    grid(d)
    field(d, 'T', 'f4', wave)
    cloud = d.createEnumType(np.uint8, 'cloud', {'clear': 0, 'cloudy': 1})
    d.createVariable('cover', cloud, ('time', 'lat', 'lon'))[:] = (wave > 250).astype('u1')
    pair = d.createCompoundType(np.dtype([('u', 'f4'), ('v', 'f4')]), 'pair')
    d.createVariable('wind', pair, ('lat', 'lon'))
    ragged = d.createVLType(np.int32, 'ragged')
    d.createVariable('list', ragged, ('lat',))[0] = np.arange(3, dtype='i4')
    d.createVariable('name', str, ('lat',))[:] = np.array([f'row {i}' for i in range(8)], object)
    d.createDimension('letters', 19)
    d.createVariable('stamp', 'S1', ('time', 'letters'))[:] = netCDF4.stringtochar(np.array(['2001-01-01T00:00:00'] * 3, 'S19'))
    d.createVariable('scalar', 'f4', ())[...] = 3
    d.createDimension('none', 0)
    d.createVariable('nothing', 'f4', ('none', 'lat'))

with netCDF4.Dataset(path('names.nc'), 'w') as d:
    grid(d)
    v = field(d, 'température_à_2m', 'f4', wave)
    v.units, v.long_name = 'K', 'Température de l’air, 気温'
    v.setncattr('x' * 240, 'long')
    v.setncattr('empty', '')
    v.setncattr_string('several', ['a', 'b', 'ü'])
    for i in range(70):
        v.setncattr(f'attribute_{i}', np.arange(i + 1))
    field(d, 'a.b-c+d@e', 'i1', packed('i1', -100, 100))

for form in ('NETCDF3_CLASSIC', 'NETCDF3_64BIT_OFFSET', 'NETCDF3_64BIT_DATA'):
    with netCDF4.Dataset(path(f'{form.lower()}.nc'), 'w', format=form) as d:
        grid(d)
        field(d, 'bytes', 'i1', packed('i1', -100, 100), attributes={'_Unsigned': 'true', 'valid_range': np.array([0, -56], 'i1')})
        field(d, 'shorts', 'i2', packed('i2', -3000, 3000), fill_value=np.int16(-1), attributes={'scale_factor': np.float32(0.01), 'add_offset': np.float32(250)})
        field(d, 'floats', 'f4', wave)
        d.createDimension('letters', 7)
        d.createVariable('text', 'S1', ('time', 'letters'))[:] = netCDF4.stringtochar(np.array(['abc', 'defghij', ''], 'S7'))
    with netCDF4.Dataset(path(f'{form.lower()}_alone.nc'), 'w', format=form) as d:
        d.createDimension('time', None)
        d.createDimension('x', 3)
        field(d, 'odd', 'i1', np.arange(15).reshape(5, 3), dims=('time', 'x'))  # a single record variable is not padded
    with netCDF4.Dataset(path(f'{form.lower()}_empty.nc'), 'w', format=form) as d:
        grid(d, times=0)
        d.createVariable('T', 'f4', ('time', 'lat', 'lon'))


def scales(f, names=('time', 'lat', 'lon'), shape=(3, 8, 12)):
    for name, n in zip(names, shape):
        f[name] = np.arange(n, dtype='f8')
        f[name].make_scale(name)


for version in ('earliest', 'latest'):
    with h5py.File(path(f'{version}.h5'), 'w', libver=version) as f:
        scales(f)
        for name, kind in (('f4', '>f4'), ('f8', '>f8'), ('i2', '>i2'), ('u4', '>u4'), ('half', '<f2'), ('bool', '?')):
            f[f'big/{name}'] = (wave if kind != '?' else wave > 250).astype(kind)
        f['big/f4'].dims[0].attach_scale(f['time'])
        f.create_dataset('single', data=wave.astype('f4'), chunks=wave.shape)
        f.create_dataset('single_deflated', data=wave.astype('f4'), chunks=wave.shape, compression=4, shuffle=True)
        f.create_dataset('fixed', data=wave.astype('f4'), chunks=(1, 3, 5), compression=1)
        f.create_dataset('growing', data=wave.astype('f4'), chunks=(1, 3, 5), maxshape=(None, 8, 12))
        f.create_dataset('growing_both', data=wave.astype('f4'), chunks=(1, 3, 5), maxshape=(None, None, 12), fletcher32=True)
        f.create_dataset('filled', (3, 8, 12), 'f4', fillvalue=-7)
        f.create_dataset('filled_chunks', (3, 8, 12), 'i2', fillvalue=-7, chunks=(1, 8, 12))
        f.create_dataset('scaled_integers', data=(wave * 10).astype('i4'), chunks=(1, 8, 12), scaleoffset=0)
        f.create_dataset('scaled_floats', data=wave.astype('f4'), chunks=(1, 8, 12), scaleoffset=2)
        narrow = h5py.h5t.STD_I32LE.copy()
        narrow.set_precision(12)
        narrow.set_offset(4)
        for name, chunks, nbit in (('narrow', None, False), ('narrow_chunks', (1, 8, 12), False), ('nbit', (1, 8, 12), True)):
            creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            if chunks:
                creation.set_chunk(chunks)
            if nbit:
                creation.set_filter(5, 0)
            data = h5py.h5d.create(f.id, name.encode(), narrow, h5py.h5s.create_simple(wave.shape), creation)
            data.write(h5py.h5s.ALL, h5py.h5s.ALL, (wave - 250).astype('i4'))
        compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        compact.set_layout(h5py.h5d.COMPACT)
        data = h5py.h5d.create(f.id, b'compact', h5py.h5t.IEEE_F32BE, h5py.h5s.create_simple((8, 12)), compact)
        data.write(h5py.h5s.ALL, h5py.h5s.ALL, wave[0].astype('f4'))
        for i in range(40):
            f['single'].attrs[f'attribute {i}'] = 'x' * i
        f['single'].attrs['none'] = h5py.Empty('f4')
        f['complex'] = wave.astype('c8')
        f['array'] = np.zeros(4, dtype=[('v', 'f4', 3)])['v']
        f.create_dataset('tuples', (4,), dtype=np.dtype(('f4', (3,))))
        f['opaque'] = np.zeros(4, 'V5')
        f['reference'] = np.array([f['single'].ref], dtype=h5py.ref_dtype)
        f['words'] = np.array(['a', 'bé', ''], dtype=h5py.string_dtype())
        f['empty'] = h5py.Empty('f4')

for name, filter_number, values in (('szip', 4, (4, 16)), ('zstd', 32015, (3,)), ('blosc', 32001, (2, 2, 4, 384, 5, 1, 1)), ('zfp', 32013, ()), ('unknown', 400, ())):
    with h5py.File(path(f'{name}.h5'), 'w') as f:
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_chunk((1, 8, 12))
        creation.set_filter(filter_number, h5py.h5z.FLAG_OPTIONAL, values)
        data = h5py.h5d.create(f.id, b'T', h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple(wave.shape), creation)
        if h5py.h5z.filter_avail(filter_number):
            data.write(h5py.h5s.ALL, h5py.h5s.ALL, wave.astype('f4'))
        else:
            for step in range(3):
                data.write_direct_chunk((step, 0, 0), rng.bytes(100), filter_mask=0)

with h5py.File(path('block.h5'), 'w', userblock_size=2048) as f:
    scales(f)
    f['T'] = wave.astype('f4')
    f.create_dataset('deflated', data=wave.astype('f4'), chunks=(1, 8, 12), compression=4, shuffle=True)
    f.create_dataset('fixed', data=wave.astype('>f8'), chunks=(2, 8, 12))
with open(path('block.h5'), 'r+b') as f:
    f.write(b'#!/bin/sh\n' * 10)

with h5py.File(path('parts_0.h5'), 'w') as f:
    f['T'] = wave.astype('f4')
with h5py.File(path('parts.h5'), 'w', libver='latest') as f:
    scales(f)
    f['linked'] = h5py.ExternalLink('parts_0.h5', '/T')
    f['lost'] = h5py.ExternalLink('no-such-file.h5', '/T')
    f['alias'] = h5py.SoftLink('/own')
    f['dangling'] = h5py.SoftLink('/nowhere')
    f['own'] = wave.astype('f4')
    for name, second in (('virtual', 'no-such-file.h5'), ('virtual_whole', 'parts_0.h5')):
        layout = h5py.VirtualLayout((6, 8, 12), 'f4')
        layout[:3] = h5py.VirtualSource('parts_0.h5', 'T', (3, 8, 12))
        layout[3:] = h5py.VirtualSource(second, 'T', (3, 8, 12))
        f.create_virtual_dataset(name, layout, fillvalue=-1)
    np.arange(96, dtype='<f4').tofile(path('raw.bin'))
    os.mkfifo(path('pipe'))
    for name, file in (('external', 'raw.bin'), ('external_pipe', path('pipe')), ('external_device', '/dev/zero')):
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_external(file.encode(), 0, 96 * 4)
        h5py.h5d.create(f.id, name.encode(), h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((8, 12)), creation)
    layout = h5py.VirtualLayout((8, 12), 'f4')
    layout[:] = h5py.VirtualSource('pipe', 'T', (8, 12))
    f.create_virtual_dataset('virtual_pipe', layout)

# A writer that died: the file says that it is still open for writing.
subprocess.run([sys.executable, '-c', '''
import h5py, numpy as np, os, sys
f = h5py.File(sys.argv[1], 'w', libver='latest')
d = f.create_dataset('T', (0, 8, 12), 'f4', maxshape=(None, 8, 12), chunks=(1, 8, 12))
f.swmr_mode = True
d.resize((3, 8, 12))
d[:] = np.arange(288).reshape(3, 8, 12)
d.flush()
os._exit(0)
''', path('swmr.h5')], check=True)
