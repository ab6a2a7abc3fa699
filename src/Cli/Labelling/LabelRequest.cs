using Rossby.Core;

namespace Rossby.Cli;

/// <summary>What <c>rossby label</c> was asked for.</summary>
/// <param name="Files">The source.</param>
/// <param name="Folder">The folder to which its paths are relative.</param>
/// <param name="Labels">The method with its parameters.</param>
/// <param name="Output">The folder that masks and tables go to.</param>
/// <param name="Threads">Threads that read and label.</param>
internal sealed record LabelRequest(FilesSourceConfig Files, string Folder, LabelsConfig Labels, string Output, int Threads);
