extern alias Real;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Devmem.Conformance.Running;

/// <summary>Executes a program once and reads the simulator's books.</summary>
internal static class Execution
{
    static Execution() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
    {
        if (Run.CurrentOrNull is { } run && thrown.Exception is not CutException && !run.Exceptions.Exists(known => known.Exception == thrown.Exception))
            run.Exceptions.Add(new Thrown(thrown.Exception, run));
    };

    public static Run Once(Subject subject, Decisions decisions, Action<Run> look)
    {
        Run run = new(subject, decisions);
        Run.Current = run;
        try
        {
            Start(subject, run);
            Run.Current = null!;
            Books.Check(run);
            look(run);
        }
        finally
        {
            Run.Current = null!;
            CleanUp(run);
        }

        return run;
    }

    private static void Start(Subject subject, Run run)
    {
        object?[] arguments = [.. Arguments(subject, run)];
        try
        {
            if (subject.Entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task { IsFaulted: false, IsCompleted: false } task)
                task.GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // Where an exception leaves the program, the run is over: that is one of the ways to leave.
        }
    }

    private static IEnumerable<object?> Arguments(Subject subject, Run run)
    {
        RxBinding? binding = null;
        foreach (ParameterInfo parameter in subject.Entry.GetParameters())
        {
            Type type = parameter.ParameterType;
            yield return type == typeof(DevmemDevice) ? run.World.Device
                : type == typeof(Dmabuf) ? run.World.Memory
                : type == typeof(byte[]) ? new byte[World.PageSize * 8]
                : type == typeof(bool) ? run.Choose(2) == 1
                : type == typeof(int) ? run.Choose(3)
                : type == typeof(RxBinding) ? binding ??= Lent(new RxBinding(run.World.Device.Inner.BindRx(run.World.Memory.Inner, [0], (Real::Devmem.AutoreleaseMode)subject.Mode), subject.Mode), made => made.Entry)
                : type == typeof(DevmemSocket) ? LentSocket(binding ??= Lent(new RxBinding(run.World.Device.Inner.BindRx(run.World.Memory.Inner, [0], (Real::Devmem.AutoreleaseMode)subject.Mode), subject.Mode), made => made.Entry), run)
                : throw new NotSupportedException($"Nothing to give for a parameter of type {type}.");
        }
    }

    private static DevmemSocket LentSocket(RxBinding binding, Run run)
    {
        System.Net.Sockets.Socket near = Peers.Connect(run);
        return Lent(new DevmemSocket(binding.Inner.Attach(near), binding, Peers.PeerOf(near)), made => made.Entry);
    }

    private static T Lent<T>(T handle, Func<T, Entry> entry)
    {
        entry(handle).IsLent = true;
        return handle;
    }

    private static void CleanUp(Run run)
    {
        foreach (Entry entry in Enumerable.Reverse(run.Ledger.Entries))
        {
            if (entry.EndedAt == 0)
                Refused.Allow(entry.CleanUp);
        }

        run.World.Dispose();
    }
}
