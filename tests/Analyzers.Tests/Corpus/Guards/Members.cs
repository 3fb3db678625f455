//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Numbers that are read twice from a member: the same as long as nobody writes it.</summary>
internal static class Members
{
    private static int s_level;
    private static volatile bool s_stop;

    internal sealed class Config
    {
        public bool Fast { get; set; }

        public int Level;

        public string? Name { get; set; }

        public SocketFlags Flags { get; set; }

        public Config? Inner { get; set; }

        public void Note() => Level++;

        public void Slow() => Fast = false;
    }

    internal struct Pair
    {
        public bool First;

        public bool Second { get; set; }
    }

    static void Work(int n)
    {
    }

    static void Asked_twice(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear);
        Work(1);
        if (config.Fast)
            batch!.Release();
    }

    static void Written_between(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear); //! DEVMEM001
        config.Fast = false;
        if (config.Fast)
            batch!.Release();
    }

    static void Written_with_the_same(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        config.Fast = false;
        if (socket.TryReceive(linear, out var got))
        {
            batch = got;
            config.Fast = true;
        }

        if (config.Fast)
            batch!.Release();
    }

    static void Written_through_another_name(DevmemSocket socket, byte[] linear, Config config, Config other)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear); //! DEVMEM001
        other.Fast = !other.Fast;
        if (config.Fast)
            batch!.Release();
    }

    static void Written_by_a_callee(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear); //! DEVMEM001
        config.Slow();
        if (config.Fast)
            batch!.Release();
    }

    static void A_callee_writes_something_else(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear);
        config.Note();
        if (config.Fast)
            batch!.Release();
    }

    static void Written_by_whoever_is_called(DevmemSocket socket, byte[] linear, Config config, Action unknown)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear); //! DEVMEM001
        unknown();
        if (config.Fast)
            batch!.Release();
    }

    static async Task Written_while_it_waits(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear); //! DEVMEM001
        await Task.Yield();
        if (config.Fast)
            batch!.Release();
    }

    static void Of_another_object(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Fast)
            batch = socket.Receive(linear); //! DEVMEM001
        config = new Config();
        if (config.Fast)
            batch!.Release();
    }

    static void A_field(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Level == 2)
            batch = socket.Receive(linear);
        if (config.Level == 2)
            batch!.Release();
    }

    static void A_field_that_counts(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Level == 2)
            batch = socket.Receive(linear); //! DEVMEM001
        config.Level++;
        if (config.Level == 2)
            batch!.Release();
    }

    static void Far_away(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Inner!.Level > 2)
            batch = socket.Receive(linear);
        if (config.Inner!.Level > 2)
            batch!.Release();
    }

    static void Far_away_moved(DevmemSocket socket, byte[] linear, Config config)
    {
        FragmentBatch? batch = null;
        if (config.Inner!.Level > 2)
            batch = socket.Receive(linear); //! DEVMEM001
        config.Inner = new Config();
        if (config.Inner!.Level > 2)
            batch!.Release();
    }

    static void A_text(DevmemSocket socket, byte[] linear, Config config)
    {
        var batch = string.IsNullOrEmpty(config.Name) ? null : socket.Receive(linear);
        Work(2);
        if (!string.IsNullOrEmpty(config.Name))
            batch!.Release();
    }

    static void A_flag_among_others(DevmemSocket socket, byte[] linear, Config config)
    {
        var batch = config.Flags.HasFlag(SocketFlags.Peek) ? socket.Receive(linear) : null;
        Work(2);
        if (config.Flags.HasFlag(SocketFlags.Peek))
            batch!.Release();
    }

    static void Another_flag(DevmemSocket socket, byte[] linear, Config config)
    {
        var batch = config.Flags.HasFlag(SocketFlags.Peek) ? socket.Receive(linear) : null; //! DEVMEM001
        Work(2);
        if (config.Flags.HasFlag(SocketFlags.Partial))
            batch!.Release();
    }

    static void Of_a_struct(DevmemSocket socket, byte[] linear, Pair pair, Action unknown)
    {
        FragmentBatch? batch = null;
        if (pair.First && pair.Second)
            batch = socket.Receive(linear);
        unknown();
        if (pair.First && pair.Second)
            batch!.Release();
    }

    static void Of_a_struct_that_is_written(DevmemSocket socket, byte[] linear, Pair pair)
    {
        FragmentBatch? batch = null;
        if (socket.TryReceive(linear, out var got)) //! DEVMEM001
        {
            batch = got;
            pair.First = true;
        }

        pair.First = false;
        if (pair.First)
            batch!.Release();
    }

    static void Static(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        if (s_level > 3)
            batch = socket.Receive(linear);
        if (s_level > 3)
            batch!.Release();
    }

    static void Static_behind_a_lock(DevmemSocket socket, byte[] linear, object gate)
    {
        FragmentBatch? batch = null;
        if (s_level > 3)
            batch = socket.Receive(linear); //! DEVMEM001
        lock (gate)
        {
            if (s_level > 3)
                batch!.Release();
        }
    }

    static void Volatile(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        if (!s_stop)
            batch = socket.Receive(linear); //! DEVMEM001
        if (!s_stop)
            batch!.Release();
    }

    static void Waited_for(DevmemSocket socket, byte[] linear, Config config)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (config.Fast)
        {
            batch.Release();
            return;
        }

        while (!config.Fast)
            Thread.SpinWait(1);
        Work(2);
    }

    static void Of_a_handle(DevmemSocket socket, byte[] linear)
    {
        var first = socket.Receive(linear);
        FragmentBatch? second = null;
        if (first.LinearBytes > 3)
            second = socket.Receive(linear);
        if (first.LinearBytes > 3)
            second!.Release();
        first.Release();
    }

    static void The_smaller_first(DevmemSocket socket, byte[] linear)
    {
        var one = socket.Receive(linear);
        var other = socket.Receive(linear);
        var small = one.LinearBytes < other.LinearBytes ? one : other;
        var large = one.LinearBytes < other.LinearBytes ? other : one;
        small.Release();
        large.Release();
    }

    static void The_smaller_twice(DevmemSocket socket, byte[] linear)
    {
        var one = socket.Receive(linear); //! DEVMEM001
        var other = socket.Receive(linear); //! DEVMEM001
        var small = one.LinearBytes < other.LinearBytes ? one : other;
        var large = one.LinearBytes < other.LinearBytes ? one : other;
        small.Release();
        large.Release(); //! DEVMEM006
    }
}
