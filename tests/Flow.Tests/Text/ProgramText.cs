using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Text;

/// <summary>
/// Reads a flow program from the text that <see cref="FlowProgram.Print"/> gives, with lines before the first block for what that text leaves out:
/// <c>#1 container</c>, <c>#2 borrowed</c> (a site not named is owned) and <c>m0 0.. nothing 0</c>. The origin of a step is the number of its line.
/// </summary>
internal static class ProgramText
{
    public static FlowProgram Parse(string text)
    {
        var lines = text.Split('\n').Select((line, at) => (Text: line.Trim(), Number: at + 1)).Where(line => line.Text.Length > 0).ToList();
        var head = lines.TakeWhile(line => !IsLabel(line.Text)).ToList();
        var blocks = new List<Block>();
        var ops = new List<Op>();
        foreach (var (line, number) in lines.Skip(head.Count).Where(line => !IsLabel(line.Text)))
        {
            if (StepText.Terminator(line, number) is { } end)
            {
                blocks.Add(new Block(ops, end));
                ops = [];
            }
            else
            {
                ops.Add(StepText.Op(line, number));
            }
        }

        var members = head.Where(line => line.Text[0] == 'm').Select(line => MemberOf(line.Text)).ToList();
        var places = 1 + blocks.SelectMany(ProgramShape.Places).DefaultIfEmpty(-1).Max();
        var sites = Sites(head, 1 + blocks.SelectMany(block => block.Ops).Select(ProgramShape.SiteOf).DefaultIfEmpty(-1).Max(), ref places);
        return new FlowProgram(blocks, sites, members, places);
    }

    /// <summary>The whole program, in the form that <see cref="Parse"/> reads.</summary>
    public static string Print(FlowProgram program)
    {
        var text = new StringBuilder();
        foreach (var site in program.Sites.Where(site => site.Kind != SiteKind.Owned))
            text.Append('#').Append(site.Id).Append(' ').Append(site.Kind == SiteKind.Container ? "container" : "borrowed").Append('\n');
        for (var i = 0; i < program.Members.Count; i++)
        {
            var member = program.Members[i];
            text.Append('m').Append(i).Append(' ').Append(StepText.Bounds(member.Low, member.High));
            text.Append(member.NothingOwedWhen is { } nothing ? $" nothing {nothing}" : "").Append('\n');
        }

        return text + program.Print();
    }

    private static bool IsLabel(string line) => line[0] == 'B' && line[^1] == ':';

    private static List<Site> Sites(IEnumerable<(string Text, int Number)> head, int count, ref int places)
    {
        var kinds = head.Where(line => line.Text[0] == '#').Select(line => line.Text.Split(' '))
            .ToDictionary(words => int.Parse(words[0][1..]), words => words[1] == "container" ? SiteKind.Container : SiteKind.Borrowed);
        var sites = new List<Site>();
        for (var id = 0; id < Math.Max(count, kinds.Keys.DefaultIfEmpty(-1).Max() + 1); id++)
        {
            var kind = kinds.GetValueOrDefault(id, SiteKind.Owned);
            sites.Add(new Site(id, id, kind, kind == SiteKind.Container ? places : -1));
            places += kind == SiteKind.Container ? Site.ElementPlaces : 0;
        }

        return sites;
    }

    private static Member MemberOf(string line)
    {
        var words = line.Split(' ');
        var (low, high) = StepText.Bounds(words[1]);
        return new Member(low, high, words.Length > 3 ? long.Parse(words[3]) : null);
    }
}
