using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>Who sent a span and what it is linked to, closed until someone asks. Everything in it is what strangers sent.</summary>
public sealed partial class SpanOrigin(NavigationManager navigation)
{
    private const int LongestService = 60;

    [Parameter, EditorRequired]
    public required StepOrigin Origin { get; set; }

    private static string Shorten(string text) => text.Length <= LongestService ? text : string.Concat(text.AsSpan(0, LongestService), "…");

    private string Address(int turn) => navigation.GetUriWithQueryParameter("turn", turn);
}
