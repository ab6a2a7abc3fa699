"""Tells of the training runs of benchmarks/gpu.sh: rate, input stall and loss curve of the long one, and whether a device's curves are the CPU's.

usage: training_report.py FOLDER TITLE LONG_RUN [PRECISION CPU_RUN DEVICE_RUN]...

Reads metrics.jsonl and timeline.json of each run; prints, and writes TITLE.txt, TITLE.json and TITLE.svg into FOLDER. Ends with 1 where the stall or a curve is
beyond its bound.
"""
import json
import os
import sys

MOST_STALL = 0.02
# Of the first loss, which the rounding of one pass moves, and of the mean distance of the curves, which steps amplify, both relative. On a CPU 24 steps of a
# narrow network on one thread and on two are 0.07 % apart; in bf16 and in fp32 0.10 %, and their first losses 7e-5.
MOST_FIRST, MOST_MEAN = {"fp32": 1e-5, "bf16": 2e-3}, {"fp32": 0.01, "bf16": 0.02}


def steps_of(run):
    with open(os.path.join(run, "metrics.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return [line for line in lines if line["kind"] == "step"], [line for line in lines if line["kind"] == "run"][-1]


def stalls(run, steps):
    """The share of the steps' time in which the training thread waited for a batch, by metrics.jsonl and by the timeline."""
    waited = [step["phaseSeconds"]["dataWait"] for step in steps]
    took = [sum(step["phaseSeconds"].values()) for step in steps]
    with open(os.path.join(run, "timeline.json"), encoding="utf-8") as file:
        events = json.load(file)
    track = next(e["tid"] for e in events if e["name"] == "thread_name" and e["args"]["name"] == "steps")
    spans = {}
    for event in events:
        if event["ph"] == "X" and event["tid"] == track:
            spans[event["name"]] = spans.get(event["name"], 0) + event["dur"]
    worked = sum(spans.get(name, 0) for name in ("data wait", "forward", "backward", "optimizer"))
    reading = [e["dur"] / 1000 for e in events if e["ph"] == "X" and e["name"].startswith("read sample")]
    first = steps[-1]["step"] // max(step["epoch"] for step in steps)
    return {
        "byMetrics": sum(waited) / sum(took), "byTimeline": spans.get("data wait", 0) / worked, "inTheFirstPass": sum(waited[:first]) / sum(took[:first]),
        "afterTheFirstStep": sum(waited[1:]) / sum(took[1:]), "medianMillisecondsToReadASample": sorted(reading)[len(reading) // 2]}


def compared(precision, cpu, device):
    ours, theirs = ([step["loss"] for step in steps_of(run)[0]] for run in (device, cpu))
    first, mean = abs(ours[0] / theirs[0] - 1), sum(abs(a - b) for a, b in zip(ours, theirs)) / sum(theirs)
    return {"precision": precision, "steps": len(ours), "firstLossOff": first, "mostFirst": MOST_FIRST[precision], "curvesApart": mean, "mostMean": MOST_MEAN[precision],
            "within": len(ours) == len(theirs) and first <= MOST_FIRST[precision] and mean <= MOST_MEAN[precision], "cpu": theirs, "device": ours}


def smooth(values, most):
    """Means over as many steps before as after each, fewer at the ends."""
    reaches = [min(most, i, len(values) - 1 - i) for i in range(len(values))]
    return [sum(values[i - r:i + r + 1]) / (2 * r + 1) for i, r in enumerate(reaches)]


def panel(x, y, width, height, title, curves):
    """An SVG group with axes from 0; each curve is (name, values, colour, width of its line)."""
    most_x, most_y = max(len(values) for _, values, *_ in curves), 1.05 * max(max(values) for _, values, *_ in curves)
    across, up = (lambda i: x + width * (i + 1) / most_x), (lambda v: y + height * (1 - v / most_y))
    out = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="#888"/>', f'<text x="{x}" y="{y - 10}" font-size="15">{title}</text>']
    for k in range(5):
        value = most_y * k / 4
        out.append(f'<line x1="{x}" x2="{x + width}" y1="{up(value):.1f}" y2="{up(value):.1f}" stroke="#ddd"/>'
                   f'<text x="{x - 6}" y="{up(value) + 4:.1f}" font-size="11" text-anchor="end">{value:.3f}</text>')
        out.append(f'<text x="{x + width * k / 4:.1f}" y="{y + height + 16}" font-size="11" text-anchor="middle">{most_x * k // 4}</text>')
    for k, (name, values, colour, line) in enumerate(curves):
        points = " ".join(f"{across(i):.1f},{up(v):.1f}" for i, v in enumerate(values))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{line}"/>'
                   f'<text x="{x + width - 8}" y="{y + 18 + 16 * k}" font-size="12" fill="{colour}" text-anchor="end">{name}</text>')
    out.append(f'<text x="{x + width / 2}" y="{y + height + 32}" font-size="11" text-anchor="middle">step</text>')
    return "\n".join(out)


def picture(title, losses, pairs):
    curves = [("loss of each batch", losses, "#9ecae1", 1), ("mean of 21 steps", smooth(losses, 10), "#08519c", 2)]
    parts = [panel(70, 50, 880, 320, f"{title}: loss", curves)]
    for k, pair in enumerate(pairs):
        parts.append(panel(70 + 480 * k, 460, 400, 240, f"loss on the small grid, {pair['precision']}", [("CPU", pair["cpu"], "#000000", 3), ("device", pair["device"], "#e6550d", 1.5)]))
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="980" height="770" font-family="sans-serif"><rect width="980" height="770" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n")


def main():
    folder, title, run, *rest = sys.argv[1:]
    steps, whole = steps_of(run)
    stall, pairs = stalls(run, steps), [compared(*rest[i:i + 3]) for i in range(0, len(rest), 3)]
    losses = [step["loss"] for step in steps]
    tenth = max(1, len(losses) // 10)
    rates = sorted(step["samplesPerSecond"] for step in steps)
    result = {
        "steps": len(steps), "samplesPerSecond": whole["samplesPerSecond"], "medianSamplesPerSecond": rates[len(rates) // 2], "sustainedTeraflopsPerSecond": whole["sustainedTeraflopsPerSecond"],
        "phaseSeconds": whole["phaseSeconds"], "stall": stall, "mostStall": MOST_STALL, "firstTenthLoss": sum(losses[:tenth]) / tenth, "lastTenthLoss": sum(losses[-tenth:]) / tenth,
        "curves": pairs, "losses": losses}
    bounds = [stall["byMetrics"] < MOST_STALL, result["lastTenthLoss"] < result["firstTenthLoss"], *(pair["within"] for pair in pairs)]

    def mark(good):
        return "" if good else "  <- beyond"

    text = [
        f"{title}: {len(steps)} steps at {whole['samplesPerSecond']:.2f} samples/s (median {result['medianSamplesPerSecond']:.2f}), {whole['sustainedTeraflopsPerSecond']} TFLOP/s sustained",
        "seconds by phase: " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in whole["phaseSeconds"].items()),
        f"input stall: {100 * stall['byMetrics']:.3f} % of the steps' time by metrics.jsonl, at most {100 * MOST_STALL:.0f} %{mark(bounds[0])}; {100 * stall['byTimeline']:.3f} % by the timeline; "
        f"{100 * stall['inTheFirstPass']:.3f} % in the first pass over the shards, {100 * stall['afterTheFirstStep']:.3f} % after the first step; a sample takes {stall['medianMillisecondsToReadASample']:.1f} ms to read",
        f"loss: {result['firstTenthLoss']:.4f} over the first tenth of the steps, {result['lastTenthLoss']:.4f} over the last{mark(bounds[1])}"]
    for pair in pairs:
        text.append(f"small grid, {pair['precision']}, {pair['steps']} steps on the CPU and on the device: first losses {pair['firstLossOff']:.1e} apart, at most {pair['mostFirst']:.0e}; "
                    f"curves {100 * pair['curvesApart']:.2g} % apart, at most {100 * pair['mostMean']:.0f} %{mark(pair['within'])}")
    print("\n".join(text))
    for name, content in ((".txt", "\n".join(text) + "\n"), (".json", json.dumps(result, indent=1) + "\n"), (".svg", picture(title, losses, pairs))):
        with open(os.path.join(folder, title + name), "w", encoding="utf-8") as file:
            file.write(content)
    sys.exit(0 if all(bounds) else 1)


if __name__ == "__main__":
    main()
