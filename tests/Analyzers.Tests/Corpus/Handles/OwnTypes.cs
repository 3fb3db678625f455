using System;
using System.Collections.Generic;
using Devmem;

/// <summary>Marked types of every kind, with states in which they owe nothing.</summary>
public enum Phase
{
    Closed,
    Open,
}

[MustRelease]
public interface IGrant : IDisposable
{
    [OwesNothingWhen(Phase.Closed)]
    Phase Phase { get; }
}

[MustRelease]
public class Ticket : IDisposable
{
    [OwesNothingWhen(0)]
    public int Number;

    [OwesNothingWhen(false)]
    public bool IsValid() => Number != 0;

    public int Plain() => Number;

    [Releases]
    public virtual void Dispose()
    {
    }
}

public sealed class SpecialTicket : Ticket
{
    public override void Dispose() => base.Dispose();
}

[MustRelease]
public readonly struct Pass : IDisposable
{
    private readonly int _number;

    public Pass(int number) => _number = number;

    [OwesNothingWhen("")]
    public string Name => _number == 0 ? "" : "pass";

    [Releases]
    public void Dispose()
    {
    }

    [Releases]
    public void Cancel()
    {
    }
}

[MustRelease("Stop", "Abort")]
public abstract class Engine
{
    public abstract void Stop();

    public abstract void Abort();

    public abstract void Pause();
}

public interface IDesk
{
    IGrant Grant();

    Ticket Ticket();

    Pass Pass();

    Engine Engine();

    T Any<T>()
        where T : Ticket;
}

internal static class OwnTypes
{
    static void Grant_forgotten(IDesk desk)
    {
        IGrant grant = desk.Grant(); //! DEVMEM008
        _ = grant.Phase;
    }

    static void Grant_closed_by_itself(IDesk desk)
    {
        IGrant grant = desk.Grant();
        if (grant.Phase == Phase.Closed)
            return;
        grant.Dispose();
    }

    static void Grant_open_is_owed(IDesk desk)
    {
        IGrant grant = desk.Grant(); //! DEVMEM008
        if (grant.Phase == Phase.Open)
            return;
        grant.Dispose();
    }

    static void Grant_by_switch(IDesk desk)
    {
        IGrant grant = desk.Grant();
        switch (grant.Phase)
        {
            case Phase.Closed:
                break;
            default:
                grant.Dispose();
                break;
        }
    }

    static void Ticket_by_its_field(IDesk desk)
    {
        Ticket ticket = desk.Ticket();
        if (ticket.Number == 0)
            return;
        ticket.Dispose();
    }

    static void Ticket_by_its_method(IDesk desk)
    {
        Ticket ticket = desk.Ticket();
        if (!ticket.IsValid())
            return;
        ticket.Dispose();
    }

    static void Ticket_by_a_method_that_says_nothing(IDesk desk)
    {
        Ticket ticket = desk.Ticket(); //! DEVMEM008
        if (ticket.Plain() == 0)
            return;
        ticket.Dispose();
    }

    static void Ticket_made_here()
    {
        var ticket = new Ticket(); //! DEVMEM008
        _ = ticket.Plain();
    }

    static void Ticket_made_here_under_using()
    {
        using var ticket = new Ticket();
    }

    static void Derived_ticket_made_here()
    {
        var ticket = new SpecialTicket(); //! DEVMEM008
        _ = ticket.Plain();
    }

    static void Derived_ticket_disposed()
    {
        Ticket ticket = new SpecialTicket();
        ticket.Dispose();
    }

    static void Derived_ticket_through_its_base_and_back(IDesk desk)
    {
        Ticket ticket = new SpecialTicket();
        if (ticket is SpecialTicket special)
            special.Dispose();
    }

    static void Generic_ticket(IDesk desk)
    {
        SpecialTicket ticket = desk.Any<SpecialTicket>(); //! DEVMEM008
        _ = ticket.Plain();
    }

    static void Generic_ticket_of_a_type_parameter<T>(IDesk desk)
        where T : Ticket
    {
        T ticket = desk.Any<T>(); //! DEVMEM008
        _ = ticket.Plain();
    }

    static void Generic_ticket_of_a_type_parameter_disposed<T>(IDesk desk)
        where T : Ticket
    {
        T ticket = desk.Any<T>();
        ticket.Dispose();
    }

    static void Made_by_a_type_parameter<T>()
        where T : Ticket, new()
    {
        var ticket = new T(); //! DEVMEM008
        _ = ticket.Plain();
    }

    static void Pass_made_here()
    {
        var pass = new Pass(3); //! DEVMEM008
        _ = pass.Name;
    }

    static void Pass_cancelled()
    {
        var pass = new Pass(3);
        pass.Cancel();
    }

    static void Pass_by_default()
    {
        Pass pass = default;
        _ = pass.Name;
    }

    static void Pass_that_owes_nothing_by_its_name(IDesk desk)
    {
        Pass pass = desk.Pass();
        if (pass.Name == "")
            return;
        pass.Dispose();
    }

    static void Engine_stopped(IDesk desk)
    {
        Engine engine = desk.Engine();
        engine.Stop();
    }

    static void Engine_aborted(IDesk desk)
    {
        Engine engine = desk.Engine();
        engine.Abort();
    }

    static void Engine_only_paused(IDesk desk)
    {
        Engine engine = desk.Engine(); //! DEVMEM008
        engine.Pause();
    }

    static void Engine_stopped_or_aborted(IDesk desk, bool quick)
    {
        Engine engine = desk.Engine();
        if (quick)
            engine.Abort();
        else
            engine.Stop();
    }
}
