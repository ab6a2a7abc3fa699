namespace Rossby.Ingest;

/// <summary>
/// Bends the vapour transport of the surroundings below what makes a river, before rivers are planted and cyclones after them: a long band of
/// 250 kg m-1 s-1 ahead of a deep low is a river to any detector and to any eye, and one that is not planted would be missing from the truth.
/// </summary>
static class TransportLimit
{
    // Unchanged up to the first, never above the sum, kg m-1 s-1. In the moist tropics trades and monsoons carry more over wide regions.
    const double DryKnee = 150, DrySpan = 70, MoistKnee = 200, MoistSpan = 100;

    // Columns between which the one goes over into the other, kg m-2.
    const double DryColumn = 20, MoistColumn = 40;

    /// <summary>Where too much is carried, columns of middle latitudes lose vapour and keep their balanced wind; those of the tropics stay moist in slacker wind.</summary>
    internal static void Apply(Climatology climatology, SyntheticFields fields)
    {
        for (int i = 0; i < fields.TMQ.Length; i++)
        {
            double column = ColumnClosure.Vapour(fields.ColumnHumidity[i], fields.T1000[i], climatology.SurfaceHeightM[i]) + fields.TMQ[i];
            double u = fields.U850[i], v = fields.V850[i], transport = FilamentState.TransportPerProxy * column * Math.Sqrt(u * u + v * v);
            double moist = Math.Clamp((column - DryColumn) / (MoistColumn - DryColumn), 0, 1);
            double knee = DryKnee + (MoistKnee - DryKnee) * moist, span = DrySpan + (MoistSpan - DrySpan) * moist;
            if (transport <= knee) continue;
            double factor = (knee + span * (1 - Math.Exp(-(transport - knee) / span))) / transport;
            float slack = (float)Math.Pow(factor, moist), dry = (float)factor / slack;
            fields.ColumnHumidity[i] *= dry;
            fields.TMQ[i] *= dry;
            fields.U850[i] *= slack;
            fields.V850[i] *= slack;
            fields.UBOT[i] *= slack;
            fields.VBOT[i] *= slack;
        }
    }
}
