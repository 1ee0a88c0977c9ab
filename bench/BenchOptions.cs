using System.Globalization;

namespace SupportDashboard.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed class BenchOptions
{
    /// <summary>The ledger in SQLite.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The ledger and the queue in PostgreSQL.</summary>
    public const string Postgres = "postgres";

    private static readonly string[] KnownStores = [Sqlite, Postgres];

    /// <summary>Which benchmarks to run; empty for all.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>Rounds of each comparison, after the warm-up.</summary>
    public int Rounds { get; private set; } = 5;

    /// <summary>Spans that the collector stores in one round of batches of 512.</summary>
    public int Spans { get; private set; } = 20_480;

    /// <summary>Sessions in the larger of the two stores that are read.</summary>
    public int Sessions { get; private set; } = 100_000;

    /// <summary>Sizes of the indexes that the sessions page is measured on.</summary>
    public IReadOnlyList<int> SessionSizes { get; private set; } = [1000, 100_000];

    /// <summary>A folder in which made-up data is kept for the next run; without it they are made anew and deleted.</summary>
    public string? Data { get; private set; }

    /// <summary>Minutes of load that the memory is watched for; they are sent as fast as they are taken.</summary>
    public int Minutes { get; private set; } = 60;

    /// <summary>Sessions in one evaluation run: what <c>--sessions</c> says, else 1,000 and 10,000.</summary>
    public IReadOnlyList<int> RunSizes { get; private set; } = [1000, 10_000];

    /// <summary>Milliseconds that the fake judge takes for a verdict.</summary>
    public IReadOnlyList<int> Delays { get; private set; } = [200, 2000];

    /// <summary>Judge calls at the same time.</summary>
    public IReadOnlyList<int> Concurrency { get; private set; } = [8, 32, 128];

    /// <summary>Seconds that an evaluation run may take at best to be measured at all.</summary>
    public int Longest { get; private set; } = 300;

    /// <summary>Databases that evaluation runs are measured on: <c>sqlite</c>, <c>postgres</c> or both.</summary>
    public IReadOnlyList<string> Stores { get; private set; } = KnownStores;

    /// <summary>Another build of the application to start, for example a published one.</summary>
    public string Application { get; private set; } = Path.Combine(AppContext.BaseDirectory, "SupportDashboard.dll");

    public bool Includes(string name) => Names.Count == 0 || Names.Contains(name);

    /// <summary>Reads <c>name… [--rounds N] [--spans N] [--sessions N,…] [--data folder] [--minutes N] [--delays N,…] [--concurrency N,…] [--longest N] [--store sqlite,postgres] [--app path]</c>.</summary>
    /// <returns><see langword="null"/> with a sentence in <paramref name="problem"/> when it cannot be understood.</returns>
    public static BenchOptions? TryRead(string[] args, IReadOnlyList<string> known, out string? problem)
    {
        var names = new HashSet<string>();
        var options = new BenchOptions { Names = names };
        problem = null;
        for (var index = 0; index < args.Length; index++)
        {
            if (known.Contains(args[index]))
            {
                names.Add(args[index]);
            }
            else if (index + 1 >= args.Length || !options.Set(args[index], args[++index]))
            {
                problem = $"Usage: [{string.Join(" | ", known)}]… [--rounds N] [--spans N] [--sessions N,…] [--data folder] [--minutes N] [--delays N,…] [--concurrency N,…] [--longest N] [--store sqlite,postgres] [--app path/to/SupportDashboard.dll]";
                return null;
            }
        }

        return options;
    }

    private bool Set(string option, string value)
    {
        if (option == "--app")
        {
            Application = Path.GetFullPath(value);
            return true;
        }

        if (option == "--data")
        {
            Data = Directory.CreateDirectory(value).FullName;
            return true;
        }

        if (option == "--store")
        {
            Stores = [.. value.Split(',').Distinct()];
            return Stores.All(static store => KnownStores.Contains(store));
        }

        if (option is "--sessions" or "--delays" or "--concurrency")
        {
            return SetList(option, [.. value.Split(',').Select(static size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)]);
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return false;
        }

        switch (option)
        {
            case "--rounds": Rounds = number; return true;
            case "--spans": Spans = number; return true;
            case "--minutes": Minutes = number; return true;
            case "--longest": Longest = number; return true;
            default: return false;
        }
    }

    private bool SetList(string option, List<int> numbers)
    {
        switch (option)
        {
            case "--delays": Delays = numbers; break;
            case "--concurrency": Concurrency = numbers; break;
            default: (SessionSizes, RunSizes, Sessions) = (numbers, numbers, numbers[^1]); break;
        }

        return numbers.TrueForAll(static number => number > 0);
    }
}
