using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// The life of an object as one program: a constructor, then its methods in any order and number, then a release method. What a member still holds at the
/// end of that, or when it gets another value, nobody can release any more.
/// </summary>
internal sealed partial class BodyLowerer
{
    private readonly List<ControlFlowGraph> _ownGraphs = [];
    private bool _isLife;

    /// <summary>Lowers the life of an object.</summary>
    public static LoweredBody LowerLife(Life life, Ownership ownership, CancellationToken cancellation)
    {
        var lowerer = new BodyLowerer(ownership, isProbe: false, cancellation) { _members = life.Members, _isLife = true };
        lowerer.LowerLife(life);
        return lowerer._builder.Build(lowerer._inlined);
    }

    private void LowerLife(Life life)
    {
        var (entry, alive, lost) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        var origin = _builder.Origin(life.Syntax);
        _builder.Current = lost;
        _builder.End(new Exit(-1, ExitKind.Halt));
        _builder.Current = entry;
        foreach (var member in life.Members.All.OrderBy(member => member.Name, System.StringComparer.Ordinal))
            EmitParts(PlaceOf(member), place => _builder.Emit(new AssignConstant(origin, place, 0)));
        var born = Born(life, alive, origin);
        var makers = life.Makers.Select(maker => EnterMaker(life, maker, born, lost)).ToList();
        _builder.Current = entry;
        _builder.End(new Choice(origin, makers));
        var next = life.Methods.Where(method => !ReleaseMethods.IsStartedByHost(method)).Select(method => Enter(method, alive, alive)).ToList();
        next.AddRange(life.Ends.Concat(life.Stops).Select(end => Enter(end, Ended(life, end), lost)));
        if (life.Ends.Count == 0 && !life.IsStatic)
            next.Add(Ended(life, null));
        LowerWaiting();
        next.AddRange(EnterDelegates(alive));
        _builder.Current = alive;
        _builder.End(new Choice(origin, next.Count > 0 ? next : [lost]));
    }

    /// <summary>What happens to a new object once, or not at all: others fill what it says that it owns, and a host starts it.</summary>
    private int Born(Life life, int alive, int origin)
    {
        var target = alive;
        foreach (var start in life.Methods.Where(ReleaseMethods.IsStartedByHost))
        {
            var started = Enter(start, target, target);
            target = Either(origin, started, target);
        }

        foreach (var member in life.Members.Owned.Where(member => !life.IsStatic && IsFilledByOthers(member)))
        {
            var filled = _builder.NewBlock();
            _builder.Current = filled;
            var syntax = member.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
            var place = _builder.NewPlace();
            _builder.Emit(new Acquire(origin, place, _builder.SiteAt(syntax, StorePart, SiteKind.Owned, ContentOf(member, syntax, OwnMembers.TypeOf(member)))));
            AssignWhole(syntax, PlaceOf(member), place);
            _builder.Emit(new Kill(origin, PlaceSet.Of(place), LeakExit.ScopeEnd));
            _builder.End(new Goto(target));
            target = Either(origin, filled, target);
        }

        return target;
    }

    private int Either(int origin, int one, int other)
    {
        var block = _builder.NewBlock();
        _builder.Current = block;
        _builder.End(new Choice(origin, [one, other]));
        return block;
    }

    /// <summary>Whether the member says that it owns what others than its type can put there.</summary>
    private bool IsFilledByOthers(ISymbol member) => member.Has(KnownAttributes.Owning) && member.DeclaredAccessibility is not Accessibility.Private && _ownership.Handles.CarriedBy(OwnMembers.TypeOf(member)) is not null
        && member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private }
        && !member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(_cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax);

    /// <summary>The object is gone, and its members with it.</summary>
    private int Ended(Life life, IMethodSymbol? end)
    {
        var block = _builder.NewBlock();
        _builder.Current = block;
        _builder.Emit(new Kill(_builder.Origin(life.SyntaxOf(end)), PlaceSet.Of(life.Members.Owned.SelectMany(member => PartsOf(PlaceOf(member)))), LeakExit.ScopeEnd));
        _builder.End(new Exit(-1, ExitKind.Halt));
        return block;
    }

    /// <summary>What the members begin with, and a constructor, or none where nobody wrote one.</summary>
    private int EnterMaker(Life life, IMethodSymbol? maker, int alive, int lost)
    {
        var body = maker is null ? null : _ownership.Bodies.GraphOf(maker);
        var target = body is not null ? Enter(maker, body, alive, lost) : maker is not null ? LeavePrimary(maker, alive) : alive;
        if (maker is not null && Life.CallsAnother(maker))
            return target;
        foreach (var initialiser in _ownership.Bodies.InitialisersOf(life.Type, life.IsStatic).Reverse())
            target = Enter(null, initialiser, target, lost);

        // The parameters beside the name of a type are there before anything begins with them.
        return body is null ? EnterPrimary(maker, target) : target;
    }

    /// <summary>What no body reads is gone when everything has begun.</summary>
    private int LeavePrimary(IMethodSymbol maker, int alive) => Before(alive, new Kill(
        _builder.Origin((maker.DeclaringSyntaxReferences.FirstOrDefault() ?? maker.ContainingType.DeclaringSyntaxReferences[0]).GetSyntax(_cancellation)),
        PlaceSet.Of(maker.Parameters.Where(parameter => !_members!.All.Contains(parameter)).SelectMany(parameter => PartsOf(PlaceOf(parameter)))),
        LeakExit.Return));

    /// <summary>A constructor that is declared beside the name of its type: of a record, each parameter goes into the property of its name.</summary>
    private int EnterPrimary(IMethodSymbol? maker, int alive)
    {
        if (maker is null || maker.Parameters.IsEmpty)
            return alive;
        var block = _builder.NewBlock();
        _builder.Current = block;
        foreach (var parameter in maker.Parameters)
        {
            var syntax = parameter.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
            LowerParameter(parameter, _builder.Origin(syntax));
            var member = _members!.Owned.FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each, parameter)
                || (each is IPropertySymbol property && property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(_cancellation) == syntax)));
            if (member is null)
                continue;
            AssignWhole(syntax, PlaceOf(member), PlaceOf(parameter));
            AdoptStored(member, PlaceOf(member), syntax);
        }

        _builder.End(new Goto(alive));
        return block;
    }

    private int Enter(IMethodSymbol method, int returns, int throws) =>
        _ownership.Bodies.GraphOf(method) is { } graph ? Enter(method, graph, returns, throws) : returns;

    private int Enter(IMethodSymbol? method, ControlFlowGraph graph, int returns, int throws)
    {
        var (entry, exit) = (_builder.NewBlock(), _builder.NewBlock());
        var origin = _builder.Origin(graph.OriginalOperation.Syntax);
        Frame? frame = null;
        frame = new Frame(graph, method, null, _builder.NewPlace(), exit, _ => LeaveMethod(frame!, origin, throws));
        (_frame, _context, _block) = (frame, frame.Root, graph.Blocks[0]);
        _ownGraphs.Add(graph);
        _builder.Current = entry;
        LowerParameters(method, origin);
        if (method is { Name: "Dispose", Parameters.Length: 1 } && method.Parameters[0].Type.SpecialType == SpecialType.System_Boolean)
            _builder.Emit(new AssignConstant(origin, PlaceOf(method.Parameters[0]), 1));
        _builder.End(new Goto(BlockFor(frame, frame.Root, graph.Blocks[0])));
        _builder.Current = exit;
        LeaveToCaller(frame, method, origin);
        _builder.End(new Goto(returns));
        return entry;
    }

    /// <summary>What only the result names is the caller's; what a member still holds was shown to it.</summary>
    private void LeaveToCaller(Frame frame, IMethodSymbol? method, int origin)
    {
        var outs = method?.Parameters.Where(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref).Select(parameter => PlaceOf(parameter)) ?? [];
        foreach (var place in outs.Prepend(frame.ReturnPlace).SelectMany(PartsOf))
        {
            var site = _builder.SiteAt(frame.Graph.OriginalOperation.Syntax, StorePart - 1, SiteKind.Owned, new SiteInfo(frame.Graph.OriginalOperation.Syntax, null, ArrivalKind.Borrowed));
            _builder.Emit(new Adopt(origin, place, site));
        }

        _builder.Emit(new Kill(origin, PlaceSet.Of(NamesOf(frame)), LeakExit.Return));
    }

    private int LeaveMethod(Frame frame, int origin, int target)
    {
        var block = Before(target, new Kill(origin, PlaceSet.Of(NamesOf(frame).Concat(AllNamesOf(frame, frame.Graph.Root))), LeakExit.Throw));
        _builder.MarkHandler(block);
        return block;
    }

    private IEnumerable<int> NamesOf(Frame frame) =>
        (frame.Method?.Parameters.Where(parameter => !_members!.All.Contains(parameter)).SelectMany(parameter => PartsOf(PlaceOf(parameter))) ?? []).Concat(PartsOf(frame.ReturnPlace)).Concat(frame.Usage.Elements.Named.Select(MemoryOf));

    /// <summary>Lambdas and local functions that are not called where they stand may run at any time.</summary>
    private List<int> EnterDelegates(int alive)
    {
        var entries = new List<int>();
        var seen = new HashSet<SyntaxNode>();
        for (var i = 0; i < _ownGraphs.Count; i++)
        {
            foreach (var (graph, symbol) in NestedGraphs.Of(_ownGraphs[i], _cancellation))
            {
                if (_inlined.Contains(graph.OriginalOperation.Syntax) || !seen.Add(graph.OriginalOperation.Syntax))
                    continue;
                if (MemberUse.Read([graph.OriginalOperation]).Named.Overlaps(_members!.All))
                    entries.Add(Enter(symbol, graph, alive, alive));
            }

            LowerWaiting();
        }

        return entries;
    }

    private void RunInitialisers(INamedTypeSymbol type, SyntaxNode syntax, bool isForeign, bool isStatic = false)
    {
        foreach (var initialiser in _ownership.Bodies.InitialisersOf(type, isStatic))
        {
            var (after, place, origin) = (_builder.NewBlock(), _builder.NewPlace(), _builder.Origin(syntax));
            var (outer, context, region) = (_frame, _context, _block.EnclosingRegion);
            Frame? inner = null;
            inner = new Frame(initialiser, null, outer, place, after, type => LeaveInner(inner!, origin, Dispatch(outer, context, region, type), isCall: isForeign)) { Call = isForeign && !_isLife && outer.Call < 0 ? origin : outer.Call };
            _builder.Continue(new Goto(BlockFor(inner, inner.Root, initialiser.Blocks[0])), after);
        }
    }
}
