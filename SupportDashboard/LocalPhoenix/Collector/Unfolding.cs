using System.Globalization;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>How much memory a request may take once it is decoded.</summary>
internal static class Unfolding
{
    // The densest spans of real senders take nine times their bytes, usual ones three. With a body of the usual limit this is
    // 320 MB; the worst bodies that were measured then take up to 1.6 times that.
    private const int Growth = 5;
    private const long LeastAllowance = 16 * 1024 * 1024;

    /// <summary>Adds the estimated bytes to the share.</summary>
    /// <exception cref="ApiException">413: no request may take so much; 429 or 503: not now.</exception>
    public static void Take(BudgetShare share, long weight, LocalPhoenixOptions options)
    {
        var allowance = Math.Max(LeastAllowance, Growth * options.MaxBodyBytes);
        if (weight > allowance)
        {
            throw ApiException.Text(
                StatusCodes.Status413PayloadTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"Request body holds too many values: decoded it would take more than {allowance} bytes; send less at a time"));
        }

        share.Grow(weight);
    }
}
