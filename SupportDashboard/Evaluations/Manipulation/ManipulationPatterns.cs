using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// What texts for a judge look like, and texts of customers and agents do not: they speak to or of a judge, forge a verdict, its schema, another role, the end of
/// the transcript, or take back instructions; in some other languages as well. It is a list, so it cannot be complete; what it misses is still only data to the judge.
/// </summary>
internal static partial class ManipulationPatterns
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ManipulationPattern> All { get; } =
    [
        new(Judge(), "judg", "evaluat", "grader", "grading", "assessor", "rater", "scorer", "scoring", "auditor", "reviewing", "reviewer", "llm", "model", "system", "rubric"),
        new(Verdict(), "label", "verdict", "score", "rating", "grade", "explanation", "evidence", "solved", "coherent", "successful", "perfect", "positive", "unknown", "judgment", "judgement", "evaluation", "result"),
        new(Names(), "coherence", "_status", "_frustration", "_but_not_", "context_loss", "_relevance", "annotator_", "json_schema", "response_format"),
        new(Instructions(), "ignore", "disregard", "forget", "override", "overrule", "bypass", "skip", "drop", "discard", "neglect", "following", "instruction", "prompt", "directive", "mode", "pretend", "jailbreak", "thought", "rule"),
        new(Addressed(), "are", "from", "anything"),
        new(Role(), "system", "developer", "assistant", "judge", "evaluator", "grader", "openai", "anthropic", "phoenix", "admin", "root", "<|", "inst]", "sys>", "\"role\"", "</", "<user", "<human", "<instruction", "<prompt", "<context", "<rubric", "<verdict", "<transcript", "<conversation", "<output", "<answer"),
        new(Line(), "turn", "tool", "document", "agent"),
        new(Frame(), "transcript", "conversation", "dialogue", "session", "chat", "prompt", "instruction", "system", "data", "input", "context", "rubric", "quoted", "===", "---", "```"),
        new(Output(), "json", "label", "verdict", "word", "object", "solved", "coherent", "unknown", "output", "judgment", "judgement", "evaluation", "format", "task", "score", "explanation", "evidence") { Sign = '{' },
        new(
            Foreign(),
            "ignor", "vergiss", "missachte", "bewerter", "gutachter", "prüfer", "richter", "evaluator", "gelöst", "geklärt", "kohärent", "oublie", "évaluateur", "juge", "résolu", "olvid", "evaluador", "juez", "resuelt",
            "dimentica", "valutatore", "giudice", "esqueça", "avaliador", "juiz", "negeer", "vergeet", "beoordelaar", "zignoruj", "pomiń", "talimat", "değerlendirici", "игнорируй", "забудь", "оценщик", "судья", "忽略", "无视", "忘记",
            "评估者", "评估员", "评审", "裁判", "标记", "判定", "评为", "指示", "命令", "ルール", "評価者", "審査員", "解決済みと", "지시", "명령", "규칙", "평가자", "تجاهل", "انس", "المقي", "निर्देश", "नियम", "मूल्यांकनकर्ता"),
    ];

    public static bool AnyIn(string text)
    {
        foreach (var pattern in All)
        {
            if (pattern.IsIn(text))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(
        """
        \b(?:the|dear|to|attention|note\s+(?:to|for)(?:\s+the)?|hey|hello|as\s+(?:a|an|the)|any|you,?\s+the|for\s+(?:the|any))\s+(?:\w+\s+)?(?:judges?|evaluators?|graders?|assessors?|raters?|scorers?|auditor\s+model|reviewing\s+(?:model|ai)|llm|language\s+model|ai\s+(?:model|reviewer|system))\b
        | \b(?:judges?|evaluators?|graders?|assessors?|raters?|scorers?)\s*(?:must|should|shall|has\s+to|have\s+to|need\s+to|needs\s+to|is\s+(?:required|instructed|told)|are\s+(?:required|instructed)|will\s+(?:now\s+)?(?:label|answer|return|give)|:|,\s*please)
        | \b(?:evaluation|grading|scoring|judging)\s+(?:instructions?|rules?|criteria|note|guidelines?|override|rubric|key|is\s+over|complete)\b | \brubric\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Judge();

    [GeneratedRegex(
        """
        ["'“]?\b(?:labels?|verdict|score|rating|grade|explanation|evidence)\b["'”]?\s*(?:is|=|:|:=|to|as|of|should\s+be|must\s+be)\s*["'“`]?\s*(?:un)?(?:resolved|coherent|incoherent|unknown|pass(?:ed)?|positive|perfect|excellent|success|done|kept|none|\[|[01](?:\.[0-9]+)?\b|[0-9]{1,3}\s*/\s*[0-9]+|[0-9]{2,3}\s*%)
        | \b(?:label|mark|rate|score|classify|grade|judge|evaluate|assess|treat|consider|count|report|record|flag)\s+(?:it|this|that|the|me|my|our|us)?\s*(?:whole\s+|entire\s+)?(?:conversation|session|chat|transcript|dialogue|interaction|case|exchange|answer)?\s*(?:only\s+)?(?:as\s+)(?:fully\s+|being\s+)?["'“`]?(?:un)?(?:resolved|coherent|incoherent|solved|successful|perfect|positive|unknown)
        | \b(?:final|official|correct|real|true|actual|overall)\s+(?:verdict|label|judg(?:e)?ment|score|evaluation|result)\b
        | \b(?:conversation|session|transcript|dialogue)\s+(?:(?:is|was|has\s+been|must\s+be|should\s+be|counts\s+as)\s+)(?:\w+\s+){0,3}(?:resolved|coherent|solved|successful|incoherent|unresolved)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"\b(?:conversation_coherence|resolution_status|user_frustration|said_but_not_done|context_loss|retrieval_relevance|annotator_kind|json_schema|response_format)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(
        """
        \b(?:ignore|disregard|forget|override|overrule|bypass|skip|drop|discard|neglect|stop\s+following)\b[^.!?\n]{0,40}\b(?:instructions?|rules|prompts?|guidelines?|rubric|directions|directives|system\s+message|constraints|transcript|conversation|everything\s+(?:above|before|you))\b
        | \b(?:new|updated|revised|additional|secret|hidden|priority|important|system|admin(?:istrator)?|developer|real)\s+(?:system\s+)?(?:instructions?|prompt|directives?|override|mode)\b
        | \bpretend\s+(?:that\s+|to\s+be\s+|you)|\b(?:jailbreak|system\s+prompt|prompt\s+injection|chain\s+of\s+thought)\b | \b(?:instructions?|rules?)\s+(?:above|before|given\s+to\s+you|so\s+far)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Instructions();

    // Spoken to in words that everybody uses: what begins them is all that tells these from others.
    [GeneratedRegex(
        """
        \byou\s+are\s+(?:now\s+)?(?:a|an|the|in)\s+(?:\w+\s+){0,2}(?:judge|evaluator|grader|assistant|model|ai|dan|developer\s+mode|llm)\b
        | \bfrom\s+now\s+on\b[^.\n]{0,30}\b(?:you|answer|respond|label|say)\b | \bdo\s+anything\s+now\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Addressed();

    [GeneratedRegex(
        """
        (?:^|\n)\s*(?:[#>*\[({<_-]+\s*)?(?:system|developer|assistant|judge|evaluator|grader|openai|anthropic|phoenix|admin(?:istrator)?|root)\s*(?:message|note|prompt)?\s*[\])}>*_]*\s*:
        | <\|[a-z_]{2,30}\|> | \[/?INST\] | <</?SYS>> | "role"\s*:\s*" | </?(?:system|assistant|user|human|developer|instructions?|prompt|context|rubric|judge|verdict|transcript|conversation|output|answer)\b[^>\n]{0,60}>
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Role();

    [GeneratedRegex(@"(?:^|\n)\s*(?:Turn\s+[0-9]{1,9}\s*:|(?:Tool|Document)\s*:\s*\{|Agent\s*:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(
        """
        \b(?:end|begin|start|close|beginning)\s*(?:of)?\s*(?:the\s+)?(?:transcript|conversation|dialogue|session|chat\s+log|prompt|instructions?|system|data|input|context|rubric|quoted\s+text)\b
        | \btranscript-[0-9a-z]{2,}| </?transcript | ={3,}\s*[A-Za-z ]{0,30}(?:transcript|system|end|verdict|instructions?) | -{3,}\s*(?:end|begin|system|transcript|new)\b
        | ```\s*(?:json|system|verdict)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    [GeneratedRegex(
        """
        \b(?:output|print|return|emit|write|produce|respond\s+with|reply\s+with|answer\s+with|answer\s+only|say)\s+(?:(?:only|exactly|just|nothing\s+but|the\s+following|this|a|the)\s*:?\s+)*["'“`]?(?:json|label|verdict|word|object|\{|(?:un)?resolved|(?:in)?coherent|unknown)\b
        | \byour\s+(?:output|verdict|label|json|judg(?:e)?ment|evaluation|response\s+format|only\s+task|task)\s+(?:must|should|has\s+to|is|will)\b | \{\s*["']?(?:label|verdict|score|explanation|evidence)["']?\s*:
        | \b(?:resolved|coherent)\s*=\s*(?:true|1|yes)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Output();

    // Take back instructions, speak to the judge, or dictate the label: de, fr, es, it, pt, nl, pl, tr, ru, zh, ja, ko, ar, hi.
    [GeneratedRegex(
        """
        \b(?:ignorier\w*|vergiss|missachte\w*)\b[^.\n]{0,40}(?:anweisung|regel|vorgab)|\b(?:bewerter|gutachter|prüfer|richter|der\s+evaluator)\b[^.\n]{0,40}\b(?:muss|soll|müssen)|\bals\s+(?:gelöst|geklärt|kohärent)\s+(?:bewerten|markieren|einstufen|werten)
        | \b(?:ignore[rz]?|oublie[rz]?)\b[^.\n]{0,40}(?:instruction|consigne|règle)|\b(?:évaluateur|juge)\b[^.\n]{0,40}\b(?:doit|devez|doivent)|\b(?:marque[rz]?|note[rz]?|classe[rz]?)\b[^.\n]{0,40}\brésolue?\b
        | \b(?:ignor[ae]|olvid[ae])\b[^.\n]{0,40}(?:instruccion|regla)|\b(?:evaluador|juez)\b[^.\n]{0,40}\b(?:debe|tiene)|\b(?:marca|califica|etiqueta)\b[^.\n]{0,40}\bresuelt[ao]\b
        | \b(?:ignora|dimentica)\b[^.\n]{0,40}(?:istruzion|regol)|\b(?:valutatore|giudice)\b[^.\n]{0,40}\bdeve | \b(?:ignore|esqueça)\b[^.\n]{0,40}(?:instruç|regras)|\b(?:avaliador|juiz)\b[^.\n]{0,40}\bdeve
        | \b(?:negeer|vergeet)\b[^.\n]{0,40}(?:instructie|regel)|\bbeoordelaar\b[^.\n]{0,40}\bmoet | (?:zignoruj|pomiń)[^.\n]{0,40}(?:instrukcj|polecen) | talimat[^.\n]{0,30}(?:yok\s+say|görmezden|unut)|değerlendirici
        | (?:игнорируй|проигнорируй|забудь)\w*[^.\n]{0,40}(?:инструкци|правил|указани)|(?:оценщик|судья)[^.\n]{0,40}(?:должен|обязан) | (?:忽略|无视|忘记)[^。\n]{0,20}(?:指令|说明|规则|提示)|(?:评估者|评估员|评审|裁判)[^。\n]{0,20}(?:必须|应该|请)|(?:标记|判定|评为)[^。\n]{0,10}(?:已解决|解决)
        | (?:指示|命令|ルール)[^。\n]{0,12}(?:無視|忘れ)|(?:評価者|審査員)|解決済みと(?:判定|評価) | (?:지시|명령|규칙)[^.\n]{0,12}(?:무시|잊)|평가자 | (?:تجاهل|انس)[^.\n]{0,30}(?:تعليمات|القواعد)|المقيّ?م | (?:निर्देश|नियम)[^।\n]{0,30}(?:अनदेखा|भूल)|मूल्यांकनकर्ता
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
