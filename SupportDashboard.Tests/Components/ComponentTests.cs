using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Llm;

namespace SupportDashboard.Tests.Components;

/// <summary>What every component test needs: MudBlazor, a clock that stands still, a browser that answers nothing, an interactive circuit.</summary>
public abstract class ComponentTests : BunitContext
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 21, 31, TimeSpan.Zero);

    protected ComponentTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;

        // What the browser draws stays with the server here.
        JSInterop.SetupModule("./js/drawn.js").SetupVoid("draw", static _ => true);
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<BrowserTime>();
        Services.AddScoped<HtmlDrawing>();
        Services.AddSingleton(Book);
        Services.AddSingleton<LlmPrices>();
        Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected EvaluatorBook Book { get; } = new();

    protected FakeTimeProvider Clock { get; } = new(Now);
}
