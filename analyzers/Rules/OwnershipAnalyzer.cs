using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Rules;

/// <summary>Asks the analysis of each body once and gives what it found to the rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnershipAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<OwnershipRule> Rules =
    [
        new LeakOnSomePath(), new LeakOnException(), new HandleNotClosed(), new KeptUntilClose(), new UseAfterRelease(), new DoubleRelease(),
        new UnboundUnderSocket(), new ClosedUnderTokens(), new UsedAfterUnbind(), new ReleasedElsewhere(), new ReusedBeforeSent(), new BrokenContract(), new TrustedOwnership(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Select(rule => rule.Descriptor), MixedModes.Rule, DefaultMode.Rule, RawDevmemCall.Rule, OwnedMember.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            // What is found out here serves every later request about the compilation, so it must not end with the one that came first.
            if (OwnershipAnalysis.Of(start.Compilation, tree => OwnershipOptions.Read(provider, tree), CancellationToken.None) is { } analysis)
            {
                start.RegisterCodeBlockAction(block => Analyze(block, analysis));
                start.RegisterSymbolAction(type => Analyze(type, analysis), SymbolKind.NamedType);
            }
        });
    }

    /// <summary>A code block, and no operation block: for one that wants operations the host binds every body of the program.</summary>
    private static void Analyze(CodeBlockAnalysisContext context, OwnershipAnalysis analysis)
    {
        var reported = new HashSet<(OwnershipRule, object)>();
        foreach (var root in analysis.BodiesOf(context.CodeBlock, context.OwningSymbol, context.SemanticModel, context.CancellationToken))
        {
            foreach (var call in root.DescendantsAndSelf().OfType<IInvocationOperation>())
                AnalyzeCall(call, context, analysis);
            var options = OwnershipOptions.Read(context.Options.AnalyzerConfigOptionsProvider, root.Syntax.SyntaxTree);
            Report(analysis.Analyze(root, context.OwningSymbol, options, context.CancellationToken), context.OwningSymbol, context.ReportDiagnostic, reported);
        }
    }

    private static void Report(BodyVerdict verdict, ISymbol owner, Action<Diagnostic> report, HashSet<(OwnershipRule, object)> reported)
    {
        if (verdict.GaveUp != GaveUp.Nothing && owner.Locations.Length > 0)
            report(TrustedOwnership.GaveUp(verdict.GaveUp, owner));
        foreach (var finding in verdict.Findings.Where(finding => !UseAfterRelease.IsSaidInside(finding, verdict.Findings)))
        {
            foreach (var rule in Rules)
            {
                if (rule.Reports(finding) && reported.Add((rule, rule.Key(finding))))
                    report(rule.Report(finding));
            }
        }
    }

    /// <summary>What a single call says by itself, or beside others of its kind.</summary>
    private static void AnalyzeCall(IInvocationOperation call, CodeBlockAnalysisContext context, OwnershipAnalysis analysis)
    {
        if (analysis.Raw.Of(call) is { } raw)
            context.ReportDiagnostic(RawDevmemCall.Report(raw));
        if (!BindingSite.IsBinding(call.TargetMethod))
            return;
        if (DefaultMode.Reports(call))
            context.ReportDiagnostic(DefaultMode.Report(call));
        if (analysis.Conflicts.At(call.Syntax) is { } conflict)
            context.ReportDiagnostic(MixedModes.Report(conflict));
    }

    /// <summary>What a type does with its members shows in no single body. It is asked for with the type, so that it is seen while the type is typed.</summary>
    private static void Analyze(SymbolAnalysisContext context, OwnershipAnalysis analysis)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration)
            return;
        var options = OwnershipOptions.Read(context.Options.AnalyzerConfigOptionsProvider, declaration.SyntaxTree);
        var (findings, undecided, misused) = analysis.Analyze(type, options, context.CancellationToken);
        foreach (var finding in findings)
            context.ReportDiagnostic(OwnedMember.Report(finding));
        foreach (var member in undecided)
            context.ReportDiagnostic(TrustedOwnership.Undecided(member));
        var verdict = analysis.AnalyzeMakers(type, options, context.CancellationToken);
        verdict.Findings.AddRange(misused);
        verdict.Findings.AddRange(analysis.AnalyzeOrder(type, options, context.CancellationToken).Findings);
        Report(verdict, type, context.ReportDiagnostic, []);
    }
}
