using SupportDashboard.Hosting;

namespace SupportDashboard.Phoenix;

/// <summary>
/// The one Phoenix in use: where it is, how it was chosen and how it is doing. Filled at start by the start of the application;
/// health is updated by every call. Safe from any thread.
/// </summary>
public sealed class PhoenixConnection(TimeProvider clock)
{
    /// <summary>Where a Phoenix listens unless told otherwise.</summary>
    public static readonly Uri DefaultEndpoint = new("http://localhost:6006");

    private readonly Subscribers _subscribers = new();
    private readonly Lock _gate = new();
    private volatile PhoenixHealth _health = new() { State = PhoenixHealthState.Connecting, Since = clock.GetUtcNow() };

    /// <summary>How the server was chosen.</summary>
    public PhoenixMode Mode { get; private set; } = PhoenixMode.Remote;

    /// <summary>The base address, possibly with a path prefix, never ending in a slash.</summary>
    public Uri Endpoint { get; private set; } = DefaultEndpoint;

    /// <summary>Where OTLP goes: <c>…/v1/traces</c>.</summary>
    public Uri TracesEndpoint => new(Endpoint.AbsoluteUri.TrimEnd('/') + "/v1/traces");

    /// <summary>Sent as a bearer token; never rendered, never logged.</summary>
    public string? ApiKey { get; private set; }

    /// <summary>The server's version as it says in every answer; null until it answered.</summary>
    public string? ServerVersion { get; private set; }

    /// <summary>What a server of that version can do.</summary>
    public PhoenixCapabilities Capabilities { get; private set; } = PhoenixCapabilities.Unknown;

    /// <summary>The project whose sessions are shown first, and that the built-in agent writes to.</summary>
    public string Project { get; private set; } = PhoenixOptions.DefaultProject;

    /// <summary>A sentence about how the server was chosen that a person should read; null when there is nothing to say.</summary>
    public string? Notice { get; private set; }

    /// <summary>How it is doing.</summary>
    public PhoenixHealth Health => _health;

    /// <summary>Calls back when the choice, the version or the health changed, until the token is disposed.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Subscribe(callback);

    /// <summary>Sets which server is used.</summary>
    internal void Use(PhoenixMode mode, Uri endpoint, string project, string? apiKey, string? notice)
    {
        Mode = mode;
        Endpoint = endpoint;
        Project = project;
        ApiKey = apiKey;
        Notice = notice;
        _subscribers.Publish();
    }

    /// <summary>An answer came that is a Phoenix's.</summary>
    internal void ReportSuccess(string? serverVersion)
    {
        if (serverVersion is not null && serverVersion != ServerVersion)
        {
            ServerVersion = serverVersion;
            Capabilities = PhoenixCapabilities.Of(serverVersion);
        }

        var tooOld = Capabilities.TooOld;
        Change(health => tooOld is null
            ? new() { State = PhoenixHealthState.Connected, Since = SinceFor(PhoenixHealthState.Connected, health), LastSuccess = clock.GetUtcNow() }
            : new() { State = PhoenixHealthState.Unexpected, Since = SinceFor(PhoenixHealthState.Unexpected, health), LastSuccess = health.LastSuccess, Reason = tooOld });
    }

    /// <summary>A call failed in a way that says something about the server (a 404 does not).</summary>
    internal void ReportFailure(PhoenixException failure)
    {
        PhoenixHealthState? state = failure.Kind switch
        {
            PhoenixFailure.Unreachable or PhoenixFailure.Timeout => PhoenixHealthState.Unreachable,
            PhoenixFailure.Unauthorized => PhoenixHealthState.Unauthorized,
            PhoenixFailure.Busy or PhoenixFailure.Malformed or PhoenixFailure.Unexpected => PhoenixHealthState.Unexpected,
            _ => null,
        };
        if (state is { } failed)
        {
            Change(health => health with { State = failed, Since = SinceFor(failed, health), Reason = failure.Message });
        }
    }

    /// <summary>Says when the next attempt is made.</summary>
    internal void PlanRetry(DateTimeOffset? at) => Change(health => health.IsConnected ? health : health with { NextRetry = at });

    private DateTimeOffset SinceFor(PhoenixHealthState state, PhoenixHealth before) => before.State == state ? before.Since : clock.GetUtcNow();

    private void Change(Func<PhoenixHealth, PhoenixHealth> change)
    {
        bool told;
        lock (_gate)
        {
            var before = _health;
            _health = change(before);
            told = before with { LastSuccess = null } != _health with { LastSuccess = null };
        }

        if (told)
        {
            _subscribers.Publish();
        }
    }
}
