namespace Rossby.Core;

/// <summary>A member of an object in a config file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Place">Where the key stands.</param>
/// <param name="Value">What it holds.</param>
internal sealed record ConfigMember(string Name, string Place, ConfigNode Value);
