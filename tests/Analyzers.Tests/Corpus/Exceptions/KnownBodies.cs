using System;
using System.Collections.Generic;
using Devmem;

internal sealed class Meter
{
    private int _sum;

    public int Sum
    {
        get => _sum;
        set => _sum = value;
    }

    public int Strict
    {
        get => _sum > 0 ? _sum : throw new InvalidOperationException();
        set
        {
            if (value < 0)
                throw new ArgumentOutOfRangeException(nameof(value));
            _sum = value;
        }
    }

    public int Last { get; set; }

    public int this[int index] => index < _sum ? index : throw new ArgumentOutOfRangeException(nameof(index));

    public static Meter operator +(Meter meter, int count)
    {
        meter._sum += count;
        return meter;
    }

    public static Meter operator -(Meter meter, int count)
    {
        if (count > meter._sum)
            throw new InvalidOperationException();
        meter._sum -= count;
        return meter;
    }

    public void Count(int more) => _sum += more;

    public void Require(int least)
    {
        if (_sum < least)
            throw new InvalidOperationException();
    }

    public void RequireTwice(int least) => Require(least * 2);
}

internal class Shape
{
    public virtual int Weigh(int count) => count;

    public int WeighTwice(int count) => 2 * count;
}

internal static class KnownBodies
{
    private static int Twice(int n) => 2 * n;

    private static int Half(int n) => n % 2 == 0 ? n / 2 : throw new ArgumentException("odd", nameof(n));

    private static int Guarded(int n)
    {
        try
        {
            return Half(n);
        }
        catch (Exception)
        {
            return 0;
        }
    }

    private static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    private static void Fail() => throw new InvalidOperationException();

    static int Static_callee_cannot_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = Twice(batch.Count);
        batch.Release();
        return n;
    }

    static int Static_callee_throws(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int n = Half(batch.Count);
        batch.Release();
        return n;
    }

    static int Callee_catches_everything(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = Guarded(batch.Count);
        batch.Release();
        return n;
    }

    static int Recursive_callee_cannot_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = Fibonacci(batch.Count);
        batch.Release();
        return n;
    }

    static void Callee_always_throws(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        if (bad)
            Fail();
        batch.Release();
    }

    static void Instance_callee_cannot_throw(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear);
        meter.Count(batch.Count);
        batch.Release();
    }

    static void Callee_of_the_callee_throws(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        meter.RequireTwice(batch.Count);
        batch.Release();
    }

    static void Setter_cannot_throw(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear);
        meter.Sum = batch.Count;
        meter.Last = meter.Sum;
        batch.Release();
    }

    static void Setter_throws(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        meter.Strict = batch.Count;
        batch.Release();
    }

    static int Getter_throws(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int level = meter.Strict;
        batch.Release();
        return level;
    }

    static int Indexer_throws(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int level = meter[batch.Count];
        batch.Release();
        return level;
    }

    static void Operator_cannot_throw(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear);
        meter += batch.Count;
        batch.Release();
    }

    static void Operator_throws(DevmemSocket socket, byte[] linear, Meter meter)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        meter -= batch.Count;
        batch.Release();
    }

    static void Constructor_cannot_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        var meter = new Meter { Last = batch.Count };
        batch.Release();
        _ = meter;
    }

    static int Virtual_call_may_be_overridden_elsewhere(DevmemSocket socket, byte[] linear, ExternalShape shape)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int weight = shape.Weigh(batch.Count);
        batch.Release();
        return weight;
    }

    static int Plain_method_of_an_open_class(DevmemSocket socket, byte[] linear, Shape shape)
    {
        FragmentBatch batch = socket.Receive(linear);
        int weight = shape.WeighTwice(batch.Count);
        batch.Release();
        return weight;
    }

    static void Releasing_callee_cannot_throw(DevmemSocket socket, byte[] linear, byte[] other)
    {
        using FragmentBatch batch = socket.Receive(linear);
        FragmentBatch more = socket.Receive(other);
        End(batch);
        more.Release();
    }

    private static void End(FragmentBatch batch) => batch.Dispose();
}

public abstract class ExternalShape
{
    public abstract int Weigh(int count);
}
