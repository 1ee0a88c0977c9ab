namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A request that ends here: with a sentence as plain text, or with the list of what is wrong with its input as JSON.</summary>
internal sealed class ApiException : Exception
{
    private ApiException(int status, string message)
        : base(message) => Status = status;

    public int Status { get; }

    /// <summary>What is wrong with the input; <see langword="null"/> when the answer is the message as text.</summary>
    public InputError? Input { get; private init; }

    /// <summary>After how many seconds it may work; <see langword="null"/> when waiting does not help.</summary>
    public int? RetryAfterSeconds { get; private init; }

    public static ApiException Text(int status, string message) => new(status, message);

    public static ApiException NotFound(string message) => new(StatusCodes.Status404NotFound, message);

    /// <summary>422 with plain text, as Phoenix's own checks answer.</summary>
    public static ApiException Unprocessable(string message) => new(StatusCodes.Status422UnprocessableEntity, message);

    /// <summary>422 with JSON, as the checks of Phoenix's web framework answer.</summary>
    public static ApiException Invalid(InputError input) => new(StatusCodes.Status422UnprocessableEntity, input.Msg) { Input = input };

    /// <summary>503: more is in progress than the process may hold.</summary>
    public static ApiException Busy() => new(StatusCodes.Status503ServiceUnavailable, "Too many bytes are waiting to be stored; try again") { RetryAfterSeconds = 1 };

    /// <summary>429: one client has more in progress than it may; the others are served.</summary>
    public static ApiException TooMany() => new(StatusCodes.Status429TooManyRequests, "Too much of this client is in progress; try again") { RetryAfterSeconds = 1 };
}
