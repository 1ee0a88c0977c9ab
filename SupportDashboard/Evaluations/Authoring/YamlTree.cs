using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>
/// Reads a small YAML document into texts, lists and maps, by its events: nothing is ever made into an object that the document names. Aliases, tags and deep
/// nesting, with which a small file can become a large one or something else, are refused.
/// </summary>
internal static class YamlTree
{
    private const int Deepest = 5;
    private const int MostNodes = 2000;

    // The parser takes a time that grows with the square of the open ones: 100,000 are 6 seconds.
    private const int MostBrackets = 5000;

    /// <summary>The document: a <see cref="string"/>, an <see cref="IReadOnlyList{T}"/> or an <see cref="IReadOnlyDictionary{TKey, TValue}"/> of such.</summary>
    /// <exception cref="YamlException">The text is no such document; the message is a sentence.</exception>
    public static object Read(string text)
    {
        if (text.AsSpan().Count('[') + text.AsSpan().Count('{') > MostBrackets)
        {
            throw new YamlException("The file holds far too many brackets.");
        }

        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            throw new YamlException("The file is empty.");
        }

        parser.Consume<DocumentStart>();
        var nodes = 0;
        var root = Node(parser, 0, ref nodes);
        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _) ? root : throw new YamlException("The file holds more than one document.");
    }

    private static object Node(Parser parser, int depth, ref int nodes)
    {
        if (depth > Deepest || ++nodes > MostNodes)
        {
            throw new YamlException(depth > Deepest ? "The file is nested too deeply." : "The file holds far too many entries.");
        }

        if (parser.Accept<AnchorAlias>(out var alias))
        {
            throw Refuse("an alias (*)", alias.Start);
        }

        if (parser.Accept<NodeEvent>(out var node) && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw Refuse(node.Anchor.IsEmpty ? "a tag (!)" : "an anchor (&)", node.Start);
        }

        return parser.TryConsume<Scalar>(out var scalar) ? scalar.Value
            : parser.TryConsume<SequenceStart>(out _) ? List(parser, depth, ref nodes)
            : Map(parser, depth, ref nodes);
    }

    private static List<object> List(Parser parser, int depth, ref int nodes)
    {
        var list = new List<object>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(Node(parser, depth + 1, ref nodes));
        }

        return list;
    }

    private static Dictionary<string, object> Map(Parser parser, int depth, ref int nodes)
    {
        parser.Consume<MappingStart>();
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = parser.Current!.Start.Line;
            if (Node(parser, depth + 1, ref nodes) is not string key)
            {
                throw new YamlException(string.Create(CultureInfo.InvariantCulture, $"In line {line} a list or map stands where a name should."));
            }

            if (!map.TryAdd(key, Node(parser, depth + 1, ref nodes)))
            {
                throw new YamlException(string.Create(CultureInfo.InvariantCulture, $"In line {line} “{(key.Length <= 40 ? key : key[..40])}” stands a second time."));
            }
        }

        return map;
    }

    private static YamlException Refuse(string what, Mark at) => new(string.Create(CultureInfo.InvariantCulture, $"In line {at.Line} there is {what}, which evaluators do not use."));
}
