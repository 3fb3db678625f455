// What generated programs call besides the runtime. Compiled twice: against the runtime, for the analyzers, and against the run, for the execution.
#pragma warning disable
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem;

namespace Support;

/// <summary>Decisions. A method may throw as any call may, a property is only read.</summary>
public static class Choose
{
    public static bool Flag => Decide.Option(2) == 1;

    public static bool Bool()
    {
        Decide.MayThrow();
        return Decide.Option(2) == 1;
    }

    public static int Int(int options)
    {
        Decide.MayThrow();
        return Decide.Option(options);
    }
}

/// <summary>Calls of which nothing is known but their signature.</summary>
public static class Calls
{
    public static void Work() => Decide.MayThrow();

    /// <summary>Completed, or failed.</summary>
    public static Task WorkAsync()
    {
        try
        {
            Decide.MayThrow();
            return Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    public static void Look(FragmentBatch batch)
    {
        _ = batch.Count;
        Decide.MayThrow();
    }

    public static void Look(DevmemToken token)
    {
        _ = token.Length;
        Decide.MayThrow();
    }

    public static Socket Connect()
    {
        Decide.MayThrow();
        return Decide.Connect();
    }

    /// <summary>Takes it over, without saying so.</summary>
    public static void Take(FragmentBatch batch)
    {
        Decide.Trusted(batch);
        batch.Release();
        Decide.MayThrow();
    }

    /// <summary>Runs it, or not.</summary>
    public static void Perhaps(Action action)
    {
        Decide.Trusted(action);
        Decide.MayThrow();
        if (Decide.Option(2) == 0)
            action();
    }
}

/// <summary>A fence that is signalled.</summary>
public sealed class Done : IReleaseFence
{
    public static Done Fence { get; } = new();

    public bool IsSignalled => true;

    public void Wait()
    {
    }
}

/// <summary>What a program throws itself.</summary>
public sealed class Failure : Exception;

internal static class Decide
{
#if EXECUTE
    internal static int Option(int options) => global::Devmem.Conformance.Running.Source.Option(options);

    internal static void MayThrow() => global::Devmem.Conformance.Running.Source.MayThrow();

    internal static Socket Connect() => global::Devmem.Conformance.Running.Source.Connect();

    internal static void Trusted(object handle) => global::Devmem.Conformance.Running.Source.Trusted(handle);
#else
    internal static int Option(int options) => throw new NotSupportedException();

    internal static void MayThrow() => throw new NotSupportedException();

    internal static Socket Connect() => throw new NotSupportedException();

    internal static void Trusted(object handle) => throw new NotSupportedException();
#endif
}
