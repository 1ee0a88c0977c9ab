using Microsoft.AspNetCore.DataProtection;

namespace SupportDashboard.Hosting;

/// <summary>Registers the data folder, the key ring in it, and the health endpoints.</summary>
internal static class HostingRegistration
{
    public static void AddDataFolder(this IHostApplicationBuilder builder)
    {
        var folder = DataFolder.Open(builder.Configuration[DataFolder.ConfigurationKey]);

        // Registered by a factory: the container then owns it and releases the lock at the end.
        builder.Services.AddSingleton(_ => folder);
        builder.Services.AddDataProtection()
            .SetApplicationName("SupportDashboard")
            .PersistKeysToFileSystem(new DirectoryInfo(folder.Folder("keys")));
        builder.Services.AddHealthChecks().AddCheck<PhoenixReadiness>("phoenix");
    }

    /// <summary><c>/healthz</c>: the process answers; <c>/readyz</c>: it can do its work.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/healthz", new() { Predicate = static _ => false });
        endpoints.MapHealthChecks("/readyz");
    }
}
