using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests.Shapes;

/// <summary>What every fix owes to the text that it changes, wherever that stands.</summary>
public static class AfterFix
{
    /// <summary>At most so many findings are left, none is new, as much compiles as before, and comments, directives, line breaks, indentation and braces are those of the file.</summary>
    public static async Task CheckAsync(Document before, Document after, Diagnostic[] found, int most)
    {
        string text = await TextOf(after);
        Diagnostic[] left = [.. await Fixing.FindingsAsync(after)];
        Assert.True(left.Length <= most && left.All(finding => found.Any(each => each.Id == finding.Id)), $"{string.Join("\n", left.Select(each => each.ToString()))}\n{text}");
        Assert.True(await HasErrorsAsync(before) == await HasErrorsAsync(after), text);
        Assert.Equal(await CommentsOf(before), await CommentsOf(after));
        string old = await TextOf(before);
        Assert.Equal(old.Contains("\r\n"), text.Contains("\r\n"));
        Assert.DoesNotContain(text.Split('\n'), line => old.Contains("\r\n") && line.Length > 0 && (line[^1] != '\r' || line.StartsWith("  ")));
        Assert.DoesNotContain(text.Split('\n').Select(line => line.TrimEnd('\r')), line => line != line.TrimEnd());
        Assert.DoesNotContain(text.Split('\n'), line => !old.Split('\n').Any(each => each.Trim() == "{") && line.Trim() == "{");
        Assert.DoesNotContain("\n\n\n", text.Replace("\r", ""));
    }

    public static async Task<string> TextOf(Document document) => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    public static async Task<bool> HasErrorsAsync(Document document) =>
        (await document.GetSemanticModelAsync(TestContext.Current.CancellationToken))!.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error);

    private static async Task<string[]> CommentsOf(Document document)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(TestContext.Current.CancellationToken))!;
        return [.. root.DescendantTrivia().Where(each => each.IsDirective || each.IsKind(SyntaxKind.SingleLineCommentTrivia) || each.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(each => each.ToString().Trim()).Order()];
    }
}
