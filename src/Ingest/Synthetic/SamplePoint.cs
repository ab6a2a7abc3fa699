namespace Rossby.Ingest;

/// <summary>A point inside a cell at which a storm is evaluated: sines and cosines of its latitude and longitude.</summary>
readonly record struct SamplePoint(double SinLatitude, double CosLatitude, double SinLongitude, double CosLongitude);
