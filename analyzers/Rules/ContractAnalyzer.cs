using System.Collections.Immutable;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Analyzers.Rules;

/// <summary>Compares the contracts of overriding and implementing members with those of their bases. No body is needed for that.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new BrokenContract().Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!HandleTypes.AreInSight(start.Compilation))
                return;
            var handles = new HandleTypes();
            start.RegisterSymbolAction(symbol => Analyze(symbol, handles), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, HandleTypes handles)
    {
        foreach (var broken in WeakerPromises.Of((INamedTypeSymbol)context.Symbol, handles, context.CancellationToken))
            context.ReportDiagnostic(BrokenContract.Report(broken, context.Compilation));
    }
}
