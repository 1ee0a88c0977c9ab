using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Which Phoenix the index is filled from, and which of its projects there are.</summary>
internal sealed class IndexSource(IPhoenixClient phoenix, PhoenixProjects projects, PhoenixConnection connection, IndexDatabase index)
{
    private bool _claimed;
    private bool _askedVersion;

    /// <summary>Empties the index once when it was filled from another Phoenix; the embedded one keeps its identity when its port changes.</summary>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        if (!_claimed)
        {
            var source = connection.Mode == PhoenixMode.Embedded ? "embedded" : connection.Endpoint.AbsoluteUri;
            await index.WriteAsync(writer => IndexWriter.Claim(writer, source), cancellationToken);
            _claimed = true;
        }
    }

    /// <summary>The GlobalID of a project. Learns the server's version on the way where its answers do not carry it.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read, or does not have the project.</exception>
    public async Task<string> IdAsync(string project, CancellationToken cancellationToken)
    {
        var id = await projects.IdAsync(project, cancellationToken);
        if (connection.ServerVersion is null && !_askedVersion)
        {
            _askedVersion = true;
            await AskVersionAsync(cancellationToken);
        }

        return id;
    }

    /// <summary>After a 404: asks anew for the project's id, and empties the index of it when Phoenix no longer lists it. True when the index changed.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<bool> ForgetAsync(string project, CancellationToken cancellationToken)
    {
        projects.Forget(project);
        try
        {
            await projects.IdAsync(project, cancellationToken);
            return false;
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            return await index.WriteAsync(writer => IndexWriter.Forget(writer, project), cancellationToken);
        }
    }

    // A proxy may strip the header. Without a version everything is assumed to be there.
    private async Task AskVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = (await phoenix.GetVersionAsync(cancellationToken)).Trim();
            connection.ReportSuccess(PhoenixCapabilities.TryParse(version, out _) ? version : null);
        }
        catch (PhoenixException)
        {
            // It stays unknown.
        }
    }
}
