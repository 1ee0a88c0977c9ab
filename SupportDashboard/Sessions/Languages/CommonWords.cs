using System.Collections.Frozen;

namespace SupportDashboard.Sessions.Languages;

/// <summary>The small words that a language written in Latin letters cannot do without, and how much each of them says: a word of two languages says half for each.</summary>
internal static class CommonWords
{
    /// <summary>The languages, by their code (ISO 639-1).</summary>
    public static string[] Languages { get; }

    /// <summary>To each word, in lower case, the languages that have it, as places in <see cref="Languages"/>.</summary>
    public static FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Words { get; }

    private static readonly (string Language, string Words)[] Lists =
    [
        ("cs", "a je jsem jsme jste to že se si na do pro kde kdy jak co proč můj moje mám máte nemám ale nebo od po za prosím děkuji dobrý den ahoj chci chtěl bych můžu můžete není byl byla jsem už ještě mi mě s v z"),
        ("da", "jeg du er ikke det en et og at har min mit mine hvor hvornår hvad hvordan hvorfor kan vil gerne til på med for af som tak hej den der skal men eller fra ikke noget vi jer mig ønsker bestilling"),
        ("de", "ich du sie wir der die das den dem ein eine einen einem und oder aber nicht ist sind war bin habe hat haben mein meine meinen wo wann wie was warum kann können möchte will bitte danke hallo mit für auf von zu zum zur nach noch schon es mir mich ihr ihre wurde wird auch bei aus wenn dass daß geht ihnen dir uns euch kein keine werden"),
        ("en", "i you he she we they the a an and or but not is are was were am be been have has had do does did my your our their it its this that these those where when how what why who can could would should will want please thanks thank hello hi with for on of to from in at by about me us them still if there get got need just order any no yes here come came let today don didn doesn isn wasn hasn haven won couldn wouldn shouldn aren parcel delivery receipt broken not never still"),
        ("es", "yo tú usted él ella nosotros el la los las un una unos y o pero no es son era está están estoy soy he ha hay mi mis su sus me se lo que dónde donde cuándo cuando cómo como qué por porque para con de del al en quiero quisiera puedo puede necesito gracias hola buenos buenas favor pedido todavía más muy tengo"),
        ("fi", "minä sinä hän me te he on ei ole olen olet ja tai mutta että kun missä milloin miten mikä mitä miksi voin voiko voisitko haluan haluaisin kiitos hei moi tilaus tilaukseni minun sinun se tämä myös vielä olisi en joka kanssa"),
        ("fr", "je tu il elle nous vous ils le la les un une des du de et ou mais ne pas est sont suis été ai avez mon ma mes votre vos ce cette ces où quand comment quoi pourquoi qui que peux pouvez voudrais veux merci bonjour avec pour sur dans au aux en se me lui y encore bien plus très toujours commande"),
        ("hu", "én te ő mi ti ők a az egy és vagy de nem van vagyok volt hogy hol mikor hogyan mi miért meg kérem köszönöm szia helló jó napot szeretném szeretnék tudok tudna ez itt már még csak a rendelésem rendelés is ha"),
        ("id", "saya aku anda kamu kami mereka dan atau tetapi tapi tidak bukan adalah ini itu di ke dari untuk dengan yang apa kapan mana bagaimana mengapa bisa ingin mau tolong terima kasih halo pesanan sudah belum akan ada"),
        ("it", "io tu lui lei noi voi loro il lo la i gli le un uno una e o ma non è sono ho ha abbiamo mio mia miei il suo che chi dove quando come cosa perché per con di del della dei al alla da nel nella su vorrei voglio posso può grazie ciao buongiorno ordine ancora molto più si mi ci questo questa"),
        ("nl", "ik jij je u hij zij wij we de het een en of maar niet is zijn was ben heb heeft hebben mijn uw waar wanneer hoe wat waarom wie kan kunt wil graag bedankt dank hallo met voor op van naar te in aan bij nog al er dit dat deze ook als om mij geen bestelling"),
        ("pl", "ja ty on ona my wy oni i lub ale nie jest są był była jestem mam masz mój moja moje to że się gdzie kiedy jak co dlaczego kto czy mogę może chcę chciałbym chciałabym proszę dziękuję dzień dobry cześć z na do dla od po w o jeszcze już tak zamówienie tego mi"),
        ("pt", "eu tu você ele ela nós o a os as um uma e ou mas não é são foi está estou sou tenho tem meu minha meus seu sua que quem onde quando como por porque para com de do da dos das no na em ao quero gostaria posso pode preciso obrigado obrigada olá oi bom dia pedido ainda muito mais já isso este esta"),
        ("ro", "eu tu el ea noi voi ei și sau dar nu este sunt era am ai are avem meu mea mele care ce unde când cum de la cu pe pentru din în un o să vreau doresc pot puteți mulțumesc bună ziua salut comanda mai încă îmi mă"),
        ("sv", "jag du han hon vi ni de är inte det den en ett och eller men att har hade min mitt mina var när hur vad varför vem kan vill gärna tack hej till på med för av som från om mig ska skulle finns också beställning"),
        ("tr", "ben sen o biz siz onlar bir ve veya ama değil var yok bu şu benim sizin nerede ne zaman nasıl neden kim mi mı mu mü için ile da de çok daha istiyorum ister lütfen teşekkürler teşekkür merhaba sipariş siparişim nasıl olarak gibi kadar"),
        ("vi", "tôi bạn anh chị em chúng là và hoặc nhưng không có được của này đó khi nào ở đâu như thế tại sao ai có thể muốn xin cảm ơn chào với cho đến từ trong đơn hàng vẫn chưa đã sẽ"),
    ];

    static CommonWords()
    {
        Languages = [.. Lists.Select(static list => list.Language)];
        Words = Lists
            .SelectMany(static (list, place) => list.Words.Split(' ').Distinct(StringComparer.Ordinal).Select(word => (Word: word, Place: place)))
            .GroupBy(static entry => entry.Word, static entry => entry.Place, StringComparer.Ordinal)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
