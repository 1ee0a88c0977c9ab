namespace SupportDashboard.Tests.Browser;

/// <summary>
/// The browser tests share one Chromium and run one after the other; each has its own context, as a person has a profile. Nothing runs beside
/// them: the spans of a process reach every application in it, and another test's conversations would stand in their lists.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BrowserGroup : ICollectionFixture<ChromiumBrowser>
{
    public const string Name = "Browser";
}
