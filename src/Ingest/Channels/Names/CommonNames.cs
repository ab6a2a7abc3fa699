namespace Rossby.Ingest;

/// <summary>Names that sets of no one's layout use: ClimateNet's and DeepCAM's are the channels' own.</summary>
internal static class CommonNames
{
    internal static NamingTable Table { get; } = new("auto")
    {
        Fields = new Dictionary<string, string[]>
        {
            ["TMQ"] = ["IWV"],
            ["IWV"] = ["TMQ"],
            ["IVT"] = ["ivt_mag", "ivtmag"],
            ["TUQ"] = ["uivt", "uIVT", "ivtx"],
            ["TVQ"] = ["vivt", "vIVT", "ivty"],
            ["U850"] = ["u_850", "U850hPa"],
            ["V850"] = ["v_850", "V850hPa"],
            ["VORT850"] = ["vort_850"],
        },
    };
}
