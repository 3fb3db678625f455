using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Whether what a member holds is there as long as its object is: nobody but the object's own release ends it or takes it out.</summary>
internal sealed class MemberEndings
{
    private readonly Ownership _ownership;
    private readonly CallSites _calls;

    public MemberEndings(Ownership ownership, CallSites calls)
    {
        _ownership = ownership;
        _calls = calls;
    }

    /// <summary>Whether the content of <paramref name="member"/> is open for sure when others call <paramref name="method"/>, and the object's release ends it later. What nothing ends is a leak, which is worse.</summary>
    public bool IsOpen(ISymbol member, IMethodSymbol method)
    {
        var type = method.ContainingType.OriginalDefinition;
        if (Collections.IsSequence(OwnMembers.TypeOf(member)) || !SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, type) || !IsCalledByOthersOnly(method, type))
            return false;
        var uses = new MemberUses(type, _ownership.Bodies);
        var release = new HashSet<IMethodSymbol>(ReleaseMethods.Of(type, _ownership.Handles.Of(type)).SelectMany(uses.ClosureOf), SymbolEqualityComparer.Default);
        return !release.Contains(method) && release.Any(each => Ends(each, member)) && type.GetMembers().OfType<IMethodSymbol>().Where(each => !release.Contains(each) && !SymbolEqualityComparer.Default.Equals(each, method)).All(each => !Ends(each, member));
    }

    private bool IsCalledByOthersOnly(IMethodSymbol method, INamedTypeSymbol type) => method.MethodKind == MethodKind.Ordinary && method.DeclaredAccessibility != Accessibility.Private && !method.IsVirtual && !method.IsOverride
        && _calls.Of(method).All(each => each.Call is not null && !type.DeclaringSyntaxReferences.Any(part => part.SyntaxTree == each.Syntax.SyntaxTree && part.Span.Contains(each.Syntax.Span)));

    /// <summary>Whether the method does anything with what the member holds but use it.</summary>
    public bool Ends(IMethodSymbol method, ISymbol member) => (_ownership.Bodies.Of(method) ?? []).SelectMany(body => body.DescendantsAndSelf())
        .Any(operation => SymbolEqualityComparer.Default.Equals(OwnMembers.NamedBy(operation), member) && !IsHarmless(operation));

    /// <summary>Whether the method gives the member something new.</summary>
    public bool Refills(IMethodSymbol method, ISymbol member) => (_ownership.Bodies.Of(method) ?? []).SelectMany(body => body.DescendantsAndSelf()).OfType<IAssignmentOperation>()
        .Any(assignment => SymbolEqualityComparer.Default.Equals(OwnMembers.NamedBy(assignment.Target), member) && assignment.Value.ConstantValue is not { HasValue: true, Value: null } && assignment.Value is not IDefaultValueOperation);

    private bool IsHarmless(IOperation reference)
    {
        var parent = reference.Parent;
        while (parent is IConversionOperation or IConditionalAccessOperation)
            parent = parent.Parent;
        return parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target == reference && assignment.Value.ConstantValue is not { HasValue: true, Value: null } && assignment.Value is not IDefaultValueOperation,
            IInvocationOperation call when call.Instance == reference => _ownership.Methods.Of(call.TargetMethod).Receiver.Effect == Effect.Borrow,
            IMemberReferenceOperation or IBinaryOperation or IIsPatternOperation or IIsTypeOperation => true,
            _ => false,
        };
    }
}
