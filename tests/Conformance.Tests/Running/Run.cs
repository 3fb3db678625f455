using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Devmem.Conformance.Running;

/// <summary>One execution of a program: its decisions, its ledger, what was thrown.</summary>
internal sealed class Run
{
    private const int MostDecisions = 60;
    private const int MostSteps = 400;

    [ThreadStatic]
    private static Run? t_current;

    private readonly Decisions _decisions;
    private readonly Subject _subject;
    private int _steps;
    private int _throwsLeft = 2;

    public Run(Subject subject, Decisions decisions)
    {
        _subject = subject;
        _decisions = decisions;
        Ledger = new Ledger(this);
        World = new World();
    }

    public static Run Current
    {
        get => t_current ?? throw new InvalidOperationException("No run is going on in this thread.");
        set => t_current = value;
    }

    public static Run? CurrentOrNull => t_current;

    public Ledger Ledger { get; }

    public World World { get; }

    public List<Thrown> Exceptions { get; } = [];

    /// <summary>Which way the tests went: when, where in the text, how.</summary>
    public List<(int Time, int At, bool Outcome)> Tests { get; } = [];

    /// <summary>Which line of a handler is being executed, by the function's first line; 0 or nothing where none is.</summary>
    public Dictionary<int, int> HandlerLines { get; } = [];

    public List<Misuse> Misuses { get; } = [];

    /// <summary>Counts what happens, so that before and after can be told.</summary>
    public int Clock { get; private set; } = 1;

    /// <summary>From here on nothing the program does says anything: it went where the real runtime would not have let it, or too far.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Cut because it did not come to an end within the bounds.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Loops come to an end.</summary>
    public void Step()
    {
        if (++_steps <= MostSteps)
            return;
        IsTooLong = true;
        throw CutHere();
    }

    /// <summary>How many fragments the next batch has.</summary>
    public int ChooseFragments() => World.FragmentsOfABatch + (_subject.CountsFragments ? Choose(2) : 0);

    public int Tick() => ++Clock;

    /// <summary>A decision from 0 up to but not <paramref name="options"/>.</summary>
    public int Choose(int options)
    {
        Step();
        if (IsCut || _decisions.Count >= MostDecisions)
            return 0;
        return _decisions.Next(options);
    }

    /// <summary>Throws where the decisions say so: two exceptions a run at most.</summary>
    public void MayThrow()
    {
        if (_throwsLeft == 0 || IsCut || (_decisions.ThrowingLines is { } lines && !_subject.Lines.OfStack(HandlerLines).Any(place => lines.Contains(place.Line))))
            return;
        int kind = Choose(_subject.Thrown.Length + 1);
        if (kind == 0)
            return;
        _throwsLeft--;
        throw _subject.Thrown[kind - 1]();
    }

    public void Misuse(Harm harm, Entry? entry) => Misuse(harm, entry, Places());

    public void Misuse(Harm harm, Entry? entry, IReadOnlyList<Place> at)
    {
        if (!IsCut && entry is not { IsLent: true })
            Misuses.Add(new Misuse(harm, entry, at));
    }

    /// <summary>From here on nothing throws, nothing is decided and nothing is noted: the harness itself goes on with the program's objects.</summary>
    public void StopNoting() => IsCut = true;

    /// <summary>The line on which a member of a class of the program is declared; 0 where it is none of its own.</summary>
    public int LineOf(string type, string member) => _subject.Members.GetValueOrDefault((type, member));

    /// <summary>The exception that ends the run where it makes no sense to go on.</summary>
    public CutException CutHere()
    {
        IsCut = true;
        return new CutException();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public IReadOnlyList<Place> Places() => IsCut ? [] : _subject.Lines.OfStack(HandlerLines);

    public Place? PlaceOf(System.Diagnostics.StackFrame frame, IReadOnlyDictionary<int, int> handlerLines) => _subject.Lines.Of(frame, handlerLines);
}

/// <summary>Ends a run that makes no sense any more. The program may catch it; nothing is noted after it.</summary>
internal sealed class CutException : Exception;
