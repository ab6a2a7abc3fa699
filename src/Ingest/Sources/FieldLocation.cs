namespace Rossby.Ingest;

/// <summary>Where one step of a channel lies.</summary>
/// <param name="Match">Variable and level.</param>
/// <param name="TimeIndex">Index on its time dimension; 0 without one.</param>
/// <param name="Conversion">What turns it into the channel's unit.</param>
internal readonly record struct FieldLocation(ChannelMatch Match, long TimeIndex, ValueConversion Conversion);
