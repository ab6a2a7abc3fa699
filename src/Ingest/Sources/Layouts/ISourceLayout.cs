using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>How the arrays of a kind of file are laid out, where they do not say so themselves.</summary>
internal interface ISourceLayout
{
    /// <summary>The name in the config.</summary>
    string Name { get; }

    /// <summary>What the content of such a file shows, for the message that another is none.</summary>
    string Sign { get; }

    /// <summary>Whether a file is one, by its content.</summary>
    bool Recognises(NetCdfFile file);

    /// <summary>Every array that is no coordinate.</summary>
    IReadOnlyList<SourceField> Fields(NetCdfFile file);
}
