using Microsoft.AspNetCore.Connections;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.LocalPhoenix.Store;
using SupportDashboard.Phoenix;
using SupportDashboard.Security;

namespace SupportDashboard.Hosting;

/// <summary>Tells the failures that the person who started the application can mend, in a sentence and without a stack trace.</summary>
internal static class StartFailure
{
    /// <summary>The sentence, or null for a failure that nobody expected.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        DataFolderException or OpenAddressException or TraceStoreException or LlmAddressException or PhoenixOptionsException or ApiKeyException or ListenAddressException
            or DashboardDatabaseException => exception.Message,
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Choose another address with --urls, for example --urls http://localhost:5081.",
        _ => null,
    };
}
