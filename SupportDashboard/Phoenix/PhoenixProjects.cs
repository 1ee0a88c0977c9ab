using System.Collections.Concurrent;

namespace SupportDashboard.Phoenix;

/// <summary>Lists Phoenix's projects and finds the GlobalID of a name, which is the only form that every path can carry.</summary>
public sealed class PhoenixProjects(IPhoenixClient phoenix)
{
    private const int PageSize = 100;
    private const int MostPages = 100;

    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>All projects, newest first.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<IReadOnlyList<PhoenixProject>> AllAsync(CancellationToken cancellationToken)
    {
        var projects = new List<PhoenixProject>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await PageAsync(cursor, cancellationToken);
            projects.AddRange(answer.Data);
            cursor = answer.NextCursor;
            if (cursor is null)
            {
                break;
            }
        }

        foreach (var project in projects)
        {
            _ids[project.Name] = project.Id;
        }

        return projects;
    }

    // Every Phoenix has this list, so a 404 comes from something else. It must not be taken for "the project is gone", which empties the index.
    private async Task<Page<PhoenixProject>> PageAsync(string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            return await phoenix.GetProjectsAsync(cursor, PageSize, cancellationToken);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            throw new PhoenixException(PhoenixFailure.Unexpected, "What answers there has no list of projects, so it is not Phoenix, or its address lacks a path.", exception);
        }
    }

    /// <summary>The GlobalID of the project of that name.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read, or has no such project (<see cref="PhoenixFailure.NotFound"/>).</exception>
    public async Task<string> IdAsync(string name, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(name, out var known))
        {
            return known;
        }

        await AllAsync(cancellationToken);
        return _ids.TryGetValue(name, out var found)
            ? found
            : throw new PhoenixException(PhoenixFailure.NotFound, $"Phoenix has no project named “{name}” yet.");
    }

    /// <summary>Forgets a GlobalID that Phoenix answered 404 for: the project may have been deleted and made anew.</summary>
    public void Forget(string name) => _ids.TryRemove(name, out _);
}
