using System;

namespace Devmem.Simulation;

/// <summary>How the NIC cuts one flow into packets and splits their headers off.</summary>
internal sealed class NicModel
{
    private readonly SimulationOptions _options;
    private readonly Random? _random;
    private long _segments;

    internal NicModel(SimulationOptions options, long flow)
    {
        _options = options;
        Share = options.PageSize / options.SegmentsPerPage;
        _random = options.Seed is { } seed ? new Random(unchecked((seed * 397) ^ (int)flow)) : null;
    }

    /// <summary>Bytes of a page that one segment may fill.</summary>
    internal int Share { get; }

    /// <summary>The next packet of a flow that has so many bytes waiting.</summary>
    internal SegmentPlan Next(int available)
    {
        _segments++;
        return _random is null ? Regular(Math.Min(available, Share)) : Drawn(_random, available);
    }

    private SegmentPlan Regular(int bytes)
    {
        bool readable = Falls(_options.ReadableSegmentInterval);
        int linear = Falls(_options.LinearSegmentInterval) ? _options.LinearPartBytes : 0;
        return new SegmentPlan(readable || linear >= bytes, bytes, linear, Offset: 0);
    }

    private SegmentPlan Drawn(Random random, int available)
    {
        int bytes = random.Next(1, Math.Min(available, Share) + 1);
        int linear = random.Next(4) == 0 ? random.Next(1, _options.LinearPartBytes + 1) : 0;
        int offset = random.Next(Share - bytes + 1);
        return new SegmentPlan(random.Next(8) == 0 || linear >= bytes, bytes, linear, offset);
    }

    private bool Falls(int interval) => interval > 0 && _segments % interval == 0;
}
