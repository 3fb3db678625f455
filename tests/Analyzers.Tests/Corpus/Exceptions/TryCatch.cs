using System;
using System.IO;
using Devmem;

internal static class TryCatch
{
    static void Finally_releases(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        finally
        {
            batch.Release();
        }
    }

    static void Call_between_acquisition_and_try(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        work();
        try
        {
            work();
        }
        finally
        {
            batch.Release();
        }
    }

    static void Acquired_inside_the_try(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = null;
        try
        {
            work();
            batch = socket.Receive(linear);
            work();
        }
        finally
        {
            batch?.Release();
        }
    }

    static void Acquired_inside_the_try_with_a_plain_null_test(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = null;
        try
        {
            batch = socket.Receive(linear);
            work();
        }
        finally
        {
            if (batch != null)
                batch.Dispose();
        }
    }

    static void Released_in_the_try_only(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
            batch.Release();
        }
        catch (Exception)
        {
            _ = linear.Length;
        }
    }

    static void Released_behind_a_catch_that_falls_through(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (Exception)
        {
        }

        batch.Release();
    }

    static void Released_behind_a_catch_that_returns(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (Exception)
        {
            return;
        }

        batch.Release();
    }

    static void Typed_catch_does_not_cover_the_rest(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (IOException)
        {
        }

        batch.Release();
    }

    static void Filter_may_refuse(DevmemSocket socket, byte[] linear, Action work, bool accept)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (Exception) when (accept)
        {
        }

        batch.Release();
    }

    static void Filter_with_an_unfiltered_catch_behind(DevmemSocket socket, byte[] linear, Action work, bool accept)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (Exception) when (accept)
        {
        }
        catch
        {
        }

        batch.Release();
    }

    static void Catch_releases_and_rethrows(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch
        {
            batch.Release();
            throw;
        }

        batch.Release();
    }

    static void Catch_rethrows_without_release(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (Exception)
        {
            throw;
        }

        batch.Release();
    }

    static void Catch_wraps_without_release(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
        }
        catch (IOException e)
        {
            throw new InvalidOperationException("while working", e);
        }
        catch
        {
            batch.Release();
            throw;
        }

        batch.Release();
    }

    static FragmentBatch Owner_keeps_it_only_when_all_went_well(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            return batch;
        }
        catch
        {
            batch.Release();
            throw;
        }
    }

    static FragmentBatch Typed_catch_before_the_transfer(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work();
            return batch;
        }
        catch (IOException)
        {
            batch.Release();
            throw;
        }
    }

    static void Released_in_both_try_and_catch(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            batch.Release();
        }
        catch
        {
            batch.Release();
        }
    }

    static void Released_twice_when_the_call_behind_the_release_throws(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            batch.Release();
            work();
        }
        catch
        {
            batch.Release(); //! DEVMEM006
        }
    }

    static void Dispose_in_catch_after_release_is_harmless(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            batch.Release();
            work();
        }
        catch
        {
            batch.Dispose();
        }
    }

    static void Own_throw_caught_here_and_released(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            if (bad)
                throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
        }

        batch.Release();
    }

    static void Own_throw_of_another_type(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        try
        {
            if (bad)
                throw new InvalidOperationException();
        }
        catch (IOException)
        {
        }

        batch.Release();
    }

    static void Own_throw_caught_as_a_base(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            if (bad)
                throw new FileNotFoundException();
        }
        catch (IOException)
        {
        }

        batch.Release();
    }

    static void Own_throw_caught_here_then_returns(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        try
        {
            if (bad)
                throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        batch.Release();
    }

    static void Receive_in_the_try_that_throws_acquires_nothing(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        try
        {
            batch = socket.Receive(linear);
        }
        catch (DevmemModeException)
        {
            return;
        }

        batch.Release();
    }

    static void Retried_until_it_succeeds(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            try
            {
                work();
                batch.Release();
                return;
            }
            catch (IOException)
            {
                continue;
            }
        }
    }

    static void Retried_with_a_finally(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                work();
                return;
            }
            catch (IOException)
            {
                continue;
            }
            finally
            {
                batch.Release();
            }
        }
    }
}
