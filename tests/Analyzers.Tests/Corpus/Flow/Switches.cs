using System;
using Devmem;

internal static class Switches
{
    static void Every_case_releases(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        switch (kind)
        {
            case 0:
                batch.Release();
                break;
            case 1:
                batch.Dispose();
                break;
            default:
                batch.Release();
                break;
        }
    }

    static void One_case_forgets(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (kind)
        {
            case 0:
                batch.Release();
                break;
            case 1:
                break;
            default:
                batch.Release();
                break;
        }
    }

    static void No_default(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (kind)
        {
            case 0:
                batch.Release();
                return;
            case 1:
                batch.Release();
                return;
        }
    }

    static int Return_from_a_case(DevmemSocket socket, byte[] linear, string kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (kind)
        {
            case "skip":
                return 0;
            case "take":
                break;
        }

        batch.Release();
        return 1;
    }

    static void Throw_in_the_default(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (kind)
        {
            case 0:
                batch.Release();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    static void Guarded_cases(DevmemSocket socket, byte[] linear, int kind, bool deep)
    {
        FragmentBatch batch = socket.Receive(linear);
        switch (kind)
        {
            case > 0 when deep:
                batch.Release();
                break;
            case > 0:
            case < 0:
                batch.Release();
                break;
            case 0:
                batch.Release();
                break;
        }
    }

    static FragmentBatch? Case_on_the_batch(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? received);
        switch (received)
        {
            case null:
                return null;
            case { LinearBytes: > 5 } large:
                return large;
            case var small:
                small.Release();
                return null;
        }
    }

    static void Case_on_the_batch_forgets_one(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? received); //! DEVMEM001
        switch (received)
        {
            case null:
                break;
            case { LinearBytes: > 5 }:
                break;
            case var small:
                small.Release();
                break;
        }
    }

    static int Expression_then_release(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        int weight = kind switch { 0 => batch.Count, 1 => batch.LinearBytes, _ => 0 };
        batch.Release();
        return weight;
    }

    static int Expression_with_a_throwing_arm(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        int weight = kind switch { 0 => 1, 1 => 2, _ => throw new NotSupportedException() };
        batch.Release();
        return weight;
    }

    static void Expression_acquires_in_each_arm(DevmemSocket first, DevmemSocket second, byte[] linear, bool left)
    {
        FragmentBatch batch = left switch
        {
            true => first.Receive(linear),
            false => second.Receive(linear),
        };
        batch.Release();
    }

    static void Expression_acquires_in_each_arm_and_forgets(DevmemSocket first, DevmemSocket second, byte[] linear, bool left)
    {
        FragmentBatch batch = left switch
        {
            true => first.Receive(linear), //! DEVMEM001
            false => second.Receive(linear), //! DEVMEM001
        };
        _ = batch.Count;
    }

    static void Expression_acquires_in_one_arm(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch? batch = kind switch { 1 => socket.Receive(linear), _ => null };
        batch?.Release();
    }

    static void Expression_chooses_among_aliases(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = kind switch { 1 => batch, _ => batch };
        same.Release();
    }

    static bool Expression_on_the_batch(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool wide = batch switch { { LinearBytes: 0 } => false, { Count: > 4 } => true, _ => false };
        batch.Release();
        return wide;
    }
}
