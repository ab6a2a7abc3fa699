using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class SourceOrderTests
{
    [Fact]
    public void A_source_from_180_West_north_first_with_a_repeated_column_gets_its_own_order_back()
    {
        // Stored 0, 90, 180, 270 E south first; the source has -180, -90, 0, 90 and 180 again, north first.
        var order = new SourceOrder(new LatLonGrid([-45, 45], [0, 90, 180, 270]), new SourceOrientation(true, 2, "latitude", "longitude", [-180, -90, 0, 90, 180]));
        var source = new int[10];
        order.Restore([1, 2, 3, 4, 5, 6, 7, 8], source.AsSpan());
        Assert.Equal([7, 8, 5, 6, 7, 3, 4, 1, 2, 3], source);
        Assert.Equal([45.0, -45.0], order.LatitudeDeg);
    }

    [Fact]
    public void A_regional_source_in_the_stored_order_is_unchanged()
    {
        var order = new SourceOrder(new LatLonGrid([10, 20], [300, 310, 320]), new SourceOrientation(false, 0, "lat", "lon", [-60, -50, -40]));
        var source = new int[6];
        order.Restore([1, 2, 3, 4, 5, 6], source.AsSpan());
        Assert.Equal([1, 2, 3, 4, 5, 6], source);
    }
}
