using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Tests.Components;

/// <summary>What every component test needs: MudBlazor, a clock that stands still, a browser that answers nothing, an interactive circuit.</summary>
public abstract class ComponentTests : BunitContext
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 21, 31, TimeSpan.Zero);

    protected ComponentTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<BrowserTime>();
        Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected FakeTimeProvider Clock { get; } = new(Now);
}
