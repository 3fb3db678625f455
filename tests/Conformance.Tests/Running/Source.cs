using System.Net.Sockets;

namespace Devmem.Conformance.Running;

/// <summary>What the programs' support library asks of the run.</summary>
public static class Source
{
    /// <summary>A decision.</summary>
    public static int Option(int options) => Run.Current.Choose(options);

    /// <summary>Throws if the decisions say so.</summary>
    public static void MayThrow() => Run.Current.MayThrow();

    /// <summary>A connected socket whose peer the run plays.</summary>
    public static Socket Connect() => Peers.Connect(Run.Current);

    /// <summary>A loop goes round.</summary>
    public static void Step() => Run.CurrentOrNull?.Step();

    /// <summary>In a handler of a function, known by the line of its body, this line is being executed; 0: none of a handler.</summary>
    public static bool At(int function, int line)
    {
        if (Run.CurrentOrNull is { } run)
            run.HandlerLines[function] = line;
        return true;
    }

    /// <summary>A test in the program came out like this.</summary>
    public static bool Test(bool outcome, int at)
    {
        Run.CurrentOrNull?.Tests.Add((Run.Current.Tick(), at, outcome));
        return outcome;
    }

    /// <summary>An owner was made.</summary>
    public static void OwnerMade(object owner) => Run.CurrentOrNull?.Ledger.Acquire(HandleKind.Owner, null, AutoreleaseMode.Off, static () => { }, owner: owner);

    /// <summary>What an object of the program holds may have changed.</summary>
    public static void Holds(object owner)
    {
        if (Run.CurrentOrNull is { IsCut: false } run)
            Holdings.Note(owner, run);
    }

    /// <summary>Something was given to a parameter with a contract.</summary>
    public static void Given(object? handle, string contract, int line, string method)
    {
        if (Run.CurrentOrNull is { IsCut: false } && handle is IHandle { Entry: { } entry })
            entry.Promises.Add(new Promised(contract, line, method));
    }

    /// <summary>Something is returned.</summary>
    public static void Returns(object? handle, int line)
    {
        if (Run.CurrentOrNull is { IsCut: false } && handle is IHandle { Entry: { HasEnded: true } entry })
            entry.ReturnedAt.Add(line);
    }

    /// <summary>Something was given to code of which the analyzers know nothing.</summary>
    public static void Trusted(object? handle)
    {
        if (Run.CurrentOrNull is { IsCut: false } run && run.Places() is [var here, ..])
            Holdings.Handles(handle, entry => entry.TrustedAt.Add(here.Line));
    }

    /// <summary>An owner's release method runs.</summary>
    public static void OwnerEnds(object owner)
    {
        if (Run.CurrentOrNull is { IsCut: false } run && run.Ledger.OwnerFor(owner) is { EndedAt: 0 } entry)
            entry.EndedAt = run.Tick();
    }
}
