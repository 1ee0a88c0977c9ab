using SupportDashboard.Sessions.Languages;

namespace SupportDashboard.Tests.Sessions.Languages;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("en", "Where is my order ORD-12345? It should have been here last week.")]
    [InlineData("en", "I want a refund, please")]
    [InlineData("en", "hello")]
    [InlineData("en", "Here's ORD-12345")]
    [InlineData("en", "It’s broken")]
    [InlineData("en", "Parcel didn't come")]
    [InlineData("en", "Today's delivery")]
    [InlineData("de", "Wie geht's Ihnen?")]
    [InlineData("de", "Wo ist meine Bestellung? Ich warte seit drei Wochen.")]
    [InlineData("de", "Ich möchte mein Geld zurück, die Schuhe passen nicht.")]
    [InlineData("fr", "Bonjour, je voudrais annuler ma commande")]
    [InlineData("fr", "Où est mon colis ? J’attends depuis une semaine.")]
    [InlineData("es", "¿Dónde está mi pedido? Quiero cancelar la compra.")]
    [InlineData("es", "Hola, necesito ayuda con mi reserva")]
    [InlineData("it", "Buongiorno, dove si trova il mio ordine?")]
    [InlineData("pt", "Olá, gostaria de saber onde está o meu pedido")]
    [InlineData("pt", "Não recebi a minha encomenda ainda, por favor ajudem")]
    [InlineData("nl", "Waar blijft mijn bestelling? Ik heb nog niets gehoord.")]
    [InlineData("pl", "Dzień dobry, gdzie jest moje zamówienie?")]
    [InlineData("cs", "Dobrý den, kde je moje objednávka? Chtěl bych ji zrušit.")]
    [InlineData("sv", "Hej, var är min beställning? Jag har inte fått den.")]
    [InlineData("da", "Hvor er min bestilling? Jeg har ikke modtaget noget.")]
    [InlineData("fi", "Hei, missä minun tilaukseni on? Haluaisin perua sen.")]
    [InlineData("tr", "Merhaba, siparişim nerede? Hâlâ gelmedi, iptal etmek istiyorum.")]
    [InlineData("ro", "Bună ziua, unde este comanda mea? Nu am primit-o încă.")]
    [InlineData("hu", "Jó napot, hol van a rendelésem? Szeretném lemondani.")]
    [InlineData("id", "Halo, di mana pesanan saya? Saya ingin membatalkan.")]
    [InlineData("vi", "Xin chào, đơn hàng của tôi ở đâu?")]
    [InlineData("ru", "Здравствуйте, где мой заказ?")]
    [InlineData("uk", "Добрий день, де моє замовлення? Я хочу його скасувати.")]
    [InlineData("ar", "مرحبا، أين طلبي؟")]
    [InlineData("fa", "سلام، سفارش من کجاست؟ چرا نیامد؟")]
    [InlineData("he", "שלום, איפה ההזמנה שלי?")]
    [InlineData("el", "Γεια σας, πού είναι η παραγγελία μου;")]
    [InlineData("hi", "मेरा ऑर्डर कहाँ है?")]
    [InlineData("th", "คำสั่งซื้อของฉันอยู่ที่ไหน")]
    [InlineData("ja", "注文はどこですか?ORD-12345です。")]
    [InlineData("ko", "제 주문은 어디에 있나요? ORD-12345")]
    [InlineData("zh", "我的订单在哪里? order ORD-12345")]
    public void The_language_of_a_message_is_found(string language, string message) => Assert.Equal(language, LanguageGuess.Of(message));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("ORD-12345")]
    [InlineData("ok")]
    [InlineData("12.50 €")]
    [InlineData("👍👍👍")]
    [InlineData("a")]
    [InlineData("w/o")]
    [InlineData("size s")]
    [InlineData("Mom's gift")]
    [InlineData("mia_li_1234")]
    public void Where_a_message_does_not_tell_nothing_is_said(string? message) => Assert.Null(LanguageGuess.Of(message));

    [Fact]
    public void Every_language_that_is_found_has_a_name()
    {
        var languages = CommonWords.Languages.Concat(["ru", "uk", "ar", "fa", "he", "el", "hi", "th", "ja", "ko", "zh"]);

        Assert.DoesNotContain(languages, static language => LanguageNames.Of(language) == language);
    }

    [Fact]
    public void Hostile_and_huge_texts_have_a_language_or_none_but_never_an_error()
    {
        foreach (var text in Fakes.HostileStrings.All)
        {
            var language = LanguageGuess.Of(text);
            Assert.True(language is null || LanguageNames.Of(language) != language, text);
        }

        Assert.Equal("en", LanguageGuess.Of(string.Concat(Enumerable.Repeat("where is my order ", 100_000))));
        Assert.Null(LanguageGuess.Of(new string('x', 1_000_000)));
    }
}
