using System;
using System.IO;
using Devmem;

/// <summary>Shapes on which published checkers are known to go wrong, in either direction.</summary>
internal static class Shapes
{
    static void Two_tests_of_one_flag_with_work_between(DevmemSocket socket, byte[] linear, bool traced, int[] log)
    {
        FragmentBatch? batch = null;
        if (traced)
            batch = socket.Receive(linear);
        for (int i = 0; i < log.Length; i++)
            log[i] = i;
        if (traced)
            batch!.Release();
    }

    static void Null_assigned_in_the_catch(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (IOException)
        {
            batch = null;
        }
        catch
        {
            batch.Release();
            throw;
        }

        batch?.Release();
    }

    static void Acquired_in_the_try_of_a_finally_that_tests_null(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = default;
        try
        {
            work();
            batch = socket.Receive(linear);
        }
        finally
        {
            if (batch is not null)
                batch.Release();
        }
    }

    static int Several_identical_returns(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (kind == 0)
        {
            batch.Release();
            return 1;
        }

        if (kind == 1)
        {
            batch.Release();
            return 1;
        }

        if (kind == 2)
            return 1;
        batch.Release();
        return 1;
    }

    static void Cast_before_the_finally(DevmemSocket socket, byte[] linear, object weight)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = (int)weight;
        try
        {
            _ = n / batch.Count;
        }
        finally
        {
            batch.Release();
        }
    }

    static void Released_in_every_catch_and_behind(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (IOException)
        {
            batch.Release();
            return;
        }
        catch (Exception)
        {
            batch.Release();
            throw;
        }

        batch.Release();
    }

    static void Released_in_every_catch_but_one(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (FileNotFoundException)
        {
            return;
        }
        catch (Exception)
        {
            batch.Release();
            throw;
        }

        batch.Release();
    }

    static void Handler_that_calls_before_it_releases(DevmemSocket socket, byte[] linear, Action work, Action<Exception> log)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (Exception e)
        {
            log(e);
            batch.Release();
            return;
        }

        batch.Release();
    }

    static void Handler_that_releases_before_it_calls(DevmemSocket socket, byte[] linear, Action work, Action<Exception> log)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (Exception e)
        {
            batch.Release();
            log(e);
            return;
        }

        batch.Release();
    }

    static void Released_only_inside_the_loop_that_waits_for_it(DevmemSocket socket, byte[] linear, Func<bool> ready)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        while (!ready())
        {
        }

        batch.Release();
    }

    static void Released_in_a_switch_inside_a_loop(DevmemSocket socket, byte[] linear, int[] commands)
    {
        FragmentBatch? batch = null;
        foreach (int command in commands)
        {
            switch (command)
            {
                case 0:
                    batch?.Release();
                    batch = null;
                    break;
                case 1:
                    batch ??= socket.Receive(linear);
                    break;
                default:
                    continue;
            }
        }

        batch?.Release();
    }

    static void Kept_in_a_switch_inside_a_loop(DevmemSocket socket, byte[] linear, int[] commands)
    {
        FragmentBatch? batch = null;
        foreach (int command in commands)
        {
            switch (command)
            {
                case 0:
                    batch?.Release();
                    batch = null;
                    break;
                case 1:
                    batch = socket.Receive(linear); //! DEVMEM001
                    break;
            }
        }

        batch?.Release();
    }

    static void Many_independent_conditions(DevmemSocket socket, byte[] linear, bool a, bool b, bool c, bool d, bool e, bool f, bool g, bool h)
    {
        FragmentBatch batch = socket.Receive(linear);
        int sum = 0;
        if (a) sum += 1;
        if (b) sum += 2;
        if (c) sum += 4;
        if (d) sum += 8;
        if (e) sum += 16;
        if (f) sum += 32;
        if (g) sum += 64;
        if (h) sum += 128;
        batch.Release();
        _ = sum;
    }

    static void Many_independent_conditions_and_a_hole(DevmemSocket socket, byte[] linear, bool a, bool b, bool c, bool d, bool e, bool f, bool g, bool h)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        int sum = 0;
        if (a) sum += 1;
        if (b) sum += 2;
        if (c) sum += 4;
        if (d) sum += 8;
        if (e) sum += 16;
        if (f) sum += 32;
        if (g) sum += 64;
        if (h)
            return;
        batch.Release();
        _ = sum;
    }

    static void Released_by_whoever_comes_first(DevmemSocket socket, byte[] linear, bool a, bool b, bool c)
    {
        FragmentBatch? batch = socket.Receive(linear);
        if (a)
        {
            batch.Release();
            batch = null;
        }

        if (b && batch != null)
        {
            batch.Release();
            batch = null;
        }

        if (c && batch is not null)
        {
            batch.Release();
            batch = null;
        }

        batch?.Release();
    }

    static void Unreachable_code_behind_a_return(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        return;
#pragma warning disable CS0162
        batch.Release();
#pragma warning restore CS0162
    }

    static void Unreachable_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.LinearBytes >= 0)
            return;
        else
            return;
#pragma warning disable CS0162
        batch.Release();
#pragma warning restore CS0162
    }
}
