using System.Buffers;
using System.Text.Json;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The planted storms of every step as JSON, beside the files: what a detector's tracks and objects can be held against.</summary>
sealed class StormTable : IDisposable
{
    /// <summary>The name of the file.</summary>
    internal const string FileName = "storms.json";

    readonly ArrayBufferWriter<byte> buffer = new();
    readonly Utf8JsonWriter json;

    internal StormTable(SyntheticSourceConfig config, ulong seed)
    {
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, IndentSize = 1 });
        json.WriteStartObject();
        json.WriteString("notice", SyntheticSourceConfig.Notice);
        json.WriteNumber("generatorVersion", SyntheticFileWriter.GeneratorVersion);
        json.WriteNumber("seed", seed);
        json.WriteString("timeUnits", SyntheticFileWriter.TimeUnits(config.StartYear));
        json.WriteString("calendar", CalendarDays.Name(ClimateCalendar.NoLeap));
        json.WriteStartArray("steps");
    }

    /// <summary>Adds a step.</summary>
    internal void Append(double days, SyntheticFields fields)
    {
        json.WriteStartObject();
        json.WriteNumber("time", days);
        json.WriteStartArray("cyclones");
        foreach (var cyclone in fields.Cyclones)
        {
            json.WriteStartObject();
            json.WriteNumber("id", cyclone.Id);
            json.WriteBoolean("labelled", cyclone.IsCyclone);
            Number("latitudeDeg", cyclone.Centre.LatitudeDeg, 3);
            Number("longitudeDeg", cyclone.Centre.LongitudeDeg, 3);
            Number("maximumWindMetresPerSecond", cyclone.MaximumWind, 2);
            Number("pressureFallPa", -cyclone.Profile.CentralAnomalyPa, 0);
            Number("radiusOfMaximumWindKm", cyclone.RadiusOfMaximumWindKm, 1);
            Number("r8Km", cyclone.R8Km, 1);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rivers");
        foreach (var river in fields.Rivers)
        {
            json.WriteStartObject();
            json.WriteNumber("id", river.Id);
            Number("latitudeDeg", river.Centre.LatitudeDeg, 3);
            Number("longitudeDeg", river.Centre.LongitudeDeg, 3);
            Number("lengthKm", river.LengthKm, 0);
            Number("areaKm2", river.AreaKm2, 0);
            Number("peakTransportKgPerMetreSecond", river.PeakTransport, 1);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the file.</summary>
    internal void Save(string folder)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        AtomicFile.Write(Path.Combine(folder, FileName), stream =>
        {
            stream.Write(buffer.WrittenSpan);
            stream.Write("\n"u8);
        });
    }

    public void Dispose() => json.Dispose();

    void Number(string name, double value, int digits) => json.WriteNumber(name, Math.Round(value, digits));
}
