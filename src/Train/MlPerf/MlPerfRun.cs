using System.Text.Json.Nodes;

namespace Rossby.Train;

/// <summary>
/// The course of a run in MLPerf's words: initialisation, epochs, evaluations. A run that is taken up goes on in the log where its checkpoint was.
/// </summary>
/// <param name="log">The lines.</param>
/// <param name="plan">The run's epochs.</param>
internal sealed class MlPerfRun(MlPerfLog log, StepPlan plan)
{
    /// <summary>The validation score at which MLPerf's DeepCAM counts as trained.</summary>
    const double Target = 0.82;

    /// <summary>A new run is ready for its first step.</summary>
    /// <param name="begun">When it began to get ready.</param>
    /// <param name="settings">What it says of itself (<see cref="MlPerfSettings"/>).</param>
    public void Begin(DateTimeOffset begun, IEnumerable<(string Key, JsonNode? Value)> settings)
    {
        log.Start("init_start", at: begun);
        foreach (var (key, value) in settings) log.Point(key, value);
        log.Stop("init_stop");
        log.Start("run_start");
        log.Start("epoch_start", Epoch(1));
    }

    /// <summary>An epoch is over.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="validation">What its validation gave; null where there is no validation split.</param>
    /// <param name="begun">When that began.</param>
    public void EpochDone(int epoch, ValidationMetrics? validation, DateTimeOffset begun)
    {
        if (validation is not null)
        {
            // Only now, since a validation that is stopped is done again.
            log.Start("eval_start", Epoch(epoch), begun);
            log.Point("eval_accuracy", validation.PerSampleMeanIou, Epoch(epoch));
            log.Point("eval_loss", validation.Loss, Epoch(epoch));
            log.Stop("eval_stop", Epoch(epoch));
        }
        log.Stop("epoch_stop", Epoch(epoch));
        if (epoch < plan.Epochs) log.Start("epoch_start", Epoch(epoch + 1));
    }

    /// <summary>The last epoch is over.</summary>
    public void End()
    {
        bool reached = log.Values("eval_accuracy").Any(value => (double?)value >= Target);
        log.Stop("run_stop", new JsonObject { ["status"] = reached ? "success" : "aborted" });
    }

    static JsonObject Epoch(int number) => new() { ["epoch_num"] = number };
}
