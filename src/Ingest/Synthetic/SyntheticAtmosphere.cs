using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// CAM5-like weather as a pure function of config, seed and step. Any step is made alone and from any thread; the same weather appears on any grid.
/// For demonstration, tests and benchmarks only.
/// </summary>
sealed class SyntheticAtmosphere
{
    readonly SyntheticSourceConfig config;
    readonly Climatology climatology;
    readonly Weather weather;
    readonly LowPopulation lows;
    readonly FilamentPopulation rivers;
    readonly FilamentPopulation[] others;

    internal SyntheticAtmosphere(SyntheticSourceConfig config, ulong seed)
    {
        this.config = config;
        Geometry = new GridGeometry(config.Height, config.Width);
        climatology = new Climatology(Geometry);
        weather = new Weather(Geometry, seed);
        lows = new LowPopulation(seed);
        Cyclones = new CyclonePopulation(seed, config.CyclonesPerYear, Days(config.Steps - 1));
        double n = config.RiversAtATime;
        rivers = new FilamentPopulation(seed, FilamentKind.River, n, climatology, Geometry);
        others = [.. new[] { FilamentKind.MoistPlume, FilamentKind.DryJet }.Select(kind => new FilamentPopulation(seed, kind, 0.55 * n, climatology, Geometry))];
    }

    internal GridGeometry Geometry { get; }

    internal CyclonePopulation Cyclones { get; }

    /// <summary>Days since 1 January of the first year.</summary>
    internal double Days(int step) => step * (config.StepHours / 24);

    /// <summary>New memory for a step.</summary>
    internal SyntheticFields NewFields() => new(Geometry.Grid.CellCount);

    /// <summary>Makes a step.</summary>
    internal void Fill(int step, SyntheticFields fields)
    {
        double days = Days(step);
        foreach (float[] field in new[] { fields.TMQ, fields.U850, fields.V850, fields.UBOT, fields.VBOT, fields.PRECT, fields.Convection }) Array.Clear(field);
        Array.Clear(fields.Labels);
        fields.Rivers.Clear();
        Cyclones.At(days, fields.Cyclones);
        var lowsNow = new List<LowState>();
        List<FilamentState> riversNow = [], othersNow = [];
        lows.At(days, lowsNow);
        foreach (var population in others) population.At(days, othersNow, lowsNow);
        rivers.At(days, riversNow, lowsNow);

        climatology.Fill(days, fields);
        weather.Add(days, fields);
        foreach (var low in lowsNow)
        {
            var shape = new LowShape(low);
            StormPlanter.Plant(Geometry, ref shape, fields);
        }
        AddWinds(days, fields);

        // Rivers last: what makes the others dry or calm is their surroundings, not a river that crosses them.
        Plant(othersNow, fields);
        TransportLimit.Apply(climatology, fields);
        Plant(riversNow, fields);
        WindLimit.Apply(fields.U850, fields.V850);
        WindLimit.Apply(fields.UBOT, fields.VBOT);
        foreach (var cyclone in fields.Cyclones)
        {
            var shape = new CycloneShape(cyclone);
            StormPlanter.Plant(Geometry, ref shape, fields);
            if (cyclone.IsCyclone) CycloneMask.Mark(Geometry.Grid, cyclone, fields.Labels);
        }
        ColumnClosure.Close(Geometry, climatology, days, fields);
    }

    void Plant(List<FilamentState> filaments, SyntheticFields fields)
    {
        foreach (var filament in filaments)
        {
            var shape = new FilamentShape(filament, Geometry.Grid, fields.Labels);
            StormPlanter.Plant(Geometry, ref shape, fields);
            if (filament.IsRiver && shape.Record is { AreaKm2: > 0 } record) fields.Rivers.Add(record);
        }
    }

    void AddWinds(double days, SyntheticFields fields)
    {
        for (int i = 0; i < fields.Z850.Length; i++)
        {
            double t = fields.T1000[i];
            fields.Z850[i] = (float)(MoistAir.HeightOf1000(fields.PSL[i], t) + MoistAir.Thickness1000To850(t, fields.T500[i]));
        }
        MomentumBalance.AddWinds(Geometry, climatology.Land, fields);
        TradeWinds.Add(Geometry, Climatology.Season(days, lagDays: 30), fields);
    }
}
