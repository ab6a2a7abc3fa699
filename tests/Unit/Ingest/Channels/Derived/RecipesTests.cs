using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest.Derived;

public class RecipesTests
{
    static readonly LatLonGrid Grid = new([0, 1], [0, 1]);

    sealed class Given(params float[][] fields) : IFieldInputs
    {
        public void Read(int input, Memory<float> field) => fields[input].CopyTo(field);
    }

    static float[] Make(string channel, params float[][] inputs)
    {
        float[] result = new float[4];
        Recipes.Of(channel)!.Make(Grid, new Given(inputs), result);
        return result;
    }

    [Fact]
    public void Speeds_thickness_and_means_are_what_their_names_say()
    {
        Assert.Equal([5, 13, float.NaN, 0], Make("WSPD850", [3, -5, float.NaN, 0], [4, 12, 1, 0]));
        Assert.Equal([5, 13, float.NaN, 0], Make("WSPDBOT", [3, -5, 1, 0], [4, 12, float.NaN, 0]));
        // Z1000, then Z200.
        Assert.Equal([11900, 12050, float.NaN, 11000], Make("THICK", [100, -50, 0, 0], [12000, 12000, float.NaN, 11000]));
        Assert.Equal([240, 236.5f, float.NaN, 0], Make("TMEAN", [220, 210, 200, 0], [260, 263, float.NaN, 0]));
        // TMQ times the wind's speed, not its meridional part.
        Assert.Equal([150, 0, float.NaN, 26], Make("IVTPROXY", [30, 0, float.NaN, 2], [3, 100, 1, 5], [-4, 100, 1, 12]));
    }

    [Fact]
    public void Every_channel_that_is_made_of_others_has_a_recipe_and_no_other_has()
    {
        foreach (var channel in ClimateChannels.All)
        {
            Assert.Equal(channel.MadeOf.Count > 0, Recipes.Of(channel.Name) != null);
            Assert.All(channel.MadeOf, input => Assert.Contains(input, Recipes.Of(channel.Name)!.Formula, StringComparison.Ordinal));
        }
    }
}
