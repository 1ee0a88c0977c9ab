namespace SupportDashboard.Components.Layout;

/// <summary>The sheet of keyboard shortcuts, a dialog that <c>page.js</c> opens with <c>?</c>; while it is open nothing below it can be pressed.</summary>
public sealed partial class ShortcutSheet
{
    private static readonly (string Keys, string What)[] Shortcuts =
    [
        ("j", "Next conversation"),
        ("k", "Previous conversation"),
        ("e", "Evaluate the open conversation"),
        ("x", "Select or deselect the open conversation, or the one the list is at"),
        ("↓ ↑", "Walk the list; with Shift they select"),
        ("Space", "Preview the conversation the list is at"),
        ("Enter", "Open it"),
        ("Esc", "Close the preview or the open conversation"),
        ("/", "Search conversations"),
        ("c", "Write a message (on the chat page)"),
        ("?", "Show or hide this sheet"),
    ];
}
