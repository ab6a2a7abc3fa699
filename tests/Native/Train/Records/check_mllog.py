"""Holds a log against the published rules of MLPerf HPC's closed division for DeepCAM, versions 1.0, 2.0 and 3.0 (mlcommons/logging, compliance_checker:
common, closed_common, closed_deepcam and what these name), told here in our own words. Prints a line for each rule that is broken: version, key, what."""
import json, math, sys

lines = []
for text in open(sys.argv[1], encoding="latin-1"):
    assert text.startswith(":::MLLOG "), text
    line = json.loads(text[len(":::MLLOG "):])
    assert set(line) == {"namespace", "time_ms", "event_type", "key", "value", "metadata"}, text
    assert line["event_type"] in ("INTERVAL_START", "INTERVAL_END", "POINT_IN_TIME"), text
    assert isinstance(line["time_ms"], int) and {"file", "lineno"} <= set(line["metadata"]), text
    lines.append(line)


def check(version):
    broken = []

    def of(key):
        return [line for line in lines if line["key"] == key]

    def once(key, holds=lambda value: True):
        found = of(key)
        if len(found) != 1: broken.append((key, f"stands {len(found)} times"))
        elif not holds(found[0]["value"]): broken.append((key, f"is {found[0]['value']}"))
        return found[0]["value"] if found else None

    def some(key, told=None):
        if not of(key): broken.append((key, "is missing"))
        for line in of(key):
            if told and told not in line["metadata"]: broken.append((key, f"lacks {told}"))

    def before(first, then):
        times = [i for i, line in enumerate(lines) if line["key"] == first]
        for i, line in enumerate(lines):
            if line["key"] == then and not (times and times[0] < i): broken.append((then, f"comes before {first}"))

    # common
    for key in ("submission_org", "submission_platform"): once(key, lambda v: v != "")
    once("submission_division", lambda v: v in ("closed", "open"))
    once("submission_status", lambda v: v in ("cloud", "onprem", "preview", "research"))
    some("cache_clear")
    some("init_start")
    for key in ("init_stop", "run_start", "run_stop"): once(key)
    before("init_start", "init_stop")
    before("init_stop", "run_start")
    before("run_start", "run_stop")
    keys = [line["key"] for line in lines]
    for key in ("init_stop", "run_start"):
        if key in keys and "init_start" in keys[keys.index(key):]: broken.append(("init_start", f"comes after {key}"))
    if of("init_start") and of("init_stop") and of("init_stop")[0]["time_ms"] - min(line["time_ms"] for line in of("init_start")) >= 30 * 60 * 1000:
        broken.append(("init_stop", "half an hour after init_start"))
    for line in of("run_stop"):
        if "status" not in line["metadata"]: broken.append(("run_stop", "lacks status"))
    for key in ("epoch_start", "epoch_stop", "eval_start", "eval_stop"): some(key, "epoch_num")
    # closed_common
    once("submission_benchmark", lambda v: v in ("deepcam", "cosmoflow", "oc20"))
    for key in ("gradient_accumulation_steps", "gradient_accumulation_frequency"):
        for line in of(key):
            if not line["value"] > 0: broken.append((key, f"is {line['value']}"))
    if version >= 2:
        once("number_of_nodes", lambda v: v > 0)
        once("accelerators_per_node", lambda v: v >= 0)
    # closed_deepcam
    for key in ("gradient_accumulation_frequency", "seed", "global_batch_size", "batchnorm_group_size", "opt_lr"): once(key, lambda v: v > 0)
    if version == 1: once("num_workers", lambda v: v > 0)
    name = once("opt_name", lambda v: v in ("Adam", "AdamW", "LAMB"))
    once("opt_betas", lambda v: len(v) == 2)
    once("opt_eps", lambda v: math.isclose(v, 1e-6))
    if name == "LAMB":
        once("opt_bias_correction", lambda v: v)
        once("opt_grad_averaging", lambda v: v)
        once("opt_max_grad_norm", lambda v: v == 1)
    schedule = once("scheduler_type", lambda v: v in ("multistep", "cosine_annealing"))
    once("scheduler_lr_warmup_steps", lambda v: v >= 0)
    once("scheduler_lr_warmup_factor", lambda v: v >= 1)
    if schedule == "multistep":
        once("scheduler_milestones", lambda v: len(v) >= 0)
        once("scheduler_decay_rate", lambda v: v <= 1)
    if schedule == "cosine_annealing":
        once("scheduler_t_max", lambda v: v >= 1)
        once("scheduler_eta_min", lambda v: v >= 0)
    once("train_samples", lambda v: v == 121266)
    once("eval_samples", lambda v: v == 15158)
    some("eval_accuracy", "epoch_num")
    if not any(0.82 <= line["value"] <= 1 for line in of("eval_accuracy")): broken.append(("eval_accuracy", "never reaches the target"))
    return broken


for version in (1, 2, 3):
    for key, what in check(version):
        print(f"{version}.0 {key} {what}")
