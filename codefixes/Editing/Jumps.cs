using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>Ways out of statements that do not lead to what follows them.</summary>
internal static class Jumps
{
    /// <summary>Whether control can leave <paramref name="statement"/> by a jump; what it throws is not meant.</summary>
    public static bool Leave(SemanticModel model, StatementSyntax statement) => Leave(model, statement, statement);

    /// <summary>Whether control can leave the statements from <paramref name="first"/> to <paramref name="last"/> by a jump; what they throw is not meant.</summary>
    public static bool Leave(SemanticModel model, StatementSyntax first, StatementSyntax last) =>
        model.AnalyzeControlFlow(first, last) is not { Succeeded: true, ExitPoints.IsEmpty: true, ReturnStatements.IsEmpty: true };
}
