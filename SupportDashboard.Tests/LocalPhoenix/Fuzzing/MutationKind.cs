namespace SupportDashboard.Tests.LocalPhoenix.Fuzzing;

/// <summary>The ways in which a body can be damaged.</summary>
internal enum MutationKind
{
    /// <summary>One bit is turned.</summary>
    FlipBit,

    /// <summary>One byte becomes another.</summary>
    SetByte,

    /// <summary>The body ends early.</summary>
    Truncate,

    /// <summary>A piece is missing.</summary>
    Remove,

    /// <summary>A piece is there twice.</summary>
    Repeat,

    /// <summary>A piece of the body itself stands elsewhere too.</summary>
    Splice,

    /// <summary>A number in protobuf's form, small or huge, where a length may have been.</summary>
    Length,

    /// <summary>A word of JSON, where anything may have been.</summary>
    Token,

    /// <summary>In JSON: a value of another type in the place of one; in anything else the same as <see cref="Token"/>.</summary>
    WrongType,
}
