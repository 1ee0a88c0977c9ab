using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace SupportDashboard.Bench.StartUp;

/// <summary>What a MudBlazor application costs that does nothing: one page with one sentence. It runs in a process of its own.</summary>
internal static class EmptyApp
{
    /// <summary>The first argument that turns this program into the empty application.</summary>
    public const string Command = "empty-app";

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddMudServices();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<EmptyDocument>().AddInteractiveServerRenderMode();
        await app.RunAsync();
    }
}
