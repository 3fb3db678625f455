using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Which element an index that is written more than once names, as long as nothing that it is written with changes.</summary>
internal sealed partial class BodyLowerer
{
    private readonly Dictionary<(ISymbol Sequence, string Index), int> _memories = [];

    /// <summary>The place that names an element whose index is written more than once; -1 where it is written once.</summary>
    private int MemoryOf(IOperation element) => _frame.Usage.Elements.KeyOf(element) is { } key ? MemoryOf(key) : -1;

    /// <summary>The place that names the element that leaves a queue or a stack next; -1 where nobody looks at it before.</summary>
    private int MemoryOfNext(IOperation? sequence) => sequence is not null && _frame.Usage.Elements.KeyOfNext(sequence) is { } key ? MemoryOf(key) : -1;

    private int MemoryOf((ISymbol Sequence, string Index) key)
    {
        if (!_memories.TryGetValue(key, out var place))
            _memories.Add(key, place = _builder.NewPlace());
        return place;
    }

    private readonly Dictionary<string, int> _numbers = [];

    private int MemoryOf(string number)
    {
        if (!_numbers.TryGetValue(number, out var place))
            _numbers.Add(number, place = _builder.NewPlace());
        return place;
    }

    /// <summary>The place of a number that is computed more than once of the same variables; -1 where it is not.</summary>
    private int NumberAgain(IOperation operation) =>
        _frame.Usage.Numbers.KeyOf(operation) is { } key && !_frame.Usage.Numbers.UsesOf(key).Symbols.Any(_changedElsewhere.Contains) ? MemoryOf(key) : -1;

    /// <summary>A member is written: numbers that are read from it, here or in whoever runs this, are no longer the same, but for the one that is written.</summary>
    private void RememberWrite(IOperation target, int value, SyntaxNode syntax)
    {
        if (target is not IMemberReferenceOperation { Member: var member })
            return;
        var written = value >= 0 ? NumberAgain(target) : -1;
        ForgetMembers(uses => uses.Members.Contains(member.OriginalDefinition, SymbolEqualityComparer.Default), syntax, except: written);
        if (written >= 0)
            AssignWhole(syntax, written, value);
    }

    /// <summary>Something runs that may write members.</summary>
    private void ForgetWritten(IMethodSymbol? method, SyntaxNode syntax) =>
        ForgetMembers(uses => !uses.IsOwn && (method is null || uses.Members.Any(member => _ownership.Writes.May(method, member))), syntax);

    private void ForgetMembers(System.Func<PureExpressions.Uses, bool> isWritten, SyntaxNode syntax, int except = -1)
    {
        var places = new List<int>();
        for (var frame = _frame; frame is not null; frame = frame.Caller)
            places.AddRange(frame.Usage.Numbers.OfMembers.Where(use => isWritten(use.Uses)).Select(use => MemoryOf(use.Key)).Where(place => place != except));
        if (places.Count > 0)
            _builder.Emit(new Kill(_builder.Origin(syntax), PlaceSet.Of(places), LeakExit.Overwrite));
    }

    /// <summary>A variable changes: which element an index that is written with it means is no longer known.</summary>
    private void ForgetElements(ISymbol changed, SyntaxNode syntax)
    {
        var places = new List<int>();
        for (var frame = _frame; frame is not null; frame = frame.Caller)
            places.AddRange(frame.Usage.Elements.WrittenWith(changed).Select(MemoryOf).Concat(frame.Usage.Numbers.WrittenWith(changed).Select(MemoryOf)));
        if (places.Count > 0)
            _builder.Emit(new Kill(_builder.Origin(syntax), PlaceSet.Of(places), LeakExit.Overwrite));
    }

    /// <summary>Elements of a sequence change.</summary>
    private void ForgetElements(IOperation? sequence, IOperation? except = null)
    {
        if (sequence is null || CursorLoop.SymbolOf(sequence) is not { } symbol)
            return;
        var kept = except is null ? null : _frame.Usage.Elements.NameOf(except);
        var places = new List<int>();
        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            var elements = frame.Usage.Elements;
            places.AddRange(elements.Of(symbol).Where(key => kept is not { } own || (key.Index != own.Index && !elements.AreApart(key, own))).Select(MemoryOf));
        }

        if (places.Count > 0)
            _builder.Emit(new Kill(_builder.Origin(sequence.Syntax), PlaceSet.Of(places), LeakExit.Overwrite));
    }
}
