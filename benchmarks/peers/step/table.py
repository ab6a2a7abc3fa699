"""Makes the table and the JSON of benchmarks/gpu.sh.

usage: table.py TITLE FILE FLOPS PEAK HEIGHT WIDTH PEER PROGRAM FOLDER

FILE has lines "batch contender seconds MiB waited loss"; FLOPS is that of one sample forward, of which a step takes three; PEAK is in TFLOP/s.
"""
import json
import os
import sys

title, path, flops, peak, height, width, peer, program, folder = sys.argv[1:]
flops, peak = float(flops), float(peak)
rows = []
with open(path, encoding="utf-8") as f:
    for line in f:
        batch, name, seconds, mib, waited, loss = line.split()
        rate = int(batch) / float(seconds)
        teraflops = 3 * flops * rate / 1e12
        rows.append({
            "batch": int(batch), "contender": name, "secondsPerStep": float(seconds), "samplesPerSecond": rate, "teraflopsPerSecond": teraflops,
            "shareOfPeak": teraflops / peak, "peakMiB": int(mib), "hostIdleShare": float(waited), "lastLoss": float(loss)})

text = [f"{title}: {height} x {width}, {3 * flops / 1e12:.3f} TFLOP a sample and step; dense bf16 peak measured {peak:.1f} TFLOP/s", f"ours: {program}; peer: {peer}"]
for batch in sorted({r["batch"] for r in rows}):
    mine = [r for r in rows if r["batch"] == batch]
    text.append("")
    text.append(f"batch {batch}")
    for r in mine:
        text.append(
            f"  {r['contender']:<16} {r['secondsPerStep'] * 1e3:9.2f} ms {r['samplesPerSecond']:9.2f} samples/s {r['teraflopsPerSecond']:8.2f} TFLOP/s "
            f"{100 * r['shareOfPeak']:5.1f} % of peak {r['peakMiB']:7d} MiB, host idle {100 * r['hostIdleShare']:3.0f} %, last loss {r['lastLoss']:.4f}")
    ours = max((r for r in mine if r["contender"].startswith("rossby")), key=lambda r: r["samplesPerSecond"])
    best = max((r for r in mine if r["contender"].startswith("pytorch")), key=lambda r: r["samplesPerSecond"])
    text.append(f"  {ours['contender']} is {ours['samplesPerSecond'] / best['samplesPerSecond']:.2f} times as fast as {best['contender']}, and takes {ours['peakMiB'] / best['peakMiB']:.2f} of its memory")
print("\n".join(text))
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, f"{title}.txt"), "w", encoding="utf-8") as f:
    f.write("\n".join(text) + "\n")
with open(os.path.join(folder, f"{title}.json"), "w", encoding="utf-8") as f:
    json.dump({"title": title, "height": int(height), "width": int(width), "flopsPerSampleForward": flops, "peakTeraflopsPerSecond": peak, "peer": peer, "ours": program, "rows": rows}, f, indent=1)
    f.write("\n")
