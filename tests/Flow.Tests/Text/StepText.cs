using System;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Text;

/// <summary>Reads one line of a program.</summary>
internal static class StepText
{
    private static readonly (Regex Form, Func<Match, int, Op> Make)[] Forms =
    [
        Form(@"^p(\d+) = acquire #(\d+)( from p(?<from>\d+))?( beside p(?<beside>\d+))?( trait p(?<trait>\d+))?(?<pending> pending)?$", (m, at) =>
            new Acquire(at, Int(m, 1), Int(m, 2), Int(m, "from"), Int(m, "trait"), m.Groups["pending"].Success, Int(m, "beside"))),
        Form(@"^p(\d+) = p(\d+)$", (m, at) => new Assign(at, Int(m, 1), Int(m, 2))),
        Form(@"^p(\d+) = (-?\d+)$", (m, at) => new AssignConstant(at, Int(m, 1), long.Parse(m.Groups[2].Value))),
        Form(@"^p(\d+) = \[(.*)\]$", (m, at) => new AssignUnknown(at, Int(m, 1), Bounds(m.Groups[2].Value).Low, Bounds(m.Groups[2].Value).High)),
        Form(@"^p(\d+) = =(-?\d+)$", (m, at) => new AssignUnknown(at, Int(m, 1), long.Parse(m.Groups[2].Value), long.Parse(m.Groups[2].Value))),
        Form(@"^p(\d+) = p(\d+) \+ (-?\d+)$", (m, at) => new Add(at, Int(m, 1), Int(m, 2), long.Parse(m.Groups[3].Value))),
        Form(@"^p(\d+) = p(\d+) ([<>=!]+) p(\d+)$", (m, at) => new ComparePlaces(at, Int(m, 1), Int(m, 2), RelationOf(m), Int(m, 4))),
        Form(@"^p(\d+) = p(\d+) ([<>=!]+) (-?\d+)$", (m, at) => new Compare(at, Int(m, 1), Int(m, 2), RelationOf(m), long.Parse(m.Groups[4].Value))),
        Form(@"^p(\d+) = p(\d+)\.m(\d+)$", (m, at) => new ReadMember(at, Int(m, 1), Int(m, 2), Int(m, 3))),
        Form(@"^touch p(\d+)$", (m, at) => new Touch(at, Int(m, 1))),
        Form(@"^use p(\d+)$", (m, at) => new Use(at, Int(m, 1))),
        Form(@"^(release|dispose) p(\d+)( through p(?<through>\d+))?$", (m, at) =>
            new Release(at, Int(m, 2), m.Groups[1].Value == "release", Int(m, "through"))),
        Form(@"^transfer p(\d+) (\w+)$", (m, at) => new Transfer(at, Int(m, 1), Enum.Parse<TransferKind>(m.Groups[2].Value))),
        Form(@"^adopt p(\d+) as #(\d+)$", (m, at) => new Adopt(at, Int(m, 1), Int(m, 2))),
        Form(@"^kill \{([\d,]*)\}( (?<exit>\w+))?$", (m, at) => new Kill(at, Set(m.Groups[1].Value), ExitOf(m))),
        Form(@"^(may throw|throw) -> B(\d+)$", (m, at) => new MayThrow(at, Int(m, 2), m.Groups[1].Value == "may throw")),
        Form(@"^p(\d+) = await p(\d+)( or throw -> B(?<throw>\d+))?$", (m, at) => new Await(at, Int(m, 1), Int(m, 2), Int(m, "throw"))),
        Form(@"^put p(\d+) into p(\d+) (\w+)( p(?<index>\d+))?$", (m, at) => new Put(at, Int(m, 2), Int(m, 1), ElementOf(m), Int(m, "index"))),
        Form(@"^p(\d+) = take from p(\d+) (\w+) else #(\d+)$", (m, at) => new Take(at, Int(m, 1), Int(m, 2), ElementOf(m), Int(m, 4))),
        Form(@"^p(\d+) = peek p(\d+) (\w+)( p(?<index>\d+))?$", (m, at) => new Peek(at, Int(m, 1), Int(m, 2), ElementOf(m), Int(m, "index"))),
        Form(@"^cursor p(\d+) (\w+)$", (m, at) => new Cursor(at, Int(m, 1), Enum.Parse<CursorStep>(m.Groups[2].Value))),
    ];

    public static Op Op(string line, int origin)
    {
        foreach (var (form, make) in Forms)
        {
            if (form.Match(line) is { Success: true } match)
                return make(match, origin);
        }

        throw new FormatException($"line {origin}: {line}");
    }

    public static Terminator? Terminator(string line, int origin)
    {
        var words = line.Split(' ');
        return words[0] switch
        {
            "goto" when words.Length == 2 => new Goto(Number(words[1])),
            "goto" => new Choice(origin, words.Skip(1).Where(word => word != "or").Select(Number).ToList()),
            "if" => new Branch(origin, Number(words[1]), Number(words[3]), Number(words[5])),
            "exit" => new Exit(origin, Enum.Parse<ExitKind>(words[1])),
            _ => null,
        };
    }

    public static (long Low, long High) Bounds(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return (dots == 0 ? long.MinValue : long.Parse(text[..dots]), dots + 2 == text.Length ? long.MaxValue : long.Parse(text[(dots + 2)..]));
    }

    public static string Bounds(long low, long high) => (low == long.MinValue ? "" : $"{low}") + ".." + (high == long.MaxValue ? "" : $"{high}");

    private static (Regex Form, Func<Match, int, Op> Make) Form(string pattern, Func<Match, int, Op> make) => (new Regex(pattern), make);

    private static int Number(string word) => int.Parse(word[1..]);

    private static int Int(Match match, int group) => int.Parse(match.Groups[group].Value);

    private static int Int(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value) : -1;

    private static Relation RelationOf(Match match) => Enum.GetValues<Relation>().Single(relation => relation.Sign() == match.Groups[3].Value);

    private static ElementKind ElementOf(Match match) => Enum.Parse<ElementKind>(match.Groups[3].Value);

    private static LeakExit ExitOf(Match match) => match.Groups["exit"].Success ? Enum.Parse<LeakExit>(match.Groups["exit"].Value) : LeakExit.ScopeEnd;

    private static PlaceSet Set(string text) => text.Split(',').Where(item => item.Length > 0).Aggregate(default(PlaceSet), (set, item) => set.With(int.Parse(item)));
}
