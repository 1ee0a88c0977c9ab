using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Components;

/// <summary>The document around every page, rendered once for each request. What never changes stands here, where no circuit keeps it.</summary>
public sealed partial class App
{
    [CascadingParameter]
    public HttpContext? Request { get; set; }

    private string? Zone => Request?.Request.Cookies[BrowserTime.Cookie];
}
