using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Outputs that are called after their sources.</summary>
public sealed class OutputNamesTests
{
    [Fact]
    public void A_number_that_would_make_anothers_name_is_left_out()
    {
        Assert.Equal(["day", "day_3", "day_2"], OutputNames.Of(["a/day.nc", "b/day.nc", "day_2.nc"]));
        Assert.Equal([["a.2", "a.3"], ["a.1"], ["b"]], OutputNames.Of(["a.nc", "a.1.nc", "b.nc"], [2, 1, 1]));
        Assert.Equal([["a.1.1", "a.1.2"], ["a.2", "a.3"]], OutputNames.Of(["a.1.nc", "a.nc"], [2, 2]));
    }

    [Fact]
    public void No_two_are_alike_and_one_file_of_a_name_keeps_it()
    {
        string[] stems = ["a", "a.1", "a.2", "a_2", "a_2.1", "a.1.1", "a_3"];
        var files = Gen.Elements(stems).SelectMany(stem => Gen.Elements("x", "y", "z").Select(folder => $"{folder}/{stem}.nc")).ListOf().Select(list => list.Distinct().ToArray());
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(files.ToArbitrary(), sources =>
        {
            int[] parts = [.. sources.Select((s, i) => 1 + (s.Length + i) % 3)];
            string[] plain = OutputNames.Of(sources), all = [.. OutputNames.Of(sources, parts).SelectMany(n => n)];
            return plain.Distinct().Count() == sources.Length && all.Distinct().Count() == parts.Sum()
                && sources.Select(Path.GetFileNameWithoutExtension).Distinct().All(plain.Contains);
        }));
    }
}
