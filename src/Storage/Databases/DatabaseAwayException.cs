namespace Undercurrent.Storage.Databases;

/// <summary>The database can't be reached, is locked, or its disk is full: the same is worth trying again.</summary>
internal sealed class DatabaseAwayException(string message, Exception? inner) : Exception(message, inner);
