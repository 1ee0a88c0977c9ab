namespace SupportDashboard.Agent;

/// <summary>The shop's orders, from <c>Agent/Data/orders.json</c>.</summary>
internal sealed class OrderBook
{
    private readonly Dictionary<string, Order> _orders = AgentData.Read<Order[]>("orders.json").ToDictionary(static order => order.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The order with this id, however it is written; null when there is none.</summary>
    public Order? Find(string id) => _orders.GetValueOrDefault(OrderIds.FindLast(id) ?? id.Trim());
}
