namespace Rossby.Torch;

// Element by element; shapes broadcast as in NumPy.
public sealed unsafe partial class Tensor
{
    /// <summary>a + b.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    /// <summary>a + b.</summary>
    public static Tensor operator +(Tensor a, double b) => a.Add(b);

    /// <summary>a - b.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => a.Subtract(b);

    /// <summary>a - b.</summary>
    public static Tensor operator -(Tensor a, double b) => a.Add(-b);

    /// <summary>a - b.</summary>
    public static Tensor operator -(double a, Tensor b) => b.Negate().Add(a);

    /// <summary>-a.</summary>
    public static Tensor operator -(Tensor a) => a.Negate();

    /// <summary>a x b.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => a.Multiply(b);

    /// <summary>a x b.</summary>
    public static Tensor operator *(Tensor a, double b) => a.Multiply(b);

    /// <summary>a x b.</summary>
    public static Tensor operator *(double a, Tensor b) => b.Multiply(a);

    /// <summary>a / b.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => a.Divide(b);

    /// <summary>a / b.</summary>
    public static Tensor operator /(Tensor a, double b) => a.Multiply(1 / b);

    /// <summary>this + b x scale.</summary>
    public Tensor Add(Tensor b, double scale = 1) => Result(Shim.rt_add(Handle, b.Handle, scale, out nint r), r, "add", this, b);

    /// <summary>this + b.</summary>
    public Tensor Add(double b) => Result(Shim.rt_add_scalar(Handle, b, out nint r), r, "add", this);

    /// <summary>this - b.</summary>
    public Tensor Subtract(Tensor b) => Result(Shim.rt_add(Handle, b.Handle, -1, out nint r), r, "sub", this, b);

    /// <summary>-this.</summary>
    public Tensor Negate() => Multiply(-1);

    /// <summary>this x b.</summary>
    public Tensor Multiply(Tensor b) => Result(Shim.rt_mul(Handle, b.Handle, out nint r), r, "mul", this, b);

    /// <summary>this x b.</summary>
    public Tensor Multiply(double b) => Result(Shim.rt_mul_scalar(Handle, b, out nint r), r, "mul", this);

    /// <summary>this / b.</summary>
    public Tensor Divide(Tensor b) => Result(Shim.rt_div(Handle, b.Handle, out nint r), r, "div", this, b);

    /// <summary>The larger of the two.</summary>
    public Tensor Maximum(Tensor b) => Result(Shim.rt_maximum(Handle, b.Handle, out nint r), r, "maximum", this, b);

    /// <summary>this to a power.</summary>
    public Tensor Pow(double exponent) => Result(Shim.rt_pow_scalar(Handle, exponent, out nint r), r, "pow", this);

    /// <summary>Cut to [low, high].</summary>
    public Tensor Clamp(double low, double high) => Result(Shim.rt_clamp(Handle, low, high, out nint r), r, "clamp", this);

    /// <summary>max(0, this).</summary>
    public Tensor Relu() => Result(Shim.rt_relu(Handle, out nint r), r, "relu", this);

    /// <summary>1 / (1 + exp(-this)).</summary>
    public Tensor Sigmoid() => Result(Shim.rt_sigmoid(Handle, out nint r), r, "sigmoid", this);

    /// <summary>e to this.</summary>
    public Tensor Exp() => Result(Shim.rt_exp(Handle, out nint r), r, "exp", this);

    /// <summary>The natural logarithm.</summary>
    public Tensor Log() => Result(Shim.rt_log(Handle, out nint r), r, "log", this);

    /// <summary>The square root.</summary>
    public Tensor Sqrt() => Result(Shim.rt_sqrt(Handle, out nint r), r, "sqrt", this);

    /// <summary>The absolute value.</summary>
    public Tensor Abs() => Result(Shim.rt_abs(Handle, out nint r), r, "abs", this);

    /// <summary>True where the value is not a number.</summary>
    public Tensor IsNaN() => Result(Shim.rt_isnan(Handle, out nint r), r, "isnan", this);

    /// <summary>NaN becomes <paramref name="value"/>; infinities become the type's largest and smallest numbers.</summary>
    public Tensor NaNToNum(double value = 0) => Result(Shim.rt_nan_to_num(Handle, value, out nint r), r, "nan_to_num", this);

    /// <summary>True where the value is false or zero.</summary>
    public Tensor Not() => Result(Shim.rt_logical_not(Handle, out nint r), r, "logical_not", this);

    /// <summary>True where both are.</summary>
    public Tensor And(Tensor b) => Result(Shim.rt_logical_and(Handle, b.Handle, out nint r), r, "logical_and", this, b);

    /// <summary>True where the relation holds.</summary>
    public Tensor Compare(Relation relation, Tensor b) => Result(Shim.rt_compare((int)relation, Handle, b.Handle, out nint r), r, "compare", this, b);

    /// <summary>True where the relation holds.</summary>
    public Tensor Compare(Relation relation, double b) => Result(Shim.rt_compare_scalar((int)relation, Handle, b, out nint r), r, "compare", this);

    /// <summary><paramref name="a"/> where the condition is true, else <paramref name="b"/>.</summary>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b) =>
        Result(Shim.rt_where(condition.Handle, a.Handle, b.Handle, out nint r), r, "where", condition, a, b);
}
