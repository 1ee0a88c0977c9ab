using System.Text;
using OpenAI.Chat;

namespace SupportDashboard.Agent;

/// <summary>Puts streamed tool calls together: the first piece of a call carries its id and name, the arguments come in pieces, the first often empty.</summary>
internal sealed class ToolCallParts
{
    private const int MaxCalls = 8;
    private const int MaxArguments = 4000;

    private readonly SortedDictionary<int, Part> _parts = [];

    public void Add(IEnumerable<StreamingChatToolCallUpdate> updates)
    {
        foreach (var update in updates)
        {
            if (!_parts.TryGetValue(update.Index, out var part))
            {
                if (_parts.Count == MaxCalls)
                {
                    continue;
                }

                _parts.Add(update.Index, part = new Part());
            }

            part.Id ??= update.ToolCallId;
            part.Name ??= update.FunctionName;
            if (update.FunctionArgumentsUpdate is { } piece && part.Arguments.Length < MaxArguments)
            {
                part.Arguments.Append(piece.ToMemory().IsEmpty ? string.Empty : piece.ToString());
            }
        }
    }

    public IReadOnlyList<ChatToolCall> Build() =>
        [.. _parts.Select(static pair => ChatToolCall.CreateFunctionToolCall(
            pair.Value.Id ?? $"call_{pair.Key}", pair.Value.Name ?? string.Empty, BinaryData.FromString(pair.Value.Arguments.ToString())))];

    private sealed class Part
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
