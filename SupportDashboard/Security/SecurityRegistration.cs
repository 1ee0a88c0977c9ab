namespace SupportDashboard.Security;

/// <summary>Registers what guards the UI: response headers, allowed hosts and the refusal of open addresses.</summary>
internal static class SecurityRegistration
{
    public static void AddSecurity(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(static kestrel =>
    {
        kestrel.AddServerHeader = false;

        // A link with hundreds of filters is answered with what can be made of it, not with an error of the protocol.
        kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        kestrel.ConfigureEndpointDefaults(LoopbackGuard.Check);
    });

    public static void UseSecurity(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error");
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<SameOriginGuard>();
    }
}
