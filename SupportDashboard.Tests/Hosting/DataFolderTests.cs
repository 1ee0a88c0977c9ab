using SupportDashboard.Hosting;

namespace SupportDashboard.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Path.Combine(Directory.CreateTempSubdirectory("data-folder-").FullName, "data");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_root)!, recursive: true);

    [Fact]
    public void A_folder_that_is_not_there_is_made_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        using var folder = DataFolder.Open(_root);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Root));
    }

    [Fact]
    public void A_second_application_on_the_same_folder_is_refused_with_a_sentence()
    {
        using var first = DataFolder.Open(_root);

        var refused = Assert.Throws<DataFolderException>(() => DataFolder.Open(_root));

        Assert.Contains("used by another SupportDashboard", refused.Message, StringComparison.Ordinal);
        Assert.Contains(DataFolder.ConfigurationKey, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_let_go_can_be_taken_again()
    {
        DataFolder.Open(_root).Dispose();

        using var again = DataFolder.Open(_root);

        Assert.Equal(_root, again.Root);
    }

    [Fact]
    public void A_path_that_cannot_be_a_folder_is_refused_with_a_sentence()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root)!);
        File.WriteAllText(_root, "in the way");

        var refused = Assert.Throws<DataFolderException>(() => DataFolder.Open(_root));

        Assert.Contains("cannot be created or written", refused.Message, StringComparison.Ordinal);
    }
}
