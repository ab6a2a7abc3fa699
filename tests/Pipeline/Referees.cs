namespace Rossby.Tests.Pipeline;

/// <summary>Programs in another language that check what Rossby wrote, with libraries that are not ours.</summary>
static class Referees
{
    /// <summary>Compares every sample of every shard with the netCDF file that it was read from, by coordinates.</summary>
    public const string Shards =
        """
        import sys, json, os, glob, h5py, numpy as np, netCDF4
        data = sys.argv[1]
        manifest = json.load(open(os.path.join(data, "manifest.json")))
        names = [c["name"] for c in manifest["channels"]]
        equal = 0
        files = {}
        for shard in manifest["shards"]:
            with h5py.File(os.path.join(data, shard["file"]), "r") as f:
                field, label, times = f["climate/data"], f["climate/labels_0"], f["climate/time"][:]
                assert field.shape == tuple(shard["data"]["shape"]) and field.dtype == np.float32 and field.chunks is None
                assert field.id.get_offset() == shard["data"]["offset"], (field.id.get_offset(), shard["data"]["offset"])
                assert label.id.get_offset() == shard["labels"][0]["offset"]
                assert np.array_equal(times, shard["times"])
                assert np.all(np.diff(f["climate/lat"][:]) > 0) and f["climate/lon"][0] >= 0
                for i, time in enumerate(times):
                    path = manifest["sources"][shard["sources"][i]]["path"]
                    path = path if os.path.exists(path) else os.path.join(data, "source", os.path.basename(path))
                    if path not in files: files[path] = netCDF4.Dataset(path)
                    source = files[path]
                    moment = netCDF4.num2date(time, manifest["timeUnits"], manifest["calendar"])
                    axis = source["time"]
                    step = int(np.argmin(np.abs(axis[:] - netCDF4.date2num(moment, axis.units, axis.calendar))))
                    rows = np.argsort(source["lat"][:])
                    for c, name in enumerate(names):
                        assert np.array_equal(field[i, :, :, c], source[name][step].astype(np.float32)[rows]), (shard["file"], i, name)
                    assert np.array_equal(label[i], np.ma.filled(source["LABELS"][step], 255)[rows]), (shard["file"], i)
                    equal += 1
        print(equal, "samples equal")
        """;

    /// <summary>Computes CRC-32C by its table and SHA-256 by hashlib, and compares them with the manifest's.</summary>
    public const string Hashes =
        """
        import sys, json, os, hashlib
        table = []
        for n in range(256):
            for _ in range(8): n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
            table.append(n)
        def crc32c(data):
            c = 0xFFFFFFFF
            for b in data: c = table[(c ^ b) & 255] ^ (c >> 8)
            return c ^ 0xFFFFFFFF
        assert crc32c(b"123456789") == 0xE3069283
        data = sys.argv[1]
        manifest = json.load(open(os.path.join(data, "manifest.json")))
        identities = []
        for shard in manifest["shards"]:
            content = open(os.path.join(data, shard["file"]), "rb").read()
            assert len(content) == shard["bytes"]
            blocks = [crc32c(content[i:i + (4 << 20)]) for i in range(0, len(content), 4 << 20)]
            assert blocks == shard["crc32C"], shard["file"]
            text = "".join(f"{line}\n" for line in [shard["file"], shard["bytes"], *(f"{b:08x}" for b in blocks)])
            assert hashlib.sha256(text.encode()).hexdigest() == shard["identity"], shard["file"]
            identities.append(shard["identity"])
        assert hashlib.sha256(("\n".join(identities) + "\n").encode()).hexdigest() == manifest["dataRoot"]
        for source in manifest["sources"]:
            path = source["path"] if os.path.exists(source["path"]) else os.path.join(data, "source", os.path.basename(source["path"]))
            assert os.path.getsize(path) == source["bytes"], path
        path = min((s for s in manifest["sources"]), key=lambda s: s["bytes"])
        full = path["path"] if os.path.exists(path["path"]) else os.path.join(data, "source", os.path.basename(path["path"]))
        assert f"{crc32c(open(full, 'rb').read()):08x}" == path["crc32C"], (path, full)
        """;
}
