"""One line per variable of a file, as netCDF4-python and numpy have it: name, shape, MD5 of the raw values and of raw x scale + offset
in double rounded once to float32 with NaN where netCDF4-python masks; or "text", or "unreadable"."""
import hashlib
import sys

import netCDF4
import numpy as np


def missing(v, raw, stands):
    v.set_auto_maskandscale(True)  # without scaling it takes _Unsigned limits to be signed
    mask = np.ma.getmaskarray(v[...])
    # netCDF4-python says that it ignores the default fill of bytes, and masks it all the same in places.
    if raw.dtype.itemsize == 1 and not hasattr(v, '_FillValue'):
        mask = mask & (raw != netCDF4.default_fillvals[raw.dtype.str[1:]])
    # A missing_value of double beside floats it leaves out, with a warning, where rounding changes it: 1e20 is 1e20 all the same.
    if raw.dtype.kind == 'f' and getattr(np.asarray(getattr(v, 'missing_value', '')).dtype, 'kind', '') == 'f':
        mask = mask | np.isin(raw, np.asarray(v.missing_value).astype(raw.dtype))
    # It takes limits to be packed, always, and leaves out those that the stored type cannot hold; CF 8.1 and the Users' Guide go by their type.
    limits = [n for n in ('valid_min', 'valid_max', 'valid_range') if hasattr(v, n)]
    fractional = raw.dtype.kind in 'iu' and any(np.any(np.asarray(getattr(v, n)) % 1) for n in limits)
    if limits and hasattr(v, 'scale_factor') and (fractional or all(np.asarray(getattr(v, n)).dtype == np.asarray(v.scale_factor).dtype != raw.dtype for n in limits)):
        low, high = v.valid_range if hasattr(v, 'valid_range') else (getattr(v, 'valid_min', -np.inf), getattr(v, 'valid_max', np.inf))
        fills = [getattr(v, n) for n in ('_FillValue', 'missing_value') if hasattr(v, n)]
        mask = np.isin(raw, np.asarray(fills)) | (stands < low) | (stands > high)
    return mask


def line(v):
    if v.dtype == str or getattr(v.dtype, 'kind', '') == 'S':
        try:
            v[...]
        except RuntimeError:
            return 'unreadable'
        return 'text'
    if isinstance(v.datatype, (netCDF4.CompoundType, netCDF4.VLType)):
        return 'unreadable'
    v.set_auto_maskandscale(False)
    try:
        raw = np.asarray(v[...])
    except RuntimeError:
        return 'unreadable'
    unsigned = str(getattr(v, '_Unsigned', '')).lower() == 'true'
    stands = (raw.view(raw.dtype.str.replace('i', 'u')) if unsigned else raw).astype('f8')
    if hasattr(v, 'scale_factor') or hasattr(v, 'add_offset'):
        stands = stands * np.float64(getattr(v, 'scale_factor', 1)) + np.float64(getattr(v, 'add_offset', 0))
    mask = missing(v, raw, stands)
    with np.errstate(all='ignore'):
        decoded = stands.astype('<f4')
    decoded[mask | np.isnan(decoded)] = np.float32('nan')
    sums = [hashlib.md5(np.ascontiguousarray(x).tobytes()).hexdigest() for x in (raw.astype(raw.dtype.newbyteorder('<')), decoded)]
    return f'{list(raw.shape)} {sums[0]} {sums[1]}'


def walk(group, prefix):
    for name, v in group.variables.items():
        print(prefix + name, line(v))
    for name, child in group.groups.items():
        walk(child, f'{prefix}{name}/')


walk(netCDF4.Dataset(sys.argv[1]), '')
