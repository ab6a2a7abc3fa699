using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Finds out what the dimensions of one variable are, by the CF conventions.</summary>
internal sealed class FieldReader(NetCdfFile file, NetCdfVariable variable, FileCoordinates shared)
{
    readonly FieldAxes axes = new(file, variable, shared);

    internal SourceField Read()
    {
        var field = new SourceField
        {
            FilePath = file.Path,
            Name = variable.Name,
            DimensionNames = [.. variable.Dimensions.Select(d => d.Name)],
            Units = Text("units"),
            LongName = Text("long_name"),
            StandardName = Text("standard_name"),
            Roles = axes.Roles,
            Lengths = variable.Shape,
        };
        try
        {
            if ((Unreadable() ?? Ambiguity(axes.Roles) ?? UnnamedTime()) is { } refusal) return field with { Refusal = $"{file.Path}: {field}: {refusal}" };
            var (grids, roles) = Grids();
            if (Others(roles) is { } other) return field with { Refusal = $"{file.Path}: {field}: {other}" };
            var vertical = axes.Of(AxisRole.Level) >= 0 ? axes.Coordinate(AxisRole.Level) : axes.ScalarLevel;
            return field with
            {
                Roles = roles,
                Grid = grids[0],
                MovingGrids = grids.Count > 1 ? grids : [],
                Times = Times(),
                LevelsHPa = vertical == null ? null : PressureLevels.Read(vertical),
                HeightsM = vertical == null ? null : HeightLevels.Read(vertical),
                Hybrid = vertical == null ? null : HybridLevels.Read(file, vertical),
            };
        }
        catch (DataException e)
        {
            // It matters only to who asks for this variable.
            return field with { Refusal = $"{file.Path}: {field}: {e.Message}" };
        }
    }

    string? Unreadable()
    {
        if (variable.Refusal != null) return variable.Refusal;
        if (variable.Type is NetCdfType.Char or NetCdfType.String) return "it holds text, not numbers";
        return variable.Dimensions.Count < 2 && axes.Cells == null ? "it has no two dimensions that could be latitude and longitude" : null;
    }

    static string? Ambiguity(AxisRole[] roles)
    {
        foreach (var (role, axis) in ((AxisRole, string)[])[(AxisRole.Latitude, "latitude"), (AxisRole.Longitude, "longitude"), (AxisRole.Time, "time"), (AxisRole.Level, "vertical")])
            if (roles.Count(r => r == role) > 1) return $"it has more than one {axis} axis";
        return null;
    }

    string? UnnamedTime()
    {
        if (axes.StepBesideUnnamedTime is not { } step || CoordinateValues.ReadWithGaps(step).All(v => v == 0)) return null;
        string Say(string standardName) => $"ncatted -O -a {ShellWord.Of($"standard_name,{axes.Time!.Name},o,c,{standardName}")} {ShellWord.Of(file.Path)}";
        return $"its forecasts have a step ({step.Name}), and nothing says whether {axes.Time!.Name} is when they began or the time that they are for; say it in the file: {Say("forecast_reference_time")} if they began then, {Say("time")} if they are for then";
    }

    string? Others(AxisRole[] roles)
    {
        for (int i = 0; i < roles.Length; i++)
            if (roles[i] == AxisRole.Other && variable.Shape[i] != 1)
                return axes.Forecast is { } forecast && forecast.Steps[0].Dimensions.Contains(variable.Dimensions[i]) ? Overlap(forecast, variable.Dimensions[i]) : $"its dimension {variable.Dimensions[i].Name} of length {variable.Shape[i]} is neither time, level, latitude nor longitude; {OneOf(variable.Dimensions[i].Name)}";
        return null;
    }

    // Forecasts that begin each day and reach several days ahead are for many times more than once.
    string Overlap(ForecastTimes forecast, NetCdfDimension steps)
    {
        var starts = variable.Dimensions[axes.Of(AxisRole.Time)];
        return $"its forecasts began at {starts.Length} times ({forecast.Start.Name}) and reach on by {steps.Length} steps each ({forecast.Steps[0].Name}); one step of all is read, or all of one: "
            + $"{Take(steps.Name)} or {Take(starts.Name)}";
    }

    // Where ERA5 has a value its preliminary release has none, and the other way round: the mean of what there is puts them together.
    string OneOf(string dimension)
    {
        string stem = Path.ChangeExtension(file.Path, null), from = ShellWord.Of(file.Path);
        return dimension == "expver"
            ? $"ERA5 and its preliminary release lie beside each other; put them together first: ncwa -O -a expver {from} {ShellWord.Of($"{stem}_merged.nc")}"
            : $"take one of them first: {Take(dimension)}";
    }

    string Take(string dimension) => $"ncks -O -d {ShellWord.Of(dimension)},0 {ShellWord.Of(file.Path)} {ShellWord.Of($"{Path.ChangeExtension(file.Path, null)}_{dimension}_0.nc")}";

    (IReadOnlyList<SourceGrid> Grids, AxisRole[] Roles) Grids()
    {
        bool hasAxes = axes.Of(AxisRole.Latitude) >= 0 && axes.Of(AxisRole.Longitude) >= 0;
        // Dimensions may be called lat and lon where the coordinates have two.
        bool haveCoordinates = axes.Coordinate(AxisRole.Latitude) != null && axes.Coordinate(AxisRole.Longitude) != null;
        var plane = PlaneGrid.Of(axes);
        if (plane != null) RequireNoTiles(plane);
        if (hasAxes && (haveCoordinates || plane == null))
        {
            var grid = AlongAxes();
            if (plane != null && axes.IsOverAxes(plane) && !Known(plane).Agrees(grid)) throw Curvilinear(plane);
            return ([grid], axes.Roles);
        }
        if (axes.Cells is { } cells)
        {
            throw new DataException($"its grid is unstructured ({cells.Length} cells along {cells.Dimension.Name}); regrid it first: "
                + RegridCommand.ForCells(file, variable, cells.Latitude, cells.Longitude));
        }
        if (plane != null) return OverPlane(Known(plane));
        if (Text("grid_mapping") is { } mapping && axes.Coordinates.LastOrDefault(c => c != null && AxisRoles.OfCoordinate(c) == AxisRole.Other) is { } along)
        {
            string kind = file.Find(mapping)?.Attributes.Text("grid_mapping_name") is { } name ? $", {name}" : "";
            throw new DataException($"its grid is of another projection than latitude and longitude ({mapping}{kind}); regrid it first: {RegridCommand.ForAxis(file, variable, along)}");
        }
        string lacking = axes.Of(AxisRole.Latitude) < 0 ? "latitude" : "longitude";
        var odd = axes.Coordinates.FirstOrDefault(c => c != null && AxisRoles.OfCoordinate(c) == AxisRole.Other && AxisRoles.ByName(c.Name) is AxisRole.Latitude or AxisRole.Longitude);
        throw new DataException($"it has no {lacking} axis" + (odd == null ? "" : $": {odd.Name} is in '{odd.Attributes.Text("units")}', which is not read as an angle; degrees_north and degrees_east are"));
    }

    // The tiles of a cubed sphere.
    void RequireNoTiles(PlaneGrid plane)
    {
        var first = plane.Latitude.Dimensions[0];
        if (plane.Latitude.Dimensions.Count < 3 || first.Length == 1 || axes.Roles[variable.Dimensions.ToList().IndexOf(first)] == AxisRole.Time) return;
        throw new DataException($"its grid lies in {first.Length} tiles along {first.Name} ({plane.Latitude.Name}({SourceField.Describe(plane.Latitude)})), as that of a cubed sphere; "
            + $"lay them end to end first, and inspect what comes out for the command that regrids it: {RegridCommand.ForTiles(variable, plane)}");
    }

    PlaneGrid Known(PlaneGrid plane)
    {
        if (shared.Planes.TryGetValue((plane.Latitude.Name, plane.Longitude.Name), out var known)) return known;
        return shared.Planes[(plane.Latitude.Name, plane.Longitude.Name)] = plane;
    }

    DataException Curvilinear(PlaneGrid plane)
    {
        string gap = plane.FirstGap is { } index ? $", missing at index {index}" : "";
        return new DataException($"its grid is curvilinear ({plane.Latitude.Name}({SourceField.Describe(plane.Latitude)}){gap}); regrid it first: {RegridCommand.ForPlane(file, variable, plane)}");
    }

    SourceGrid AlongAxes()
    {
        var latitude = Along(AxisRole.Latitude, "latitude");
        var longitude = Along(AxisRole.Longitude, "longitude");
        if (shared.Grids.TryGetValue((latitude.Name, longitude.Name), out var known)) return known;
        double[] latitudes = CoordinateAngles.ReadDegrees(latitude), longitudes = CoordinateAngles.ReadDegrees(longitude);
        if (!CoordinateAngles.AreRadians(latitude) && CoordinateAngles.LookLikeRadians(latitudes, longitudes))
            throw new DataException($"{latitude.Name} and {longitude.Name} {(latitude.Attributes.Text("units") == null ? "have no units" : "are said to be degrees")} and look like radians of a whole globe; if so, say it in the file: ncatted -a units,{latitude.Name},o,c,radian -a units,{longitude.Name},o,c,radian {ShellWord.Of(file.Path)}");
        var grid = SourceGrid.Of(latitudes, longitudes, latitude.Name, longitude.Name);
        return shared.Grids[(latitude.Name, longitude.Name)] = grid;
    }

    NetCdfVariable Along(AxisRole role, string axis)
    {
        if (axes.Coordinate(role) is { } coordinate) return coordinate;
        string name = variable.Dimensions[axes.Of(role)].Name;
        throw new DataException(file.Find(name) is { Type: NetCdfType.Char or NetCdfType.String }
            ? $"its {axis} coordinate {name} holds text, not numbers" : $"its {axis} dimension {name} has no coordinate variable of that name");
    }

    (IReadOnlyList<SourceGrid>, AxisRole[]) OverPlane(PlaneGrid plane)
    {
        if (plane.Rectilinear is not { } found) throw Curvilinear(plane);
        AxisRole[] roles = [.. variable.Dimensions.Select((d, i) => d == found.Rows ? AxisRole.Latitude : d == found.Columns ? AxisRole.Longitude : axes.Roles[i])];
        return (found.Grids, roles);
    }

    TimeAxis? Times()
    {
        if (axes.Forecast is { } forecast) return Times(forecast.Name, isMean => forecast.Read(file, isMean), forecast.Start.Name, forecast.Steps[0].Name);
        int axis = axes.Of(AxisRole.Time);
        var coordinate = axis >= 0 ? axes.Coordinates[axis] : shared.ScalarTime;
        if (coordinate == null || !AxisRoles.HasTimeUnits(coordinate))
        {
            if (axis < 0) return null;
            if (WrittenTimes.Along(file, variable.Dimensions[axis]) is { } written) return written;
            if (coordinate?.Attributes.Text("units") is { Length: > 0 } units && variable.Shape[axis] > 1)
                throw new DataException($"its time coordinate {coordinate.Name} is in '{units}', which is not time since a date; rewrite it: cdo -r copy {ShellWord.Of(file.Path)} {ShellWord.Of($"{Path.ChangeExtension(file.Path, null)}_since.nc")}");
            return null;
        }
        return Times(coordinate.Name, isMean => TimeAxis.Read(file, coordinate, isMean) is var times && AxisRoles.IsForecastStart(coordinate)
            ? times with { Note = $"its times are when forecasts began ({coordinate.Name}): nothing says how far on they are, and no step is added" } : times, coordinate.Name);
    }

    TimeAxis Times(string name, Func<bool, TimeAxis> read, params ReadOnlySpan<string> coordinates)
    {
        bool isMean = IsMean(Text("cell_methods"), [.. coordinates, "time"]);
        if (shared.Times.TryGetValue((name, isMean), out var known)) return known;
        return shared.Times[(name, isMean)] = read(isMean);
    }

    // A sum over an interval has its time as a mean has: the midpoint. cell_methods is a list such as "time: mean (interval: 1 hour) area: mean" (CF 7.3).
    static bool IsMean(string? cellMethods, ReadOnlySpan<string> timeNames)
    {
        if (cellMethods == null) return false;
        foreach (string name in timeNames)
        {
            int at = cellMethods.IndexOf($"{name}: ", StringComparison.Ordinal);
            if (at >= 0) return cellMethods.AsSpan(at + name.Length + 2).TrimStart() is var method && (method.StartsWith("mean") || method.StartsWith("sum"));
        }
        return false;
    }

    string? Text(string attribute) => variable.Attributes.Text(attribute);
}
