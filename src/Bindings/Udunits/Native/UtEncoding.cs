namespace Rossby.Udunits;

/// <summary>How text reaches udunits (<c>ut_encoding</c>).</summary>
internal enum UtEncoding
{
    /// <summary>Seven bits.</summary>
    Ascii = 0,

    /// <summary>ISO 8859-1.</summary>
    Latin1 = 1,

    /// <summary>UTF-8: micro signs, degree signs and raised exponents.</summary>
    Utf8 = 2,
}
