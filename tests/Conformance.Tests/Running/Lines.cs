using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Devmem.Conformance.Running;

/// <summary>Which line of a program a frame of the stack stands on, by the program's symbols.</summary>
internal sealed partial class Lines
{
    private readonly MetadataReader _symbols;
    private readonly ConcurrentDictionary<(MethodBase, int), (Place, int)> _known = new();
    private Module? _module;

    public Lines(MemoryStream symbols) => _symbols = MetadataReaderProvider.FromPortablePdbStream(symbols).GetMetadataReader();

    /// <summary>The program's module, which is loaded after its symbols.</summary>
    public void Bind(Module module) => _module = module;

    public bool Knows(MethodBase method) => method.Module == _module;

    /// <summary>The place of a frame, if it is the program's.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="handlerLines">The lines of handlers that are being executed, which a stack trace does not know.</param>
    public Place? Of(StackFrame frame, IReadOnlyDictionary<int, int> handlerLines)
    {
        if (frame.GetMethod() is not { } method || !Knows(method))
            return null;
        (Place place, int function) = Of(method, frame.GetILOffset());
        return handlerLines.TryGetValue(function, out int line) && line > 0 ? place with { Line = line } : place;
    }

    /// <summary>The frames of the program on the stack of this thread, innermost first, as far as what is acquired can be handed up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public IReadOnlyList<Place> OfStack(IReadOnlyDictionary<int, int> handlerLines)
    {
        List<Place> places = [];
        StackTrace trace = new(2, fNeedFileInfo: false);
        for (int i = 0; i < trace.FrameCount; i++)
        {
            if (trace.GetFrame(i) is { } frame && Of(frame, handlerLines) is { Line: > 0 } place)
                places.Add(place);
        }

        return places;
    }

    private (Place Place, int Function) Of(MethodBase method, int offset) =>
        _known.GetOrAdd((method, offset), key => (new Place(LineOf(key.Item1, key.Item2), MemberOf(key.Item1), HandsUp(key.Item1)), LineOf(key.Item1, -1)));

    private int LineOf(MethodBase method, int offset)
    {
        MethodDebugInformation information = _symbols.GetMethodDebugInformation(MetadataTokens.MethodDefinitionHandle(method.MetadataToken).ToDebugInformationHandle());
        int line = 0;
        foreach (SequencePoint point in information.GetSequencePoints())
        {
            if (point.Offset > offset && line > 0)
                break;
            if (!point.IsHidden)
                line = point.StartLine;
        }

        return line;
    }

    /// <summary>Type and member as written: an async method, an iterator, a lambda and a local function bear the name of the member around them.</summary>
    private static string MemberOf(MethodBase method)
    {
        Type type = method.DeclaringType!;
        string name = method.Name;
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            if (Written().Match(type.Name) is { Success: true } machine && machine.Groups[1].Value is { Length: > 0 } member)
                name = member;
            type = outer;
        }

        return type.FullName + "." + (Written().Match(name) is { Success: true } match ? match.Groups[1].Value : name);
    }

    /// <summary>Nothing but numbers comes back from it and nothing is reached through what it is given, so what it acquires it must end.</summary>
    private static bool HandsUp(MethodBase method) =>
        method is not MethodInfo { IsStatic: true } plain
        || !IsPlain(plain.ReturnType) || plain.GetParameters().Any(parameter => !IsPlain(parameter.ParameterType) && !typeof(IHandle).IsAssignableFrom(parameter.ParameterType));

    private static bool IsPlain(Type type) =>
        type == typeof(void) || (type.IsPrimitive && !type.IsByRef) || type == typeof(string) || type == typeof(byte[]) || type == typeof(System.Threading.Tasks.Task);

    [GeneratedRegex("^<+([^<>]*)>")]
    private static partial Regex Written();
}
