using SupportDashboard.Hosting;

namespace SupportDashboard.Tests.Hosting;

public sealed class SubscribersTests
{
    [Fact]
    public void Everyone_who_subscribed_is_called()
    {
        var subscribers = new Subscribers();
        var calls = 0;
        subscribers.Subscribe(() => calls++);
        subscribers.Subscribe(() => calls++);

        subscribers.Publish();

        Assert.Equal(2, calls);
    }

    [Fact]
    public void Disposing_a_token_twice_ends_only_its_own_subscription()
    {
        var subscribers = new Subscribers();
        var calls = 0;
        void Count() => calls++;
        var first = subscribers.Subscribe(Count);
        subscribers.Subscribe(Count);

        first.Dispose();
        first.Dispose();
        subscribers.Publish();

        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_subscriber_may_leave_while_it_is_being_called()
    {
        var subscribers = new Subscribers();
        var calls = 0;
        IDisposable? token = null;
        token = subscribers.Subscribe(() =>
        {
            calls++;
            token!.Dispose();
        });

        subscribers.Publish();
        subscribers.Publish();

        Assert.Equal(1, calls);
    }
}
