using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>What SCIENCE says of labels that files carry: 0, 1, 2, 255 or missing; all else is refused.</summary>
public class VariableLabellerTests
{
    static readonly float[] Good = [0, 1, 2, 255, float.NaN, -0f], Bad = [-1, 3, 0.5f, 1.0000001f, 254, 256, 257, 1e10f, float.PositiveInfinity, float.NegativeInfinity, -255];

    static LabelledStep Label(float[] values)
    {
        var grid = new LatLonGrid([10, 11], [.. Enumerable.Range(0, values.Length / 2).Select(i => (double)i)]);
        return new VariableLabeller(new VariableLabelsConfig { Variable = "LABELS" }).Label(new LabelInput(
            grid, new ClimateTime(2001, 1, 1, 0), 0, new Dictionary<string, float[]> { ["LABELS"] = values }, new Dictionary<string, string> { ["LABELS"] = "a.nc" }));
    }

    static Gen<float[]> Values => Gen.Choose(2, 35).SelectMany(n => Gen.Elements(Good).ArrayOf(2 * n));

    [Fact]
    public void Classes_stay_and_what_is_undecided_is_255() => Prop.ForAll(Values.ToArbitrary(), values =>
        Label(values).Labels.SequenceEqual(values.Select(v => float.IsNaN(v) ? (byte)255 : (byte)v))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_first_cell_that_holds_no_label_is_named() => Prop.ForAll(
        (from values in Values from bad in Gen.Elements(Bad) from at in Gen.Choose(0, values.Length - 1) from later in Gen.Elements(Bad) select (values, bad, at, later)).ToArbitrary(),
        drawn =>
        {
            float[] values = [.. drawn.values];
            values[^1] = drawn.later;
            values[drawn.at] = drawn.bad;
            string message = Assert.Throws<DataException>(() => Label(values)).Message;
            return message.StartsWith("a.nc: ", StringComparison.Ordinal) && message.Contains($"(cell {drawn.at} from the south-west)", StringComparison.Ordinal)
                && message.Contains(FormattableString.Invariant($"LABELS holds {drawn.bad} "), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
}
