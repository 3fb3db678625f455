using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Devmem.Conformance.Running;

/// <summary>An exception of a run, noted when it is thrown.</summary>
internal sealed class Thrown(Exception exception, Run run)
{
    private readonly string? _writtenIn = new StackTrace(exception, fNeedFileInfo: false).GetFrame(0) is { } thrower ? run.PlaceOf(thrower, run.HandlerLines)?.Member : null;
    private HashSet<string>? _members;

    public Exception Exception { get; } = exception;

    /// <summary>A fault of a plain operation, or of a member of the framework that is taken not to throw, as `Dequeue` of an empty queue: these are not counted.</summary>
    public bool IsFault { get; } = exception is NullReferenceException
        || (exception is not ObjectDisposedException && new StackTrace(exception, fNeedFileInfo: false).GetFrame(0)?.GetMethod()?.DeclaringType is { } thrower && (thrower.Name == "ThrowHelper" || thrower.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true));

    public int Time { get; } = run.Tick();

    /// <summary>Where it was thrown: the innermost place first. To throw it again makes the exception itself forget that.</summary>
    public IReadOnlyList<Place> At { get; } = run.Places();

    /// <summary>The lines of handlers that were being executed then.</summary>
    public IReadOnlyDictionary<int, int> HandlerLines { get; } = new Dictionary<int, int>(run.HandlerLines);

    /// <summary>
    /// Whether a call threw it, seen from a member: it came out of a call there, caught or not. A <c>throw</c> written in the member itself is none. Asked
    /// after the run, when the exception has gone all its way.
    /// </summary>
    public bool CameOutOfACallIn(string member) => _writtenIn != member && (_members ??= Way()).Contains(member);

    /// <summary>Whether it went through a method of this name.</summary>
    public bool Left(string method) => (_members ??= Way()).Any(member => member.EndsWith("." + method, StringComparison.Ordinal));

    private HashSet<string> Way() =>
        [.. new StackTrace(Exception, fNeedFileInfo: false).GetFrames().Select(frame => run.PlaceOf(frame, HandlerLines)).OfType<Place>().Select(place => place.Member)];
}
