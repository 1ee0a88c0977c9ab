using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Hosting;

namespace SupportDashboard.Evaluations;

/// <summary>Says "look again" whenever an item or a run changed its state. Comes in bursts: who renders throttles.</summary>
internal sealed class EvaluationFeed : ILedgerListener
{
    private readonly Subscribers _subscribers = new();

    public IDisposable Subscribe(Action changed) => _subscribers.Subscribe(changed);

    public void Publish() => _subscribers.Publish();

    public void LookAgain() => Publish();
}
