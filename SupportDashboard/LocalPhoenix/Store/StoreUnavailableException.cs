namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Nothing of the write was kept: the disk is full, the file cannot be written, or the store is closing. Trying again may work.</summary>
internal sealed class StoreUnavailableException(Exception? inner) : Exception("The store cannot write at the moment; try again", inner);
