using System;
using System.IO;
using Devmem;

internal static class Finally
{
    static int Return_inside_the_try(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            return batch.Count;
        }
        finally
        {
            batch.Release();
        }
    }

    static int Two_returns_share_the_finally(DevmemSocket socket, byte[] linear, bool early, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            if (early)
                return 0;
            work();
            return 1;
        }
        finally
        {
            batch.Release();
        }
    }

    static FragmentBatch? Finally_releases_what_was_not_handed_over(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = socket.Receive(linear);
        try
        {
            work();
            FragmentBatch result = batch;
            batch = null;
            return result;
        }
        finally
        {
            batch?.Release();
        }
    }

    static FragmentBatch Handed_over_and_released_too(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            return batch; //~ DEVMEM005
        }
        finally
        {
            batch.Release();
        }
    }

    static FragmentBatch Flag_tells_the_finally(DevmemSocket socket, byte[] linear, Action work)
    {
        bool done = false;
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            done = true;
            return batch;
        }
        finally
        {
            if (!done)
                batch.Release();
        }
    }

    static FragmentBatch Flag_is_set_too_early(DevmemSocket socket, byte[] linear, Action work)
    {
        bool done = false;
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            done = true;
            work();
            return batch;
        }
        finally
        {
            if (!done)
                batch.Release();
        }
    }

    static void Finally_releases_only_on_success(DevmemSocket socket, byte[] linear, Action work)
    {
        bool done = false;
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
            done = true;
        }
        finally
        {
            if (done)
                batch.Release();
        }
    }

    static void Finally_throws_before_its_release(DevmemSocket socket, byte[] linear, Action work, Action clean)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        finally
        {
            clean();
            batch.Release();
        }
    }

    static void Finally_throws_after_its_release(DevmemSocket socket, byte[] linear, Action work, Action clean)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        finally
        {
            batch.Release();
            clean();
        }
    }

    static void Finally_protected_by_a_finally(DevmemSocket socket, byte[] linear, Action work, Action clean)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        finally
        {
            try
            {
                clean();
            }
            finally
            {
                batch.Release();
            }
        }
    }

    static void Finally_that_always_throws(DevmemSocket socket, byte[] linear, bool never)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        try
        {
            _ = batch.Count;
        }
        finally
        {
            throw new InvalidOperationException();
        }
    }

    static void Nested_two_batches(DevmemSocket socket, byte[] linear, byte[] other, Action work)
    {
        FragmentBatch outer = socket.Receive(linear);
        try
        {
            FragmentBatch inner = socket.Receive(other);
            try
            {
                work();
            }
            finally
            {
                inner.Release();
            }
        }
        finally
        {
            outer.Release();
        }
    }

    static void Two_batches_one_finally(DevmemSocket socket, byte[] linear, byte[] other, Action work)
    {
        FragmentBatch first = socket.Receive(linear); //! DEVMEM004
        FragmentBatch second = socket.Receive(other);
        try
        {
            work();
        }
        finally
        {
            second.Release();
            first.Release();
        }
    }

    static void Two_batches_one_finally_with_null_tests(DevmemSocket socket, byte[] linear, byte[] other, Action work)
    {
        FragmentBatch? first = null;
        FragmentBatch? second = null;
        try
        {
            first = socket.Receive(linear);
            second = socket.Receive(other);
            work();
        }
        finally
        {
            second?.Release();
            first?.Release();
        }
    }

    static void One_of_two_is_missing_in_the_finally(DevmemSocket socket, byte[] linear, byte[] other, Action work)
    {
        FragmentBatch? first = null;
        FragmentBatch? second = null;
        try
        {
            first = socket.Receive(linear);
            second = socket.Receive(other); //! DEVMEM001
            work();
        }
        finally
        {
            first?.Release();
        }
    }

    static void Break_through_a_finally(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                if (batch.LinearBytes == 3)
                    break;
                work();
                if (batch.LinearBytes == 4)
                    continue;
                work();
            }
            finally
            {
                batch.Release();
            }
        }
    }

    static void Break_through_a_finally_that_does_something_else(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            try
            {
                if (batch.LinearBytes == 3)
                    break;
            }
            finally
            {
                _ = linear.Length;
            }

            batch.Release();
        }
    }

    static void Release_then_finally_release(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            batch.Release();
        }
        finally
        {
            batch.Release(); //! DEVMEM006
        }
    }

    static void Release_then_finally_dispose(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            batch.Release();
        }
        finally
        {
            batch.Dispose();
        }
    }

    static void Inner_catch_swallows_outer_finally_releases(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            try
            {
                work();
            }
            catch (IOException)
            {
                return;
            }

            work();
        }
        finally
        {
            batch.Release();
        }
    }

    static void Catch_of_the_outer_try_returns(DevmemSocket socket, byte[] linear, Action work)
    {
        try
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            work();
            batch.Release();
        }
        catch (Exception)
        {
        }
    }

    static void Only_outer_try_sees_the_exception_after_the_using(DevmemSocket socket, byte[] linear, Action work)
    {
        try
        {
            using FragmentBatch batch = socket.Receive(linear);
            work();
        }
        catch (Exception)
        {
        }
    }

    static void Filter_runs_before_the_finally(DevmemSocket socket, byte[] linear, Action work, Predicate<Exception> check)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            try
            {
                work();
            }
            finally
            {
                batch.Release();
            }
        }
        catch (Exception e) when (check(e))
        {
        }
    }

    static void Filter_uses_the_batch_before_the_finally(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            try
            {
                work();
            }
            finally
            {
                batch.Release();
            }
        }
        catch (Exception) when (batch.Count > 0)
        {
        }
    }
}
