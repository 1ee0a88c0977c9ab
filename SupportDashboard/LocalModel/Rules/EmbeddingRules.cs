using System.Text;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Makes a vector of a text: each concept (known words by their meaning, other words by their spelling and their letter triples) is hashed to a few
/// signed places of 512, weighted by how much it tells, and the whole has length 1. Texts that share concepts point the same way; texts that share
/// none are close to perpendicular.
/// </summary>
internal static class EmbeddingRules
{
    private const int Dimensions = 512;
    private const int PlacesPerFeature = 4;
    private const double WeakWeight = 0.5;
    private const double UnknownWeight = 0.4;
    private const double TriplesWeight = 0.3;

    public static float[] Embed(string text)
    {
        var vector = new double[Dimensions];
        var concepts = Words.ConceptsOf(text);
        foreach (var concept in concepts)
        {
            var known = Lexicon.ConceptOf(concept) is not null;
            Add(vector, concept, !known ? UnknownWeight : Lexicon.Weak.Contains(concept) ? WeakWeight : 1);
            if (!known)
            {
                AddTriples(vector, concept);
            }
        }

        if (concepts.Count == 0)
        {
            // Nothing to compare: a direction of its own, so that it resembles only itself.
            Add(vector, "text:" + text, 1);
        }

        var length = Math.Sqrt(vector.Sum(static value => value * value));
        return Array.ConvertAll(vector, value => (float)(value / length));
    }

    /// <summary>The cosine between two texts' vectors.</summary>
    public static double Similarity(string left, string right)
    {
        var (a, b) = (Embed(left), Embed(right));
        var dot = 0.0;
        for (var index = 0; index < Dimensions; index++)
        {
            dot += (double)a[index] * b[index];
        }

        return dot;
    }

    private static void AddTriples(double[] vector, string word)
    {
        var count = word.Length - 2;
        for (var start = 0; start < count; start++)
        {
            Add(vector, string.Concat("3:", word.AsSpan(start, 3)), TriplesWeight / Math.Sqrt(count));
        }
    }

    private static void Add(double[] vector, string feature, double weight)
    {
        var hash = Hash(feature);
        for (var place = 0; place < PlacesPerFeature; place++)
        {
            var part = (uint)(hash >> (16 * place)) & 0xFFFF;
            vector[part % Dimensions] += (part & 0x8000) == 0 ? weight / 2 : -weight / 2;
        }
    }

    // FNV-1a with a final mix: the same on every machine and in every run, which string.GetHashCode is not.
    private static ulong Hash(string feature)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in Encoding.UTF8.GetBytes(feature))
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }
}
