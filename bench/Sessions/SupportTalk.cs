using System.Globalization;

namespace SupportDashboard.Bench.Sessions;

/// <summary>Made-up conversations with a support agent: few topics are common and many are rare, as in life.</summary>
internal sealed class SupportTalk(Random random)
{
    public static readonly string[] Categories =
        ["order_status", "refund", "faq", "delivery_problem", "password", "invoice", "cancellation", "product_question", "complaint", "warranty", "loyalty", "other"];

    public static readonly string[] Tools =
        ["lookup_order", "search_faq", "create_refund", "track_parcel", "reset_password", "send_invoice", "cancel_order", "find_product", "open_ticket", "check_warranty", "read_points", "call_human"];

    public static readonly string[] Failures =
        ["TimeoutError", "HttpRequestException", "OrderNotFound", "RateLimitError", "JsonException", "ToolRefused", "RefundTooHigh", "ConnectionReset", "lookup_order", "create_refund", "PaymentGatewayError", "Cancelled"];

    public static readonly string[] Models = ["gpt-4o-mini", "gpt-4o-mini-2024-07-18", "gpt-4o", "in-house-7b"];

    public static readonly string[] Languages = ["en", "es", "de", "fr", "pt", "pl", "ja"];

    private static readonly string[] Questions =
    [
        "Where is my order {0}? It should have arrived last week.", "I would like a refund for {0}, the shoes are too small.", "How long does shipping to {1} take?",
        "My password does not work any more, my address is {2}", "Please send the invoice of {0} to {2}", "Can I still cancel {0}?", "Is the {3} available in blue?",
        "The carrier says that {0} was delivered but I never got it!", "ok", "Thanks, and what about the {3}?", "That is not what I asked. I want my money back.", "Yes, please do that 👍",
    ];

    private static readonly string[] Answers =
    [
        "Your order {0} is on its way and should arrive within three working days. You can follow it on our tracking page.",
        "I am sorry about that. I have started a refund for {0}; the amount will be on your account within five days.",
        "Shipping to {1} usually takes two to four working days, and express delivery is available for a small fee.",
        "I have sent a link to reset your password to {2}. It is valid for one hour; please look into your spam folder too.",
        "The {3} is available in blue, black and sand. Shall I put one aside for you?",
        "I could not find order {0} in our system. Could you please check the number once more?",
        "I understand that this is frustrating. I will hand this over to a colleague who will get back to you at {2}.",
    ];

    private static readonly string[] Cities = ["Berlin", "Madrid", "Oslo", "Kraków", "Napoli", "Porto", "Gdańsk", "Reykjavík", "Tromsø", "Zürich"];
    private static readonly string[] Products = ["rain jacket", "trail shoe", "tent", "sleeping bag", "headlamp", "water filter", "camp stove", "backpack", "compass", "thermos"];
    private static readonly string[] Names = ["ann.lee", "j.smith", "maria.g", "okoye", "lars_h", "chen.w", "fatima", "p.nowak", "ivo", "sakura"];

    public string Question() => Fill(Questions[random.Next(Questions.Length)]);

    public string Answer() => Fill(Answers[random.Next(Answers.Length)]);

    /// <summary>One of the words, the first ones far more often than the last.</summary>
    public string Zipf(string[] words) => words[(int)(words.Length * Math.Pow(random.NextDouble(), 2.5))];

    private string Fill(string text) => string.Format(
        CultureInfo.InvariantCulture,
        text,
        OrderNumber(random),
        Cities[random.Next(Cities.Length)],
        $"{Names[random.Next(Names.Length)]}{random.Next(100_000)}@example.com",
        Products[random.Next(Products.Length)]);

    public static string OrderNumber(Random random) => string.Create(CultureInfo.InvariantCulture, $"ORD-{random.Next(10_000_000):0000000}");
}
