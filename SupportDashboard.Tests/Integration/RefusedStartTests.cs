using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Integration;

/// <summary>Starts that must end at once, as real processes: one sentence, an exit code, no stack trace.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refused-start-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_process_on_the_same_data_folder_ends_and_the_first_goes_on()
    {
        await using var first = await ChildDashboard.StartAsync(_folder, Token);
        using var http = new HttpClient { BaseAddress = first.Address };

        var (exitCode, error) = await ChildDashboard.RunToEndAsync(_folder, Token);

        Assert.NotEqual(0, exitCode);
        Assert.Equal(
            $"The data folder {_folder} is used by another SupportDashboard that is still running. Stop it, or name another folder in {DataFolder.ConfigurationKey}.", error);

        // It is ready once it has asked its Phoenix, which on a busy machine comes after the other has ended.
        await Eventually.BecomesTrueAsync(async () => await http.GetStringAsync("/readyz", Token) == "Healthy", Token);
    }

    [Theory]
    [InlineData("0.0.0.0", ApiKeys.ConfigurationKey)]
    [InlineData("example.com", "must be an IP address")]
    public async Task An_address_that_may_not_be_listened_on_is_told(string address, string told)
    {
        var (exitCode, error) = await ChildDashboard.RunToEndAsync(_folder, Token, ("LocalPhoenix__Address", address));

        Assert.NotEqual(0, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }
}
