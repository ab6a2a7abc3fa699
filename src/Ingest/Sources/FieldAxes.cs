using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The dimensions of one variable: what each is, and the one-dimensional coordinate that says so.</summary>
internal sealed class FieldAxes
{
    readonly NetCdfFile file;
    readonly NetCdfVariable variable;
    readonly FileCoordinates shared;
    readonly string[] named;
    readonly NetCdfVariable?[] own;

    internal FieldAxes(NetCdfFile file, NetCdfVariable variable, FileCoordinates shared)
    {
        this.shared = shared;
        this.file = file;
        this.variable = variable;
        named = variable.Attributes.Text("coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        own = [.. variable.Dimensions.Select(OwnOf)];
        Coordinates = [.. variable.Dimensions.Select((d, i) => CoordinateOf(d, own[i]))];
        Roles = [.. variable.Dimensions.Select((d, i) => d == Cells?.Dimension ? AxisRole.Other : Coordinates[i] is { } c ? shared.RoleOf(c) : AxisRoles.ByName(d.Name))];
        Forecast = ForecastOf();
        for (int i = 0; i < Roles.Length; i++)
            if (Roles[i] == AxisRole.Time && variable.Shape[i] == 1 && own[i] is { } single && IsOfForecast(single) && Roles.Count(r => r == AxisRole.Time) > 1) Roles[i] = AxisRole.Other;
    }

    /// <summary>The role of each dimension.</summary>
    internal AxisRole[] Roles { get; }

    /// <summary>The coordinate of each dimension; null where it has none.</summary>
    internal NetCdfVariable?[] Coordinates { get; }

    /// <summary>What adds up to the times where no coordinate has those that the fields are for; null where one has, or steps are not told.</summary>
    internal ForecastTimes? Forecast { get; }

    /// <summary>The coordinate in units of time since a date: along a dimension, else a scalar; null where there is none.</summary>
    internal NetCdfVariable? Time => Coordinates.Where((c, i) => Roles[i] == AxisRole.Time).OfType<NetCdfVariable>().Where(AxisRoles.HasTimeUnits).OrderBy(AxisRoles.IsForecastStart).FirstOrDefault() ?? shared.ScalarTime;

    /// <summary>Steps of forecasts that stand beside times of which nothing says whether they began then or are for then: along a dimension other than the times', or named by the variable.</summary>
    internal NetCdfVariable? StepBesideUnnamedTime =>
        Time is { } time && time.Attributes.Text("standard_name") == null && !AxisRoles.IsForecastStart(time) && AxisRoles.ByName(time.Name) == AxisRole.Time && !time.Name.EndsWith("valid_time", StringComparison.Ordinal)
            ? own.OfType<NetCdfVariable>().Concat(named.Select(file.Find).OfType<NetCdfVariable>().Where(v => v.Length == 1)).FirstOrDefault(v => shared.ForecastSteps.Contains(v) && !v.Dimensions.Any(time.Dimensions.Contains))
            : null;

    /// <summary>A dimension along which both latitude and longitude run: cells of no order; null when there is none.</summary>
    internal CellCoordinates? Cells { get; private set; }

    /// <summary>Whether a plane of coordinates lies over the two dimensions that have the roles of latitude and longitude.</summary>
    internal bool IsOverAxes(PlaneGrid plane) =>
        plane.Latitude.Dimensions.TakeLast(2).All(d => d == variable.Dimensions[Of(AxisRole.Latitude)] || d == variable.Dimensions[Of(AxisRole.Longitude)]);

    /// <summary>The dimension of that role, or -1.</summary>
    internal int Of(AxisRole role) => Array.IndexOf(Roles, role);

    /// <summary>The coordinate along the dimension of that role, or null.</summary>
    internal NetCdfVariable? Coordinate(AxisRole role) => Of(role) is var axis and >= 0 ? Coordinates[axis] : null;

    /// <summary>A scalar vertical coordinate that the variable names, or null.</summary>
    internal NetCdfVariable? ScalarLevel => file.Variables.FirstOrDefault(v => v.Length == 1 && v.Dimensions.Count <= 1 && AxisRoles.IsNumeric(v) && IsNamed(v) && shared.RoleOf(v) == AxisRole.Level);

    /// <summary>Coordinates of two dimensions (three, with time) over dimensions of the variable: those that it names first.</summary>
    internal IEnumerable<NetCdfVariable> Planes(AxisRole role) => file.Variables
        .Where(v => v != variable && v.Dimensions.Count is 2 or 3 && AxisRoles.IsNumeric(v) && v.Dimensions.All(variable.Dimensions.Contains) && shared.RoleOf(v) == role)
        .OrderByDescending(IsNamed);

    NetCdfVariable? OwnOf(NetCdfDimension dimension) => file.Find(dimension.Name) is { Dimensions.Count: 1 } named && named.Dimensions[0] == dimension && AxisRoles.IsNumeric(named) ? named : null;

    NetCdfVariable? CoordinateOf(NetCdfDimension dimension, NetCdfVariable? own)
    {
        bool isStep = own != null && AxisRoles.IsForecastStep(own);
        if (own != null && !isStep && shared.RoleOf(own) != AxisRole.Other) return (AxisRoles.IsForecastStart(own) ? ValidTimes(dimension) : null) ?? own;
        var along = file.Variables.Where(v => v != variable && v.Dimensions.Count == 1 && v.Dimensions[0] == dimension && AxisRoles.IsNumeric(v))
            .Select(v => (Variable: v, Role: shared.RoleOf(v))).Where(c => c.Role != AxisRole.Other).OrderBy(c => AxisRoles.IsForecastStart(c.Variable)).ThenByDescending(c => IsNamed(c.Variable)).ToList();
        // Steps of a forecast count hours; the time that they lead to lies beside them.
        if (own != null) return along.Find(c => c.Role == AxisRole.Time && AxisRoles.HasTimeUnits(c.Variable)).Variable ?? (isStep ? ValidTimes(dimension) : null) ?? own;
        if (along.Find(c => c.Role == AxisRole.Latitude).Variable is { } latitude && along.Find(c => c.Role == AxisRole.Longitude).Variable is { } longitude)
        {
            Cells = new CellCoordinates(dimension, latitude, longitude);
            return null;
        }
        return along.FirstOrDefault().Variable;
    }

    // Of beginnings and steps along two dimensions one has length 1, and the other is that of time; where both are longer the steps are none that can be read.
    ForecastTimes? ForecastOf()
    {
        if (Time is not { } start || !AxisRoles.IsForecastStart(start)) return null;
        var steps = shared.ForecastSteps.Where(v => v.Dimensions.All(d => d.Length == 1 || variable.Dimensions.Contains(d)) && v.Dimensions.Count(d => d.Length > 1) <= 1)
            .GroupBy(v => own.Contains(v) ? 0 : IsNamed(v) ? 1 : v.Length > 1 ? 2 : 3).OrderBy(near => near.Key).FirstOrDefault()?.ToList();
        if (steps == null) return null;
        int from = DimensionOf(start), along = DimensionOf(steps[0]);
        // A time axis that neither of them lies along has times of its own, such as text.
        if (Roles.Where((r, i) => r == AxisRole.Time && i != from && i != along).Any()) return null;
        if (along >= 0 && along != from)
        {
            Roles[along] = from < 0 || (variable.Shape[from] == 1 && variable.Shape[along] > 1) ? AxisRole.Time : AxisRole.Other;
            if (from >= 0 && Roles[along] == AxisRole.Time) Roles[from] = AxisRole.Other;
        }
        return new ForecastTimes(start, steps);
    }

    int DimensionOf(NetCdfVariable coordinate)
    {
        for (int i = 0; i < variable.Dimensions.Count; i++)
            if (coordinate.Dimensions.Contains(variable.Dimensions[i])) return i;
        return -1;
    }

    static bool IsOfForecast(NetCdfVariable coordinate) => AxisRoles.IsForecastStart(coordinate) || AxisRoles.IsForecastStep(coordinate);

    // cfgrib counts forecasts by when they began (time); what they are for is valid_time, along the same dimension or, for one forecast, along none.
    NetCdfVariable? ValidTimes(NetCdfDimension dimension) => file.Variables
        .Where(v => v.Length == dimension.Length && v.Dimensions.All(d => d == dimension || d.Length == 1) && AxisRoles.IsNumeric(v) && AxisRoles.HasTimeUnits(v)
            && shared.RoleOf(v) == AxisRole.Time && !AxisRoles.IsForecastStart(v))
        .OrderByDescending(IsNamed).FirstOrDefault();

    // Names in a group are relative to it.
    bool IsNamed(NetCdfVariable candidate) => named.Any(n => candidate.Name == n || candidate.Name.EndsWith($"/{n}", StringComparison.Ordinal));
}
