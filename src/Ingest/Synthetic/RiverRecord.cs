namespace Rossby.Ingest;

/// <summary>What is written about a planted river of one step.</summary>
/// <param name="Id">One number for its whole life.</param>
/// <param name="Centre">Middle of its spine.</param>
/// <param name="LengthKm">Length of the spine.</param>
/// <param name="AreaKm2">Area of the cells where its own transport reaches 250 kg m-1 s-1.</param>
/// <param name="PeakTransport">Its largest cell-mean own transport, kg m-1 s-1.</param>
sealed record RiverRecord(long Id, GeoPoint Centre, double LengthKm, double AreaKm2, double PeakTransport);
