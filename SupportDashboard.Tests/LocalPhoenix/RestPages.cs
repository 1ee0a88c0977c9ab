using System.Net.Http.Json;
using System.Text.Json;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Reads lists of the REST API to their end.</summary>
internal static class RestPages
{
    /// <summary>All items of a list, page by page; <paramref name="path"/> has no cursor yet.</summary>
    public static async Task<List<JsonElement>> ReadAsync(HttpClient http, string path, int limit, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        string? cursor = null;
        do
        {
            var page = await http.GetFromJsonAsync<JsonElement>(
                $"{path}{separator}limit={limit}" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), cancellationToken);
            items.AddRange(page.GetProperty("data").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        return items;
    }
}
