using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>Something that agents ask customers for.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Asked">How a request names it.</param>
/// <param name="Given">How a customer's message gives it unasked.</param>
/// <param name="Value">How it looks as the answer to a request; null where <paramref name="Given"/> says it all.</param>
/// <param name="MayBeMany">A customer may well have several, so that asking which one is no loss.</param>
internal sealed record GivenFact(string Name, Regex Asked, Regex Given, Regex? Value, bool MayBeMany)
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const RegexOptions Exact = RegexOptions.CultureInvariant;
    private const string Month = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private const string Date = $@"(?:\b{Month}\.?\s+[0-9]{{1,2}}\b|\b[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{Month}\b|\b[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\b|\b[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}\b)";

    // Values are looked for in the customer's own words; what they cannot be mistaken for comes first.
    public static readonly IReadOnlyList<GivenFact> All =
    [
        new("order number", new(@"\border\s*(?:id|number|no\b|#|reference)", Any), new(@"\bORD[-\s_#\u2010-\u2015]{0,2}[0-9]+\b|\border\s*(?:id|number|no\.?|#)?\s*(?:is|was|:|#)*\s*[A-Z]{0,3}-?[0-9]{3,}|#[A-Z]?[0-9]{4,}", Any), new(@"\b[A-Z]{0,4}[-#]?[0-9]{3,12}\b", Any), true),
        new("reservation number", new(@"\b(?:reservation|booking|confirmation)\s*(?:id|number|code|reference)|\brecord locator\b", Any), new(@"\b(?=[A-Z]{0,5}[0-9])(?=[0-9]{0,5}[A-Z])(?![A-Z]{2,3}[0-9]{1,4}\b)[A-Z0-9]{6}\b|\b(?:[Rr]eservation|[Bb]ooking|[Cc]onfirmation)\s*(?:ID|id|number|code)?\s*(?:is|:|#)*\s*[A-Z]{6}\b", Exact), null, true),
        new("user ID", new(@"\b(?:user|customer|member(?:ship)?|account)\s*(?:id|name|number)\b|\busername\b", Any), new(@"\b(?:user|customer|member|account)\s*(?:id|name|number)\s*(?:is|:)\s*[""']?\w*[0-9_]\w*|\b[a-z]+_[a-z]+_[0-9]+\b", Any), null, false),
        new("e-mail address", new(@"\be-?mail(?:\s+address)?\b", Any), new(@"[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,}", Any), null, false),
        new("phone number", new(@"\b(?:phone|telephone|mobile|contact)\s*(?:number)?\b", Any), new(@"(?<![0-9])\+?[0-9(][0-9 ()/.-]{7,20}[0-9](?![0-9])", Any), null, false),
        new("zip code", new(@"\b(?:zip|postal)\s*code\b|\bpostcode\b|\bzip\b", Any), new(@"\b(?:zip|postal|postcode)\b[^0-9]{0,15}[0-9]{4,6}\b", Any), new(@"\b[0-9]{5}(?:-[0-9]{4})?\b|\b[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][A-Z]{2}\b", Any), false),
        new("date of birth", new(@"\bdate\s+of\s+birth\b|\bbirth\s?(?:date|day)\b|\bDOB\b", Any), new($@"\b(?:birth|born|dob)\w*\b[^.!?]{{0,30}}{Date}", Any), new(Date, Any), false),
        new("name", new(@"\b(?:your|the)\s+(?:(?:full|first|last)(?:\s+and\s+last)?\s+)?(?:sur)?name\b|\bfull\s+name\b", Any), new(@"\b[Mm]y\s+(?:full\s+)?name(?:\s+is|'s)\s+[A-Z]\w+|\b(?:I'm|I\s+am|[Tt]his\s+is)\s+[A-Z][a-z]+\s+[A-Z][a-z]+", Exact), new(@"^\W*[A-Z][a-z]+\s+[A-Z][a-z]+", Exact), false),
        new("address", new(@"(?<!mail\s)(?<!mail)\b(?:(?:shipping|mailing|billing|home|delivery|street|postal)\s+)?address\b", Any), new(@"\b[0-9]{1,5}\s+(?:[A-Z]\w*\s+){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Way|Boulevard|Blvd|Court|Ct|Place|Square)\b", Any), null, false),
        new("departure date", new(@"\b(?:departure|outbound|travel)\s+date\b|\bdate\s+of\s+(?:departure|travel)\b", Any), new($@"\b(?:depart\w*|leav\w*|fly(?:ing)?|flight|travel\w*|outbound)\b[^.!?]{{0,60}}{Date}", Any), new(Date, Any), true),
        new("return date", new(@"\breturn(?:ing)?\s+date\b|\bdate\s+of\s+(?:the\s+)?return\b", Any), new($@"\breturn(?:ing)?\b[^.!?]{{0,40}}{Date}", Any), null, true),
    ];
}
