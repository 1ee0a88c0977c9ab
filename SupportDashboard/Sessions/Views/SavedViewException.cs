namespace SupportDashboard.Sessions.Views;

/// <summary>A view cannot be saved or changed; the message is a sentence for the screen.</summary>
public sealed class SavedViewException(string sentence) : Exception(sentence);
