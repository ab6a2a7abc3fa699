using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rossby.Core;

/// <summary>
/// Writes into a config's tree what its file leaves out. The source-generated reader cannot: it sets every init-only
/// property, those that the JSON lacks to zero, so a record's own defaults would be lost without a word.
/// </summary>
internal static class ConfigDefaults
{
    // One of each record; values of required members are never used.
    static readonly Dictionary<Type, object> Exemplars = Index(
        new EvalConfig(), new MpiConfig(), new AllreduceConfig(), new BatchNormConfig(), new LossScaleConfig(), new CheckpointConfig(), new SubmissionConfig(), new FaultConfig(), new StageConfig(), new TrainConfig(), new ShardsConfig(), new GuardConfig(), new GridConfig(),
        new FilesSourceConfig { Paths = [] }, new SyntheticSourceConfig(),
        new TempestCycloneConfig(), new TecaCycloneConfig(), new CycloneStitchConfig(), new CycloneDiscConfig(),
        new VariableLabelsConfig(), new IvtThresholdConfig(), new BardArConfig(), new TempestArConfig(), new NoLabelsConfig(),
        new DeepCamCompatConfig { TropicalCyclones = new TecaCycloneConfig() }, new DeepCamQuirksConfig(),
        new CombineConfig { TropicalCyclones = new TempestCycloneConfig(), AtmosphericRivers = new BardArConfig() },
        new BlockSplitConfig(), new YearSplitConfig(), new RangeSplitConfig { Train = [] }, new RandomSplitConfig(),
        new DeepLabV3PlusResNet50Config(), new DeepLabV3PlusXceptionConfig(), new CgNetConfig(), new TiramisuConfig(), new UNetConfig(),
        new WeightedCrossEntropyConfig(), new SoftCrossEntropyConfig(), new SummedCrossEntropyConfig(), new FocalLossConfig(), new DiceLossConfig(), new JaccardLossConfig(),
        new ClimateNetJaccardLossConfig(), new FocalTverskyLossConfig(), new LarcConfig(), new SgdConfig(), new AdamConfig(), new AdamWConfig(), new LambConfig(),
        new CosineScheduleConfig(), new PolynomialScheduleConfig(), new MultistepScheduleConfig(), new ExponentialScheduleConfig(),
        new PiecewiseScheduleConfig { Boundaries = [], Factors = [] },
        new IngestConfig { Source = new SyntheticSourceConfig(), Channels = [], Labels = new NoLabelsConfig() },
        new PipelineConfig
        {
            Name = "",
            Ingest = new IngestConfig { Source = new SyntheticSourceConfig(), Channels = [], Labels = new NoLabelsConfig() },
        });

    /// <summary>Fills a pipeline's tree; what does not fit the records is left for <see cref="SchemaCheck"/> to report.</summary>
    public static void Fill(ConfigNode root) => Fill(root, PipelineJson.Default.PipelineConfig);

    /// <summary>The members of a record that have a default, with its value as JSON.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Of(JsonTypeInfo type)
    {
        if (!Exemplars.TryGetValue(type.Type, out object? exemplar))
            throw new InvalidOperationException($"{type.Type.Name} has no exemplar in {nameof(ConfigDefaults)}.");
        var values = JsonSerializer.SerializeToElement(exemplar, type);
        return type.Properties.Where(p => !p.IsRequired).Select(p => (p.Name, values.GetProperty(p.Name)));
    }

    /// <summary>Fills the tree of one section.</summary>
    public static void Fill(ConfigNode node, JsonTypeInfo type)
    {
        if (node.Kind == JsonValueKind.Array && type.ElementType is { } element)
        {
            foreach (var item in node.Items) Fill(item, PipelineJson.Default.Options.GetTypeInfo(element));
        }
        if (node.Kind != JsonValueKind.Object || type.Kind != JsonTypeInfoKind.Object) return;
        if (type.PolymorphismOptions is { } choices)
        {
            if (node[choices.TypeDiscriminatorPropertyName] is not { Kind: JsonValueKind.String } given) return;
            var chosen = choices.DerivedTypes.FirstOrDefault(d => d.TypeDiscriminator is string name && name == given.Text);
            if (chosen.DerivedType is null) return;
            type = PipelineJson.Default.Options.GetTypeInfo(chosen.DerivedType);
        }
        foreach (var (name, value) in Of(type))
        {
            if (node[name] is not null) continue;
            var standard = ConfigParser.ParseValue(Encoding.UTF8.GetBytes(value.GetRawText()), node.PathOf(name), node.Place, new ConfigFindings());
            node.Set(new ConfigMember(name, node.Place, standard));
        }
        foreach (var property in type.Properties)
        {
            if (node[property.Name] is { } member) Fill(member, PipelineJson.Default.Options.GetTypeInfo(property.PropertyType));
        }
    }

    static Dictionary<Type, object> Index(params object[] records) => records.ToDictionary(r => r.GetType());
}
