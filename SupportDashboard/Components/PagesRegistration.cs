using MudBlazor.Services;
using SupportDashboard.Components.Chat;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Evaluations;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Components;

/// <summary>Registers and maps the Blazor pages, with the limits of a circuit in one place.</summary>
internal static class PagesRegistration
{
    // What was pasted travels twice in one change event; an evaluator's prompt of 50,000 characters of up to 3 bytes needs 300 KB and a little.
    private const long LargestBrowserMessage = 320 * 1024;

    public static void AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(static circuit =>
            {
                circuit.DisconnectedCircuitMaxRetained = 50;
                circuit.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
                circuit.PersistedCircuitInMemoryMaxRetained = 200;
            })
            .AddHubOptions(static hub => hub.MaximumReceiveMessageSize = LargestBrowserMessage);
        builder.Services.AddMudServices();
        builder.Services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();

        // A scope is a circuit: what belongs to one browser tab.
        builder.Services.AddScoped<BrowserTime>();
        builder.Services.AddScoped<HtmlDrawing>();
        builder.Services.AddScoped<ChatDesk>();
        builder.Services.AddScoped<DemoPlayer>();
        builder.Services.AddTransient<SessionListModel>();
        builder.Services.AddTransient<SessionModel>();
        builder.Services.AddTransient<SessionViews>();
        builder.Services.AddSingleton<SessionLiveFeed>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapSessionExport();
        app.MapEvaluatorFiles();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(static mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
    }
}
