using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>Statements that follow each other: of a block, of a switch section, or of the top level.</summary>
/// <param name="Parent">What holds them.</param>
/// <param name="Statements">In their order.</param>
internal sealed record StatementList(SyntaxNode Parent, IReadOnlyList<StatementSyntax> Statements)
{
    /// <summary>The list that <paramref name="statement"/> stands in; null for a statement that is embedded without braces.</summary>
    public static StatementList? Around(StatementSyntax statement) => statement.Parent switch
    {
        LabeledStatementSyntax labeled => Around(labeled),
        BlockSyntax block => new StatementList(block, block.Statements),
        SwitchSectionSyntax section => new StatementList(section, section.Statements),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => new StatementList(unit, [.. unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement)]),
        _ => null,
    };

    /// <summary>The index of a statement, or of the label before it.</summary>
    public int IndexOf(StatementSyntax statement) => Statements.ToList().IndexOf(statement.AncestorsAndSelf().TakeWhile(each => each is StatementSyntax && (each == statement || each is LabeledStatementSyntax)).OfType<StatementSyntax>().Last());

    /// <summary>The statements from <paramref name="first"/> on.</summary>
    public StatementRange From(int first) => Between(first, Statements.Count);

    /// <summary>The statements from <paramref name="first"/> to the one before <paramref name="end"/>. Local functions at the end of the top level stay out.</summary>
    public StatementRange Between(int first, int end)
    {
        while (end > first && Statements[end - 1] is LocalFunctionStatementSyntax)
            end--;
        return new StatementRange(this, first, end);
    }
}

/// <summary>Some neighbouring statements of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="First">The index of the first.</param>
/// <param name="End">The index behind the last.</param>
internal sealed record StatementRange(StatementList List, int First, int End)
{
    public bool IsEmpty => First >= End;

    public IEnumerable<StatementSyntax> Statements => List.Statements.Skip(First).Take(End - First);

    public StatementSyntax FirstStatement => List.Statements[First];

    public StatementSyntax LastStatement => List.Statements[End - 1];

    public bool Contains(SyntaxNode node) => !IsEmpty && node.SpanStart >= FirstStatement.SpanStart && node.Span.End <= LastStatement.Span.End;
}
