using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Collects what running states report, each harm once, with the path that showed it first.</summary>
internal sealed class Collector : IFindings
{
    private readonly FlowProgram _program;
    private readonly Dictionary<(FindingKind Kind, int Site, int Origin, bool Exceptional), (Finding Finding, Node Node, int Op)> _found = [];
    private readonly HashSet<(int Site, int Origin)> _fine = [];
    private readonly HashSet<(int Site, int Origin)> _ended = [];
    private readonly HashSet<(int Site, int Origin)> _handedOver = [];
    private readonly HashSet<Observation> _observations = [];
    private readonly HashSet<PartsFact> _parts = [];
    private readonly HashSet<Mark> _marks = [];
    private readonly HashSet<WriteFact> _writes = [];
    private readonly HashSet<(int Root, int Origin)> _visits = [];
    private readonly HashSet<(int Site, int Other)> _order = [];
    private readonly HashSet<(int Site, int Through)> _through = [];
    private Node? _node;
    private int _op;

    public Collector(FlowProgram program) => _program = program;

    /// <summary>The step that runs now.</summary>
    public void MoveTo(Node node, int op)
    {
        _node = node;
        _op = op;
    }

    public void Leaks(Fact fact, int origin, LeakExit exit) => Add(FindingKind.Leak, fact, origin, -1, finding => finding with { Exit = exit });

    public void Used(Fact fact, int origin)
    {
        if (fact.Status != Status.Live)
            Add(FindingKind.UseAfterEnd, fact, origin, fact.EndedAt);
        else if (fact.IsOrphan)
            Add(FindingKind.UseAfterParent, fact, origin, fact.ParentEndedAt);
        else
            _fine.Add((fact.Site, origin));
    }

    public void ReleasedAgain(Fact fact, int origin) => Add(FindingKind.ReleasedAgain, fact, origin, fact.EndedAt);

    public void Released(Fact fact, int origin, bool throughAnother)
    {
        _fine.Add((fact.Site, origin));
        _ended.Add((fact.Site, origin));
        if (fact.IsOrphan)
            Add(FindingKind.EndedAfterParent, fact, origin, fact.ParentEndedAt, finding => finding with { ThroughAnother = throughAnother });
    }

    public void Outlives(Fact fact, int since, int origin) => Add(FindingKind.EndedAfterParent, fact, since, origin, finding => finding with { Outlives = true });

    public void EndedThrough(Fact fact, Fact through) => _through.Add((fact.Site, through.Site));

    public void EndedAfter(Fact fact, Fact other) => _order.Add((fact.Site, other.Site));

    public void ReleasedElsewhere(Fact fact, Fact through, bool isOtherFamily, int origin) =>
        Add(FindingKind.ReleasedElsewhere, fact, origin, -1, finding => finding with { Other = through.Site, OtherBinding = isOtherFamily });

    public void Wrote(WriteFact write) => _writes.Add(write);

    public void Overwritten(Fact fact, int origin) => Add(FindingKind.Overwritten, fact, origin, -1);

    public void Marked(int site, int trait, Fact? other) => _marks.Add(other is null ? new Mark(site, trait) : new Mark(site, trait) { Other = other.Root, OtherTrait = other.Trait });

    public void Alive(Fact fact, int origin) => _visits.Add((fact.Root, origin));

    public void Observed(Observation observation) => _observations.Add(observation);

    public void ObservedParts(PartsFact parts) => _parts.Add(parts);

    public void HandedOver(Fact fact, int origin) => _handedOver.Add((fact.Site, origin));

    /// <summary>Whether something that is found may be none; see <see cref="IFindings.Unsure"/>.</summary>
    public bool IsUnsure { get; private set; }

    public void Unsure() => IsUnsure = true;

    public void Trusted(Fact fact, int origin) => Add(FindingKind.Trusted, fact, origin, -1);

    public void MayBeReplaced(Fact fact, int origin) => Add(FindingKind.MayBeReplaced, fact, origin, -1);

    public void PromiseBroken(FindingKind how, Fact fact, int origin) => Add(how, fact, origin, -1);

    public Solution Result(bool gaveUp) => new(
        [.. _found.Values
            .Select(found => found.Finding with
            {
                Path = Witness.Of(_program, found.Node, found.Op, found.Finding),
                Always = !_fine.Contains((found.Finding.Site.Id, found.Finding.Origin)),
                Ends = OriginsOf(_ended, found.Finding.Site),
                HandOvers = OriginsOf(_handedOver, found.Finding.Site),
            })
            .OrderBy(finding => finding.Site.Id).ThenBy(finding => finding.Kind).ThenBy(finding => finding.Exceptional).ThenBy(finding => finding.Origin)],
        gaveUp)
    {
        Observations = _observations,
        Parts = _parts,
        Marks = _marks,
        Writes = _writes,
        Visits = _visits,
        EndsAfter = _order,
        EndsThrough = _through,
    };

    private static IReadOnlyList<int> OriginsOf(HashSet<(int Site, int Origin)> places, Site site) =>
        [.. places.Where(place => place.Site == site.Id && place.Origin >= 0).Select(place => place.Origin).OrderBy(origin => origin)];

    private void Add(FindingKind kind, Fact fact, int origin, int endedAt, System.Func<Finding, Finding>? more = null)
    {
        var key = (kind, fact.Site, origin, fact.Exceptional);
        if (_found.ContainsKey(key))
            return;
        var finding = new Finding(kind, _program.Sites[fact.Site], origin)
        {
            Exceptional = fact.Exceptional,
            Trait = fact.Trait,
            EndedAt = endedAt,
            Parent = fact.Parent,
            Beside = fact.Beside,
            Reads = fact.Reading is { IsRunning: true },
        };
        _found.Add(key, (more is null ? finding : more(finding), _node!, _op));
    }
}
