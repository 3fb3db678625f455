using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Lowering.Tests.Support;

/// <summary>
/// Walks every way through a flow program and writes down what happens to resources on it, in the names of the source. The text depends on what
/// the program means and not on how its blocks and places are numbered. Steps on containers are in Walk.Boxes.cs.
/// </summary>
internal sealed partial class Walk(DumpedBody body)
{
    /// <summary>A loop is entered this often at most; longer ways are left out.</summary>
    private const int MostVisits = 3;

    private const int MostSteps = 200_000;

    private readonly SortedSet<string> _ways = new(StringComparer.Ordinal);
    private readonly Stack<Position> _waiting = new();

    /// <summary>The ways, in a fixed order.</summary>
    public IReadOnlyCollection<string> Ways()
    {
        var steps = 0;
        Enter(new Position(0, 0), 0);
        while (_waiting.TryPop(out var position))
        {
            Assert.True(++steps < MostSteps, "There are too many ways: make the method smaller.");
            var block = body.Program.Blocks[position.Block];
            if (position.Op == block.Ops.Count)
                Leave(position, block.End);
            else
                Step(position, block.Ops[position.Op]);
        }

        return _ways;
    }

    private void Enter(Position position, int block)
    {
        var visits = position.Visits.GetValueOrDefault(block) + 1;
        if (visits <= MostVisits)
            _waiting.Push(position with { Block = block, Op = 0, Visits = position.Visits.SetItem(block, visits) });
    }

    private void GoOn(Position position) => _waiting.Push(position with { Op = position.Op + 1 });

    private void Leave(Position position, Terminator end)
    {
        switch (end)
        {
            case Branch branch:
                foreach (var (answer, way) in Answers(position, position.At(branch.Condition)))
                    Enter(way, answer ? branch.WhenTrue : branch.WhenFalse);
                break;
            case Exit { Kind: not ExitKind.Halt } exit:
                var owed = position.Owed.Count == 0 ? "" : " owing " + string.Join(" and ", position.Owed);
                _ways.Add(string.Join(", ", position.Events.Add(exit.Kind.ToString().ToLowerInvariant() + owed)));
                break;
            case Exit:
                _ways.Add(string.Join(", ", position.Events.Add("halt")));
                break;
            default:
                foreach (var target in end.Targets)
                    Enter(position, target);
                break;
        }
    }

    private static IEnumerable<(bool Answer, Position Way)> Answers(Position position, Held held)
    {
        switch (held)
        {
            case Number number:
                return [(number.Value != 0, position)];
            case Thing or Box:
                return [(true, position)];
            case Answer asked:
                return Answered(position, asked.Question).Select(each => (each.Answer != asked.Negated, each.Way));
            default:
                return Answered(position, held.Key + " == 0").Select(each => (!each.Answer, each.Way));
        }
    }

    private static IEnumerable<(bool Answer, Position Way)> Answered(Position position, string question) =>
        position.Answers.TryGetValue(question, out var known) ? [(known, position)]
            : ((bool[])[false, true]).Select(answer => (answer, position with { Answers = position.Answers.SetItem(question, answer) }));

    private void Step(Position position, Op op)
    {
        switch (op)
        {
            case Acquire acquire:
                GoOn(Acquired(position, acquire));
                break;
            case Assign assign:
                GoOn(position.Set(assign.Target, position.At(assign.Source)));
                break;
            case AssignConstant constant:
                GoOn(position.Set(constant.Target, new Number(constant.Value)));
                break;
            case AssignUnknown unknown:
                GoOn(unknown.Low > 0 ? position.Set(unknown.Target, new Number(unknown.Low)) : position.SetUnknown(unknown.Target));
                break;
            case Add add:
                GoOn(position.At(add.Source) is Number number ? position.Set(add.Target, new Number(number.Value + add.Addend)) : position.SetUnknown(add.Target));
                break;
            case Compare compare:
                GoOn(position.Set(compare.Target, Compared(position.At(compare.Source), compare.Relation, new Number(compare.Value))));
                break;
            case TestSite test:
                GoOn(position.Set(test.Target, position.At(test.Source) is Thing thing ? new Number(test.Sites.Contains(thing.Site) ? 1 : 0) : new Unknown(position.At(test.Source).Key + " is of a kind")));
                break;
            case ComparePlaces compare:
                GoOn(position.Set(compare.Target, Compared(position.At(compare.Left), compare.Relation, position.At(compare.Right))));
                break;
            case ReadMember read:
                GoOn(position.Set(read.Target, new Unknown($"{position.At(read.Source).Key}.m{read.Member}")));
                break;
            case Kill kill:
                GoOn(position with { Places = position.Places.RemoveRange(kill.Places.Places) });
                break;
            case Touch:
                GoOn(position);
                break;
            default:
                StepOnResource(position, op);
                break;
        }
    }

    private void StepOnResource(Position position, Op op)
    {
        switch (op)
        {
            case Use use:
                GoOn(position.At(use.Source) is Thing used ? position.Note("use " + used.Name) : position);
                break;
            case Release release:
                GoOn(Ended(position, position.At(release.Source), release.Strict ? "release" : "dispose"));
                break;
            case Transfer { Kind: TransferKind.Exposed }:
                GoOn(position);
                break;
            case Transfer transfer:
                GoOn(Ended(position, position.At(transfer.Source), transfer.Kind switch
                {
                    TransferKind.Returned => "hand out",
                    TransferKind.Stored or TransferKind.Given => "store",
                    TransferKind.Taken => "give",
                    _ => "trust somebody with",
                }));
                break;
            case Adopt:
                GoOn(position);
                break;
            case MayThrow may:
                Enter(position.Note(may.ByCall ? Short(op.Origin) + " throws" : "throw"), may.Target);
                if (may.ByCall)
                    GoOn(position);
                break;
            case Await await:
                if (await.Throw >= 0)
                    Enter(Unborn(position, position.At(await.Source)).Note(Short(op.Origin) + " throws"), await.Throw);
                GoOn(position.Set(await.Target, position.At(await.Source)));
                break;
            default:
                StepOnBox(position, op);
                break;
        }
    }

    private Position Acquired(Position position, Acquire acquire)
    {
        var site = body.Program.Sites[acquire.Site];
        if (site.Kind == SiteKind.Container)
            return position.Set(acquire.Target, new Box(site.Id)) with { Boxes = position.Boxes.SetItem(site.Id, new Contents([])) };
        return Born(position, acquire.Target, site);
    }

    private Position Born(Position position, int target, Site site)
    {
        var thing = new Thing(Name(site.Origin), site.Kind == SiteKind.Owned, site.Id);
        position = position.Set(target, thing);
        return thing.Owned ? position.Note("get " + thing.Name) with { Owed = position.Owed.Add(thing.Name) } : position;
    }

    /// <summary>A promise that fails never brought anything.</summary>
    private static Position Unborn(Position position, Held held) => held is Thing thing ? position with { Owed = position.Owed.Remove(thing.Name) } : position;

    private static Position Ended(Position position, Held held, string how) => held switch
    {
        Thing { Owned: false } thing when how is "hand out" => position.Note("hand out " + thing.Name),
        Thing thing => position.Note($"{how} {thing.Name}") with { Owed = position.Owed.Remove(thing.Name) },
        Box box => position.Boxes[box.Id].Items.Aggregate(position, (each, item) => Ended(each, item, how)),
        _ => position,
    };

    private static Held Compared(Held left, Relation relation, Held right)
    {
        if (left is Number && right is not Number)
            (left, relation, right) = (right, relation.Swap(), left);
        var equality = relation is Relation.Equal or Relation.NotEqual;
        switch (left, right)
        {
            case (Number one, Number other):
                return new Number(relation.Holds(one.Value, other.Value) ? 1 : 0);
            case (Answer answer, Number { Value: 0 or 1 } truth) when equality:
                return answer with { Negated = answer.Negated != ((truth.Value == 1) != (relation == Relation.Equal)) };
            case (Thing or Box, Number { Value: 0 }) when equality:
                return new Number(relation == Relation.NotEqual ? 1 : 0);
        }

        if (equality && left == right)
            return new Number(relation == Relation.Equal ? 1 : 0);
        var negated = relation is Relation.NotEqual or Relation.GreaterOrEqual or Relation.Greater;
        return new Answer($"{left.Key} {(negated ? relation.Negate() : relation).Sign()} {right.Key}", negated);
    }

    /// <summary>A resource is called by the text that its expression was given, a parameter or field by its name.</summary>
    private string Name(int origin)
    {
        var syntax = body.Origins[origin];
        return syntax is ParameterSyntax parameter ? parameter.Identifier.ValueText
            : syntax.DescendantTokens().FirstOrDefault(token => token.IsKind(SyntaxKind.StringLiteralToken)) is { RawKind: not 0 } text ? text.ValueText
            : syntax.ToString();
    }

    private string Short(int origin)
    {
        var syntax = body.Origins[origin];
        while (syntax is AwaitExpressionSyntax await)
            syntax = await.Expression;
        return syntax is InvocationExpressionSyntax call ? call.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last().Identifier.ValueText : syntax.ToString().Split('\n', '(')[0].Trim();
    }
}
