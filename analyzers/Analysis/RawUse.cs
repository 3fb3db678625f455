using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>A call that does by number what the typed handles do.</summary>
/// <param name="Call">The call.</param>
/// <param name="What">What it uses, by the kernel's name.</param>
/// <param name="Instead">The typed call that replaces it, or null where the kernel offers no such thing.</param>
/// <param name="Traps">What goes wrong there.</param>
internal sealed record RawUse(IInvocationOperation Call, string What, string? Instead, IReadOnlyList<string> Traps);

/// <summary>Finds such calls. Numbers are folded through locals, fields, parameters and enums.</summary>
internal sealed class RawUses
{
    private readonly KnownValues _values;
    private readonly bool _isOwn;

    public RawUses(Compilation compilation, KnownValues values)
    {
        _values = values;

        // Whoever declares the handles is what stands between them and the kernel.
        _isOwn = compilation.Assembly.GetTypeByMetadataName(RuntimeNames.DevmemSocket) is not null;
    }

    /// <summary>What <paramref name="call"/> does by number, or null.</summary>
    public RawUse? Of(IInvocationOperation call) => _isOwn || RawCalls.Read(call) is not { } raw ? null : raw.Kind switch
    {
        RawCallKind.SetOption or RawCallKind.GetOption => OfOption(raw),
        RawCallKind.Receive => OfReceive(raw),
        RawCallKind.Send => OfSend(raw),
        _ => OfControl(raw),
    };

    private ValueSet Values(IOperation? operation) => operation is null ? ValueSet.Open : _values.Of(operation);

    private RawUse? OfOption(RawCall raw)
    {
        var names = Values(raw.Name).Possible;
        var options = Values(raw.Level).Possible.SelectMany(level => names.Where(name => ValueSet.AreOfOne(level, name)).Select(name => KernelNumbers.OptionOf(level.Value, name.Value)));
        if (options.FirstOrDefault(option => option is not null) is not { } found)
            return null;
        if (!KernelNumbers.IsDontNeed(found))
            return new RawUse(raw.Call, found, null, ["it is the type of a control message and no option, which the kernel answers with ENOPROTOOPT"]);
        return raw.Kind == RawCallKind.GetOption
            ? new RawUse(raw.Call, found, null, ["it cannot be read, which the kernel answers with ENOPROTOOPT: nothing tells how many tokens a socket holds"])
            : new RawUse(raw.Call, found, "DevmemSocket.Release", [.. TrapsOfReturn(raw)]);
    }

    private IEnumerable<string> TrapsOfReturn(RawCall raw)
    {
        yield return LengthOf(raw) switch
        {
            { } bytes when bytes <= 0 || bytes % KernelNumbers.RangeBytes != 0 => $"{bytes} bytes are no whole number of ranges of {KernelNumbers.RangeBytes}, so that it fails with EINVAL",
            { } bytes when bytes > KernelNumbers.MostRanges * KernelNumbers.RangeBytes => $"{bytes / KernelNumbers.RangeBytes} ranges are more than {KernelNumbers.MostRanges}, so that it fails with EINVAL and nothing is released",
            null => $"more than {KernelNumbers.MostRanges} ranges fail with EINVAL and nothing is released",
            _ => "",
        };
        if (raw.IsThroughSocket)
            yield return "the result of success is a positive count, which is taken for an error here, and how many were released is lost";
        else if (IsUnused(raw.Call))
            yield return "its result, how many fragments were released, is not looked at, so that what stays held goes unnoticed";
        else if (IsComparedWithZero(raw.Call))
            yield return "the result of success is how many fragments were released and not 0; what is missing in it stays held";
    }

    private long? LengthOf(RawCall raw) => raw.Length is not null ? Values(raw.Length).Single : raw.IsThroughSocket ? SizeOf(raw.Value) : null;

    /// <summary>The bytes of an array or a span of bytes that is made here.</summary>
    private long? SizeOf(IOperation? value) => value switch
    {
        IConversionOperation conversion => SizeOf(conversion.Operand),
        IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }, DimensionSizes.Length: 1 } array => Values(array.DimensionSizes[0]).Single,
        ICollectionExpressionOperation list when !list.Elements.Any(element => element is ISpreadOperation) => list.Elements.Length,
        ILocalReferenceOperation local when _values.OnlyValueOf(local) is { } only and not ILocalReferenceOperation => SizeOf(only),
        { Syntax: StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { ElementType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ByteKeyword } } } } stack => stack.ChildOperations.Count == 1 ? Values(stack.ChildOperations.First()).Single : null,
        _ => null,
    };

    private static bool IsUnused(IOperation call)
    {
        call = Whole(call);
        return call.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation } || ReadsOf(call) is [];
    }

    private static bool IsComparedWithZero(IOperation call) => IsComparedItself(call) || ReadsOf(Whole(call)) is { Count: > 0 } reads && reads.TrueForAll(IsComparedItself);

    private static IOperation Whole(IOperation call)
    {
        while (call.Parent is IConversionOperation or IParenthesizedOperation)
            call = call.Parent;
        return call;
    }

    /// <summary>Where the variable that a value goes into is read; null: it goes into none.</summary>
    private static List<IOperation>? ReadsOf(IOperation value)
    {
        var local = value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
            _ => null,
        };
        return local is null ? null : [.. RootOf(value).DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .Where(each => SymbolEqualityComparer.Default.Equals(each.Local, local) && !(each.Parent is ISimpleAssignmentOperation assignment && assignment.Target == each))];
    }

    private static bool IsComparedItself(IOperation call)
    {
        call = Whole(call);
        return call.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThanOrEqual } comparison
            && (comparison.LeftOperand == call ? comparison.RightOperand : comparison.LeftOperand).ConstantValue is { HasValue: true, Value: 0 or 0L };
    }

    private RawUse? OfReceive(RawCall raw)
    {
        var flags = Values(raw.Flags).Possible.Select(each => each.Value).Where(each => (each & KernelNumbers.MsgSockDevmem) != 0).ToList();
        return flags.Count == 0 ? null : new RawUse(raw.Call, "MSG_SOCK_DEVMEM", "DevmemSocket.Receive", [.. TrapsOfReceive(raw, flags)]);
    }

    private IEnumerable<string> TrapsOfReceive(RawCall raw, List<long> flags)
    {
        if (flags.Exists(each => (each & KernelNumbers.MsgPeek) != 0))
            yield return "with MSG_PEEK each look hands out tokens of its own, which must be returned too";
        if (flags.Exists(each => (each & KernelNumbers.MsgTrunc) != 0))
            yield return "with MSG_TRUNC the bytes are thrown away and no token comes";
        if (raw.IsThroughSocket)
            yield return "the framework does not pass the flag on";
        else if (!raw.HasControl || IsWithoutControl(raw.Call))
            yield return "without a control buffer there is no room for a record, so that it fails with errno 525";
        else if (ControlLengths(raw.Call) is { Count: > 0 } lengths && lengths.TrueForAll(each => each < KernelNumbers.RecordBytes))
            yield return $"a control buffer of {lengths.Max()} bytes has no room for a record of {KernelNumbers.RecordBytes}, so that it fails with errno 525";
        else
            yield return "a control buffer without room for a record makes it fail with errno 525, with room for few it brings few";
    }

    /// <summary>Whether the message is a variable that begins empty and never gets a control buffer.</summary>
    private bool IsWithoutControl(IInvocationOperation call)
    {
        var message = call.Arguments.Select(argument => Referred(argument.Value)).FirstOrDefault(local => local?.Type.GetMembers().Any(member => Plain(member.Name).EndsWith("CONTROLLEN", StringComparison.Ordinal)) == true);
        if (message is null || Written(call).Any(write => Plain(write.Target).EndsWith("CONTROLLEN", StringComparison.Ordinal)))
            return false;
        var uses = RootOf(call).DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(each => SymbolEqualityComparer.Default.Equals(each.Local, message)).ToList();
        var made = RootOf(call).DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, message))?.GetVariableInitializer()?.Value;
        return (made is IConversionOperation converted ? converted.Operand : made) is IDefaultValueOperation or IObjectCreationOperation { Arguments.Length: 0 } && uses.TrueForAll(use => use.Parent is IFieldReferenceOperation || IsIn(use, call));
    }

    private static bool IsIn(IOperation operation, IOperation call)
    {
        for (var each = operation; each is not null; each = each.Parent)
        {
            if (each == call)
                return true;
        }

        return false;
    }

    private static ILocalSymbol? Referred(IOperation argument) => argument switch
    {
        IConversionOperation conversion => Referred(conversion.Operand),
        IAddressOfOperation address => Referred(address.Reference),
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private List<long> ControlLengths(IOperation call) =>
        [.. Written(call).Where(write => Plain(write.Target).EndsWith("CONTROLLEN", StringComparison.Ordinal)).Select(write => Values(write.Value).Single ?? long.MaxValue)];

    private RawUse? OfSend(RawCall raw)
    {
        var flags = Values(raw.Flags);
        var isFlagged = flags.Possible.Any(each => (each.Value & KernelNumbers.MsgSockDevmem) != 0);
        var hasMessage = raw.HasControl && HasMessage(raw.Call);
        return isFlagged || hasMessage ? new RawUse(raw.Call, hasMessage ? "SCM_DEVMEM_DMABUF" : "MSG_SOCK_DEVMEM", "DevmemSender.Send", [.. TrapsOfSend(flags, hasMessage)]) : null;
    }

    private static IEnumerable<string> TrapsOfSend(ValueSet flags, bool hasMessage)
    {
        if (!flags.IsOpen && flags.Chosen.Any(each => (each.Value & KernelNumbers.MsgZerocopy) == 0))
            yield return "MSG_ZEROCOPY is missing, so that it fails with EINVAL";
        yield return hasMessage
            ? "with id 0 or on a UDP socket the message does not count and process memory at the offset is sent"
            : "without a message that names the dmabuf, or on a UDP socket, process memory at the offset is sent";
        yield return "SO_ZEROCOPY must be set before";
    }

    /// <summary>Whether the body around a send builds a control message that names a dmabuf.</summary>
    private bool HasMessage(IOperation call) =>
        Written(call).Any(write => Plain(write.Target).EndsWith("TYPE", StringComparison.Ordinal) && Values(write.Value).Possible.Any(each => each.Value == KernelNumbers.ScmDevmemDmabuf))
        || RootOf(call).DescendantsAndSelf().Any(each => each is IFieldReferenceOperation or ILocalReferenceOperation && each.ConstantValue is { HasValue: true, Value: { } value }
            && value is int or uint or long or short or ushort or byte && Convert.ToInt64(value) == KernelNumbers.ScmDevmemDmabuf && Plain(NameOf(each)).Contains("DEVMEM"));

    private static string NameOf(IOperation reference) => reference switch
    {
        IMemberReferenceOperation member => member.Member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        _ => "",
    };

    /// <summary>What is written into members in the body around a call.</summary>
    private static IEnumerable<(string Target, IOperation Value)> Written(IOperation call) =>
        RootOf(call).DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Where(each => each.Target is IMemberReferenceOperation).Select(each => (NameOf(each.Target), each.Value));

    private static string Plain(string name) => name.Replace("_", "").ToUpperInvariant();

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is not null)
            operation = operation.Parent;
        return operation;
    }

    /// <summary>Access of the processor to the memory of a dma-buf must be bracketed, in a direction.</summary>
    private RawUse? OfControl(RawCall raw) => !Values(raw.Name).Possible.Any(each => KernelNumbers.IsDmabufSync(each.Value)) ? null
        : new RawUse(raw.Call, "DMA_BUF_IOCTL_SYNC", "Dmabuf.CopyTo or CopyFrom", [IsUnused(raw.Call) ? "without a direction it fails with EINVAL, and its result is not looked at" : "without a direction it fails with EINVAL"]);
}
