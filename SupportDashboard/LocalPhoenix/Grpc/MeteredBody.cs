using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>
/// A request body that takes from the budget as its bytes come. A message is gathered in the pipe until it is whole, so what is
/// unread there is memory, and it is copied once when it is read: it counts twice.
/// </summary>
internal sealed class MeteredBody(PipeReader body, BudgetShare share) : PipeReader, IRequestBodyPipeFeature
{
    private const int Copies = 2;

    public PipeReader Reader => this;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Take(await body.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        if (!body.TryRead(out result))
        {
            return false;
        }

        Take(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    private ReadResult Take(ReadResult read)
    {
        try
        {
            share.Grow((Copies * read.Buffer.Length) - share.Held);
            return read;
        }
        catch (ApiException exception)
        {
            // A read that is not advanced would block the clearing away of the rest.
            body.AdvanceTo(read.Buffer.End);
            throw GrpcErrors.Translate(exception);
        }
    }
}
