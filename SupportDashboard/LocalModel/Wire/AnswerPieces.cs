using System.Globalization;
using System.Text;

namespace SupportDashboard.LocalModel;

/// <summary>Cuts an answer into the small pieces that models stream: a few characters each, words with the space before them, characters never torn.</summary>
internal static class AnswerPieces
{
    private const int PieceLength = 6;

    public static IEnumerable<string> Split(string text)
    {
        var piece = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (piece.Length > 0 && (piece.Length >= PieceLength || char.IsWhiteSpace(element[0])))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(element);
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }
}
