using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// Multinomial logistic regression by Newton's method with step halving; class 0 is the reference with logit 0. Sums run over a fixed number of chunks
/// that are added in order, so the result does not depend on the number of threads.
/// </summary>
internal sealed class SoftmaxFit
{
    const int Chunks = 16;
    const int MaximumIterations = 30;

    // Keeps the optimum finite when the classes can be separated; far below what changes a decision otherwise.
    const double RidgePerWeight = 1e-6;

    readonly CellSample sample;
    readonly double[] classWeight;
    readonly int inputs;

    /// <summary>Fits.</summary>
    /// <param name="sample">The cells.</param>
    /// <param name="classWeight">Weight of a kept cell of each class; 0 leaves a class out.</param>
    /// <param name="start">Coefficients to start from, [2, C + 1], or null.</param>
    public SoftmaxFit(CellSample sample, double[] classWeight, double[]? start = null)
    {
        (this.sample, this.classWeight, inputs) = (sample, classWeight, sample.Channels + 1);
        Coefficients = start is null ? new double[2 * inputs] : [.. start];
        Minimise();
    }

    /// <summary>[2, C + 1]: of classes 1 and 2, the channels' coefficients and then the constant.</summary>
    public double[] Coefficients { get; private set; }

    void Minimise()
    {
        int size = Coefficients.Length;
        var gradient = new double[size];
        var hessian = new double[size * size];
        double loss = Loss(Coefficients, gradient, hessian);
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            double[] step = SymmetricSystem.Solve(hessian, gradient);
            double expectedFall = 0;
            for (int i = 0; i < size; i++) expectedFall += step[i] * gradient[i];
            if (expectedFall < 1e-9 * Math.Abs(loss)) return;
            double length = 1, next;
            double[] trial;
            do
            {
                trial = [.. Coefficients.Zip(step, (c, s) => c - length * s)];
                next = Loss(trial, null, null);
                length /= 2;
            }
            while (!(next <= loss) && length > 1e-4);
            if (!(next < loss)) return;
            Coefficients = trial;
            loss = Loss(trial, gradient, hessian);
        }
    }

    double Loss(double[] coefficients, double[]? gradient, double[]? hessian)
    {
        var losses = new double[Chunks];
        var gradients = new double[Chunks][];
        var hessians = new double[Chunks][];
        Parallel.For(0, Chunks, chunk =>
        {
            if (gradient is not null) (gradients[chunk], hessians[chunk]) = (new double[gradient.Length], new double[hessian!.Length]);
            losses[chunk] = ChunkLoss(chunk, coefficients, gradients[chunk], hessians[chunk]);
        });
        double total = losses.Sum(), ridge = RidgePerWeight * TotalWeight();
        for (int i = 0; i < coefficients.Length; i++) total += ridge / 2 * coefficients[i] * coefficients[i];
        if (gradient is null || hessian is null) return total;
        int size = gradient.Length;
        for (int i = 0; i < size; i++) gradient[i] = gradients.Sum(g => g[i]) + ridge * coefficients[i];
        for (int i = 0; i < hessian.Length; i++) hessian[i] = hessians.Sum(h => h[i]);
        for (int i = 0; i < size; i++)
        {
            hessian[i * size + i] += ridge;
            for (int j = 0; j < i; j++) hessian[j * size + i] = hessian[i * size + j];
        }
        return total;
    }

    double TotalWeight()
    {
        double total = 0;
        foreach (byte label in sample.Labels) total += classWeight[label];
        return total;
    }

    // The lower triangle of the Hessian alone is filled.
    double ChunkLoss(int chunk, double[] coefficients, double[]? gradient, double[]? hessian)
    {
        int first = (int)((long)sample.Count * chunk / Chunks), last = (int)((long)sample.Count * (chunk + 1) / Chunks), size = 2 * inputs;
        Span<double> x = stackalloc double[inputs];
        double loss = 0;
        for (int cell = first; cell < last; cell++)
        {
            int label = sample.Labels[cell];
            double weight = classWeight[label];
            if (weight == 0) continue;
            var features = sample.Features.Slice(cell * sample.Channels, sample.Channels);
            for (int i = 0; i < features.Length; i++) x[i] = features[i];
            x[^1] = 1;
            double z1 = 0, z2 = 0;
            for (int i = 0; i < inputs; i++) (z1, z2) = (z1 + coefficients[i] * x[i], z2 + coefficients[inputs + i] * x[i]);
            double highest = Math.Max(0, Math.Max(z1, z2));
            double e0 = Math.Exp(-highest), e1 = Math.Exp(z1 - highest), e2 = Math.Exp(z2 - highest), sum = e0 + e1 + e2;
            bool cyclone = label == SegmentationClass.TropicalCyclone, river = label == SegmentationClass.AtmosphericRiver;
            loss += weight * (highest + Math.Log(sum) - (cyclone ? z1 : river ? z2 : 0));
            if (gradient is null || hessian is null) continue;
            double p1 = e1 / sum, p2 = e2 / sum;
            double g1 = weight * (p1 - (cyclone ? 1 : 0)), g2 = weight * (p2 - (river ? 1 : 0));
            double h11 = weight * p1 * (1 - p1), h22 = weight * p2 * (1 - p2), h12 = -weight * p1 * p2;
            for (int i = 0; i < inputs; i++)
            {
                gradient[i] += g1 * x[i];
                gradient[inputs + i] += g2 * x[i];
                double a11 = h11 * x[i], a22 = h22 * x[i], a12 = h12 * x[i];
                var upper = hessian.AsSpan(i * size, i + 1);
                for (int j = 0; j < upper.Length; j++) upper[j] += a11 * x[j];
                var cross = hessian.AsSpan((inputs + i) * size, inputs);
                var lower = hessian.AsSpan((inputs + i) * size + inputs, i + 1);
                for (int j = 0; j < cross.Length; j++) cross[j] += a12 * x[j];
                for (int j = 0; j < lower.Length; j++) lower[j] += a22 * x[j];
            }
        }
        return loss;
    }
}
