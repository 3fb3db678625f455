using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Which expressions yield the same number each time, as long as nothing that they are computed of is written.</summary>
internal static class PureParts
{
    /// <summary>Nobody writes a longer expression twice, and looking through each part of each part of one takes long.</summary>
    private const int LongestText = 100;

    /// <summary>Whether it is worth remembering: a number, and of parts that last.</summary>
    public static bool IsPure(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } => false,
        { Syntax.Span.Length: > LongestText } => false,
        IBinaryOperation { OperatorMethod: null } binary => IsNumber(binary.Type) && AreParts(binary),
        IUnaryOperation { OperatorMethod: null } unary => IsNumber(unary.Type) && AreParts(unary),
        IPropertyReferenceOperation property when IsFixedLength(property) => CursorLoop.SymbolOf(property.Instance!) is not null || AreParts(property),
        IMemberReferenceOperation member => IsMemory(member) && IsPlain(member.Type) && AreParts(member),
        IInvocationOperation call => IsPureCall(call) && call.ChildOperations.All(AreParts),
        _ => false,
    };

    private static bool AreParts(IOperation whole) => whole.DescendantsAndSelf().All(IsPart) && !(IsAskedToEnd(whole) && whole.DescendantsAndSelf().Any(part => IsMemory(part) && !IsFixed(part)));

    private static bool IsPart(IOperation part) => part is IPropertyReferenceOperation property ? IsFixedLength(property) || IsMemory(part)
        : ElementKeys.IsStable(part) || IsMemory(part) || OwnMembers.IsThis(part) || part is IUnaryOperation { OperatorMethod: null } or IArgumentOperation or IFieldReferenceOperation { Field.IsConst: true };

    /// <summary>Whether the member is a place in memory that changes only when it is written.</summary>
    public static bool IsMemory(IOperation part) => part switch
    {
        IFieldReferenceOperation { Field: { IsConst: false, IsVolatile: false } } => true,
        IPropertyReferenceOperation { Property: { IsVirtual: false, IsAbstract: false, IsOverride: false } property, Arguments.IsEmpty: true } => !IsFixedLength((IPropertyReferenceOperation)part) && OwnMembers.IsAutomatic(property),
        _ => false,
    };

    /// <summary>Whether it is written only while its object is made.</summary>
    public static bool IsFixed(IOperation memory) => memory is IFieldReferenceOperation { Field.IsReadOnly: true } or IPropertyReferenceOperation { Property: { SetMethod: null } or { SetMethod.IsInitOnly: true } };

    /// <summary>Whether a loop asks it each time round whether to go on: then it is asked because it changes.</summary>
    public static bool IsAskedToEnd(IOperation operation)
    {
        foreach (var node in operation.Syntax.AncestorsAndSelf())
        {
            var condition = node switch
            {
                WhileStatementSyntax loop => loop.Condition,
                DoStatementSyntax loop => loop.Condition,
                ForStatementSyntax loop => loop.Condition,
                _ => null,
            };
            if (condition is not null && condition.Span.Contains(operation.Syntax.Span))
                return true;
            if (node is StatementSyntax)
                return false;
        }

        return false;
    }

    /// <summary>Calls that tell the same of the same.</summary>
    private static bool IsPureCall(IInvocationOperation call) => call.TargetMethod is { ContainingType: { } type } method
        && ((type.SpecialType == SpecialType.System_String && method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "StartsWith" or "EndsWith" or "Contains")
            || (type.SpecialType == SpecialType.System_Enum && method.Name == "HasFlag"));

    /// <summary>Whether the length is that of something that never grows.</summary>
    private static bool IsFixedLength(IPropertyReferenceOperation property) => property is { Property.Name: "Length", Instance: { } instance }
        && (instance.Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String } or { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" });

    private static bool IsNumber(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } || type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static bool IsPlain(ITypeSymbol? type) => IsNumber(type) || type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String;
}
