using System;
using System.IO;
using Devmem;

internal static class Rethrow
{
    static void To_an_outer_catch_that_releases(DevmemSocket socket, byte[] linear, Action work)
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
                throw;
            }
        }
        catch (Exception)
        {
        }

        batch.Release();
    }

    static void To_an_outer_catch_of_another_type(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            try
            {
                work();
            }
            catch (IOException)
            {
                throw;
            }
        }
        catch (ArgumentException)
        {
        }

        batch.Release();
    }

    static void Of_the_variable(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (Exception e)
        {
            batch.Release();
            throw e;
        }

        batch.Release();
    }

    static void Converted_to_a_type_that_is_caught_outside(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            try
            {
                if (bad)
                    throw new IOException();
            }
            catch (IOException)
            {
                throw new ArgumentException();
            }
        }
        catch (ArgumentException)
        {
        }

        batch.Release();
    }

    static void Converted_to_a_type_that_is_not_caught_outside(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        try
        {
            try
            {
                if (bad)
                    throw new IOException();
            }
            catch (IOException)
            {
                throw new ArgumentException();
            }
        }
        catch (IOException)
        {
        }

        batch.Release();
    }

    static void Sibling_catch_does_not_see_it(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        try
        {
            if (bad)
                throw new IOException();
        }
        catch (IOException)
        {
            throw new ArgumentException();
        }
        catch (ArgumentException)
        {
            batch.Release();
            return;
        }

        batch.Release();
    }

    static void Catch_breaks_out_of_the_loop(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            try
            {
                work();
            }
            catch (Exception)
            {
                break;
            }

            batch.Release();
        }
    }

    static void Catch_breaks_out_of_the_loop_after_release(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                work();
            }
            catch (Exception)
            {
                batch.Release();
                break;
            }

            batch.Release();
        }
    }

    static void Catch_jumps_back(DevmemSocket socket, byte[] linear, Action work)
    {
    again:
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (Exception)
        {
            goto again;
        }

        batch.Release();
    }

    static void Acquired_in_the_try_released_in_the_catch_if_it_got_that_far(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = null;
        try
        {
            work();
            batch = socket.Receive(linear);
            work();
            batch.Release();
            batch = null;
        }
        catch
        {
            batch?.Release();
            throw;
        }
    }

    static void Acquired_in_the_try_and_released_before_the_last_call(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = null;
        try
        {
            batch = socket.Receive(linear);
            work();
            batch.Release();
            work();
        }
        catch
        {
            batch?.Release(); //! DEVMEM006
            throw;
        }
    }

    static void Empty_catch_around_the_acquisition(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        try
        {
            batch = socket.Receive(linear);
        }
        catch
        {
        }

        batch?.Release();
    }

    static void Thrown_in_the_catch_with_a_finally_that_releases(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (IOException e)
        {
            throw new InvalidOperationException("no", e);
        }
        finally
        {
            batch.Release();
        }
    }

    static void Throw_in_one_arm_of_a_conditional(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        int n = bad ? throw new InvalidOperationException() : batch.Count;
        batch.Release();
        _ = n;
    }

    static void Always_thrown(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        throw new InvalidOperationException(batch.Count > 0 ? "some" : "none");
    }

    static void Always_thrown_after_the_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        throw new InvalidOperationException();
    }

    static void Own_exception_type(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            if (bad)
                throw new HouseException();
        }
        catch (HouseException)
        {
        }

        batch.Release();
    }

    static void Filter_over_the_type_that_is_thrown(DevmemSocket socket, byte[] linear, bool bad, int code)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        try
        {
            if (bad)
                throw new HouseException();
        }
        catch (HouseException) when (code > 3)
        {
        }

        batch.Release();
    }
}

internal sealed class HouseException : Exception
{
}
