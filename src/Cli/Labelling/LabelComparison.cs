using System.Globalization;
using Rossby.Core;
using Rossby.Eval;

namespace Rossby.Cli;

/// <summary>Compares two labellings of the same times and grid: a table, and a map of one time.</summary>
internal sealed class LabelComparison(LabelFiles a, LabelFiles b)
{
    /// <summary>Compares every time that both have.</summary>
    /// <exception cref="DataException">The grids or calendars differ, or no time is in both.</exception>
    public LabelAgreement Run(CancellationToken cancellation)
    {
        var agreement = new LabelAgreement();
        foreach (var (first, second) in Times())
        {
            cancellation.ThrowIfCancellationRequested();
            RequireOneGrid(a.Labelling.GridOf(first), b.Labelling.GridOf(second));
            byte[] labelsA = a.Labels(first), labelsB = b.Labels(second);
            agreement.Add(a.Labelling.GridOf(first), labelsA, labelsB, a.Centres(first), b.Centres(second));
            int storms = labelsA.Zip(labelsB, (x, y) => x is 1 or 2 || y is 1 or 2 ? 1 : 0).Sum();
            if (storms > mapCells) (mapCells, mapTime) = (storms, (first, second));
        }
        return agreement;
    }

    int mapCells = -1;
    (int A, int B) mapTime;

    /// <summary>The map of the time with most storm cells in either, once it has run.</summary>
    public MapFigure Map()
    {
        var coastline = CoastlineFinder.Find(out string missing);
        var grid = a.Labelling.GridOf(mapTime.A);
        return new MapFigure
        {
            Grid = grid,
            Field = [.. AgreementMap.Of(a.Labels(mapTime.A), b.Labels(mapTime.B)).Select(c => (float)c)],
            FieldName = "agreement",
            Units = "1",
            Title = $"{a.Labelling.Times[mapTime.A]} · A: {a.Name} · B: {b.Name}",
            Categories = AgreementMap.Categories,
            Coastline = coastline,
            CoastlineMissing = missing,
        };
    }

    /// <summary>The table.</summary>
    public IEnumerable<string> Lines(LabelAgreement agreement)
    {
        yield return $"A: {a.Name}";
        yield return $"B: {b.Name}";
        yield return string.Create(CultureInfo.InvariantCulture, $"{agreement.Steps} times in both; {100 * agreement.UndecidedShare:0.##} % of the area undecided in one of them and left out");
        yield return "";
        yield return $"{"class",-22}{"IoU",8}{"IoU by area",14}{"A, % of area",14}{"B, % of area",14}{"both",10}{"only A",10}{"only B",10}";
        double all = agreement.AreaKm2.Total;
        for (int k = 0; k < SegmentationClass.Count; k++)
        {
            double inA = agreement.AreaKm2.Labelled(k), inB = agreement.AreaKm2.Predicted(k), both = agreement.AreaKm2[k, k];
            yield return $"{SegmentationClass.Names[k],-22}{Iou(agreement.Cells, k),8}{Iou(agreement.AreaKm2, k),14}{Percent(inA / all),14}{Percent(inB / all),14}"
                + $"{Percent(both / all),10}{Percent((inA - both) / all),10}{Percent((inB - both) / all),10}";
        }
        yield return "";
        yield return "cells, class in A down, in B across";
        yield return $"{"",-22}{string.Concat(SegmentationClass.Names.Select(n => $"{n,20}"))}";
        for (int i = 0; i < SegmentationClass.Count; i++)
            yield return $"{SegmentationClass.Names[i],-22}{string.Concat(Enumerable.Range(0, SegmentationClass.Count).Select(j => $"{agreement.Cells[i, j].ToString("0", CultureInfo.InvariantCulture),20}"))}";
        yield return "";
        yield return $"{"storms",-22}{"in A",8}{"in B",8}{"in both",10}{"only A",10}{"only B",10}   how close";
        foreach (var storms in agreement.Objects)
        {
            string measure = double.IsNaN(storms.MeanMeasure) ? "" : storms.Class == SegmentationClass.TropicalCyclone
                ? string.Create(CultureInfo.InvariantCulture, $"centres {storms.MeanMeasure:0} km apart on average")
                : string.Create(CultureInfo.InvariantCulture, $"{100 * storms.MeanMeasure:0} % of the smaller overlap on average");
            yield return $"{SegmentationClass.Names[storms.Class],-22}{storms.InA,8}{storms.InB,8}{storms.Matched,10}{storms.InA - storms.Matched,10}{storms.InB - storms.Matched,10}   {measure}".TrimEnd();
        }
        yield return string.Create(CultureInfo.InvariantCulture,
            $"(cyclones are one within {StormMatching.CentreDistanceKm:0} km, rivers at an overlap of {100 * StormMatching.OverlapShare:0} % of the smaller, one to one)");
    }

    static string Iou(ConfusionMatrix matrix, int k) => matrix.IntersectionOverUnion(k) is var iou && double.IsNaN(iou) ? "absent" : iou.ToString("0.000", CultureInfo.InvariantCulture);

    static string Percent(double share) => (100 * share).ToString("0.000", CultureInfo.InvariantCulture);

    List<(int A, int B)> Times()
    {
        if (a.Labelling.Calendar != b.Labelling.Calendar)
            throw new DataException($"{a.Name} counts time in the {CalendarDays.Name(a.Labelling.Calendar)} calendar, {b.Name} in {CalendarDays.Name(b.Labelling.Calendar)}: calendars are never mixed");
        var second = b.Labelling.Times.Select((time, i) => (time, i)).ToDictionary(t => t.time, t => t.i);
        var common = a.Labelling.Times.Select((time, i) => (A: i, B: second.TryGetValue(time, out int j) ? j : -1)).Where(t => t.B >= 0).ToList();
        return common.Count > 0 ? common : throw new DataException(
            $"no time is in both: {a.Name} has {a.Labelling.Times[0]} to {a.Labelling.Times[^1]}, {b.Name} {b.Labelling.Times[0]} to {b.Labelling.Times[^1]}");
    }

    void RequireOneGrid(LatLonGrid first, LatLonGrid second)
    {
        const double toleranceDeg = 1e-4;
        static bool Same(double[] x, double[] y) => x.Length == y.Length && x.Zip(y).All(p => Math.Abs(p.First - p.Second) <= toleranceDeg);
        if (!Same(first.LatitudeDeg, second.LatitudeDeg) || !Same(first.LongitudeDeg, second.LongitudeDeg))
            throw new DataException($"the grids differ: {a.Name} has {first.Height} x {first.Width} cells, {b.Name} {second.Height} x {second.Width}. Label both on one grid, or regrid one (cdo remapnn)");
    }
}
