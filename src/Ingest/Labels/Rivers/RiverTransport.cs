using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Which field a detector takes for the transport of vapour (SCIENCE, Units).</summary>
internal static class RiverTransport
{
    /// <summary>Vertically integrated, kg m-1 s-1.</summary>
    internal const string Integrated = "IVT";

    /// <summary>TMQ times the wind at 850 hPa, kg m-1 s-1: for methods that compare cells with each other only.</summary>
    internal const string Proxy = "IVTPROXY";

    /// <summary>IVT where the source gives it, else the proxy.</summary>
    /// <exception cref="DataException">It gives neither.</exception>
    internal static string Relative(string method, Predicate<string> hasChannel) =>
        hasChannel(Integrated) ? Integrated
        : hasChannel(Proxy) ? Proxy
        : throw new DataException($"Labels by '{method}' need IVT (from the files, or from Q, U and V on pressure levels), or TMQ, U850 and V850 for the proxy TMQ x |wind at 850 hPa|, "
            + "and the files hold neither under known names; name the variables in $.ingest.source.variables.");

    /// <summary>IVT itself: a fixed threshold says nothing of the proxy.</summary>
    /// <exception cref="DataException">The source does not give it.</exception>
    internal static string Absolute(string method, Predicate<string> hasChannel) =>
        hasChannel(Integrated) ? Integrated
        : throw new DataException($"Labels by '{method}' need IVT (from the files, or from Q, U and V on pressure levels), and the files do not hold it under a known name; "
            + "name the variable in $.ingest.source.variables. "
            + (hasChannel(Proxy) ? "The proxy TMQ x |wind at 850 hPa| will not do: the method's thresholds are in kg m-1 s-1 of IVT; 'bard-ar' can use it." : "'bard-ar' can do with TMQ, U850 and V850."));
}
