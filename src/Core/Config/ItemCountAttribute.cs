namespace Rossby.Core;

/// <summary>How many entries a list in the config holds; schema and checks both read it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemCountAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>Exactly so many.</summary>
    public ItemCountAttribute(int count) : this(count, count)
    {
    }

    /// <summary>The fewest.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The most.</summary>
    public int Maximum { get; } = maximum;
}
