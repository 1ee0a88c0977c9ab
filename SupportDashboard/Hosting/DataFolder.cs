using System.Globalization;

namespace SupportDashboard.Hosting;

/// <summary>
/// The one folder that holds everything the application keeps: traces.db, index.db, dashboard.db, keys, unsent traces.
/// It is locked while the application runs, so that two processes never write the same databases.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>The configuration key (and environment variable) that names the folder.</summary>
    public const string ConfigurationKey = "SUPPORTDASHBOARD_DATA";

    private const string LockName = "in-use.lock";

    private readonly FileStream _lock;

    private DataFolder(string root, FileStream heldLock)
    {
        Root = root;
        _lock = heldLock;
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>Creates the folder if it is not there, readable by its owner only, and takes its lock.</summary>
    /// <exception cref="DataFolderException">The folder cannot be written, or another process uses it.</exception>
    public static DataFolder Open(string? configured)
    {
        var root = Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? DefaultRoot() : configured);
        try
        {
            Create(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {root} cannot be created or written: {exception.Message} Name another one in {ConfigurationKey}.", exception);
        }

        return new DataFolder(root, TakeLock(root));
    }

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(Root, name);

    /// <summary>The path of a folder in the folder, created if needed.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public void Dispose() => _lock.Dispose();

    private static string DefaultRoot() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "SupportDashboard");

    private static void Create(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
        }
        else
        {
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStream TakeLock(string root)
    {
        var path = Path.Combine(root, LockName);
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            stream.Flush();
            return stream;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(
                $"The data folder {root} is used by another SupportDashboard that is still running. Stop it, or name another folder in {ConfigurationKey}.", exception);
        }
    }
}
