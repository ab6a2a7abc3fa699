using System.Text.Json;
using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Native.Eval;

public class CoastlineTests
{
    static Coastline Coast()
    {
        var coast = CoastlineFinder.Find(out string reason);
        if (coast is null) Assert.Skip(reason);
        return coast;
    }

    [Fact]
    public void Natural_Earths_coastline_lies_along_ours()
    {
        var cells = new HashSet<(int, int)>();
        foreach (float[] line in Coast().Lines)
        {
            for (int i = 0; i < line.Length; i += 2) cells.Add(((int)Math.Floor(line[i] % 360), (int)Math.Floor(line[i + 1])));
        }
        int near = 0, all = 0;
        using var geography = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("coast/ne_110m_coastline.geojson")));
        foreach (var feature in geography.RootElement.GetProperty("features").EnumerateArray())
        {
            foreach (var point in feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray())
            {
                int column = (int)Math.Floor(Sphere.WrapLongitude(point[0].GetDouble())), row = (int)Math.Floor(point[1].GetDouble());
                all++;
                // Within the one-degree cell or one of its neighbours: 1:110,000,000 is drawn no finer.
                bool found = false;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        found |= cells.Contains(((column + dx + 360) % 360, row + dy));
                if (found) near++;
            }
        }
        Assert.True(all > 4000, $"{all} points");
        // Antarctica's ice front is another line in the two; everywhere else they agree.
        Assert.True(near > 0.93 * all, $"{near} of {all}");
    }

    [Fact]
    public void Known_capes_lie_on_it_and_lakes_do_not()
    {
        var lines = Coast().Lines;
        // Cape Agulhas, Cape Horn, Lizard Point, Kanyakumari: the coast within 0.25 degrees.
        foreach (var (latitude, longitude) in new[] { (-34.83, 20.0), (-55.98, 292.73), (49.96, 354.79), (8.08, 77.55) })
            Assert.True(NearestDeg(latitude, longitude) < 0.25, $"{latitude} {longitude}: {NearestDeg(latitude, longitude)}");
        // The shores of Lake Victoria and Lake Superior are none of the ocean's.
        Assert.True(NearestDeg(-1.0, 33.0) > 3);
        Assert.True(NearestDeg(47.7, 272.5) > 3);

        double NearestDeg(double latitude, double longitude)
        {
            double nearest = double.MaxValue;
            foreach (float[] line in lines)
                for (int i = 0; i < line.Length; i += 2) nearest = Math.Min(nearest, Sphere.DistanceDeg(latitude, longitude, line[i + 1], line[i]));
            return nearest;
        }
    }
}
