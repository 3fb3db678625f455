using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Devmem.Conformance.Running;

/// <summary>An exception of a run, and when it was thrown.</summary>
internal sealed class Thrown(Exception exception, int time, IReadOnlyDictionary<int, int> handlerLines)
{
    private (HashSet<string> Members, string? WrittenIn)? _way;

    public Exception Exception { get; } = exception;

    public int Time { get; } = time;

    /// <summary>The lines of handlers that were being executed then.</summary>
    public IReadOnlyDictionary<int, int> HandlerLines { get; } = handlerLines;

    /// <summary>
    /// Whether a call threw it, seen from a member: it came out of a call there, caught or not. A <c>throw</c> written in the member itself is none. Asked
    /// after the run, when the exception has gone all its way.
    /// </summary>
    public bool CameOutOfACallIn(string member, Run run)
    {
        (HashSet<string> members, string? writtenIn) = _way ??= Way(run);
        return members.Contains(member) && writtenIn != member;
    }

    private (HashSet<string> Members, string? WrittenIn) Way(Run run)
    {
        HashSet<string> members = [];
        string? writtenIn = null;
        StackFrame[] frames = new StackTrace(Exception, fNeedFileInfo: false).GetFrames();
        for (int i = 0; i < frames.Length; i++)
        {
            if (run.PlaceOf(frames[i], HandlerLines) is not { } place)
                continue;
            members.Add(place.Member);
            if (i == 0)
                writtenIn = place.Member;
        }

        return (members, writtenIn);
    }
}
