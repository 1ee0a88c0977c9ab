namespace SupportDashboard.Bench.Judges;

/// <summary>Fits a logistic rule by gradient ascent on the likelihood, with a ridge of 1 on the weights and none on the intercept. Few rows, few signs: no library.</summary>
internal static class LogisticFit
{
    private const double Ridge = 1;
    private const double Rate = 0.01;
    private const int Steps = 40_000;

    /// <summary>The intercept, and a weight for each sign.</summary>
    public static (double Intercept, IReadOnlyList<double> Weights) Fit(IReadOnlyList<(IReadOnlyList<double> Signs, bool Resolved)> rows)
    {
        var intercept = 0.0;
        var weights = new double[rows[0].Signs.Count];
        for (var step = 0; step < Steps; step++)
        {
            var (toIntercept, toWeights) = (0.0, weights.Select(static weight => -Ridge * weight).ToArray());
            foreach (var (signs, resolved) in rows)
            {
                var error = (resolved ? 1 : 0) - (1 / (1 + Math.Exp(-(intercept + signs.Zip(weights, static (sign, weight) => sign * weight).Sum()))));
                toIntercept += error;
                for (var index = 0; index < weights.Length; index++)
                {
                    toWeights[index] += error * signs[index];
                }
            }

            intercept += Rate * toIntercept;
            for (var index = 0; index < weights.Length; index++)
            {
                weights[index] += Rate * toWeights[index];
            }
        }

        return (intercept, weights);
    }
}
