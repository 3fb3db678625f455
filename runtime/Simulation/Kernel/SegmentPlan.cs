namespace Devmem.Simulation;

/// <summary>A packet about to be taken in.</summary>
/// <param name="Readable">It comes as ordinary data.</param>
/// <param name="Bytes">All of its payload.</param>
/// <param name="Linear">How many of them are not put into the dmabuf.</param>
/// <param name="Offset">Where in its share of the page the fragment begins.</param>
internal readonly record struct SegmentPlan(bool Readable, int Bytes, int Linear, int Offset);
