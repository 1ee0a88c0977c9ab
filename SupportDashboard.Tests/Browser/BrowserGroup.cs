namespace SupportDashboard.Tests.Browser;

/// <summary>The browser tests share one Chromium and run one after the other; each has its own context, as a person has a profile.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<ChromiumBrowser>
{
    public const string Name = "Browser";
}
