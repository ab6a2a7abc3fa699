namespace Rossby.Torch;

/// <summary>How two values compare.</summary>
public enum Relation
{
    /// <summary>a = b.</summary>
    Equal = 0,

    /// <summary>a is not b; true where either is NaN.</summary>
    NotEqual = 1,

    /// <summary>a &lt; b.</summary>
    Less = 2,

    /// <summary>a &lt;= b.</summary>
    LessOrEqual = 3,

    /// <summary>a &gt; b.</summary>
    Greater = 4,

    /// <summary>a &gt;= b.</summary>
    GreaterOrEqual = 5,
}
