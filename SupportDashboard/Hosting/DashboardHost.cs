namespace SupportDashboard.Hosting;

/// <summary>Creates the web application builder: content root, configuration and the address the UI listens on.</summary>
internal static class DashboardHost
{
    private const string DefaultAddress = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // The settings lie beside the program, so that it may be started from any folder.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

        // Outside Development an unpublished build needs this, or every asset answers 200 with no bytes.
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.Services.AddSingleton(TimeProvider.System);
        return builder;
    }
}
