//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Devmem;

internal interface IScheduler
{
    void Later(Action action);
}

internal static class Lambdas
{
    static void Called_once(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = () => batch.Release();
        end();
    }

    static void Never_called(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Action end = () => batch.Release();
        _ = end;
    }

    static void Called_in_one_arm(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Action end = () => batch.Release();
        if (go)
            end();
    }

    static void Called_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = () => batch.Release(); //~ DEVMEM006
        end();
        end();
    }

    static void Called_twice_but_disposes(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = () => batch.Dispose();
        end();
        end();
    }

    static void Invoked_through_its_method(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = batch.Release;
        end.Invoke();
    }

    static void Method_group_never_called(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Action end = batch.Release;
        _ = end;
    }

    static void Escapes_with_its_release(DevmemSocket socket, byte[] linear, IScheduler scheduler)
    {
        FragmentBatch batch = socket.Receive(linear);
        scheduler.Later(() => batch.Release());
    }

    static Action Returned_with_its_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        return () => batch.Release();
    }

    static void Escapes_but_only_reads(DevmemSocket socket, byte[] linear, IScheduler scheduler)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        scheduler.Later(() => Console.WriteLine(batch.Count));
    }

    static void Escapes_but_only_reads_and_is_released_here(DevmemSocket socket, byte[] linear, Func<Func<int>, int> ask)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = ask(() => batch.Count);
        batch.Release();
    }

    static void Acquired_and_released_inside(DevmemSocket socket, byte[] linear, IScheduler scheduler)
    {
        scheduler.Later(() =>
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        });
    }

    static void Acquired_inside_and_lost(DevmemSocket socket, byte[] linear, IScheduler scheduler)
    {
        scheduler.Later(() =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        });
    }

    static void Expression_body_drops_the_result(DevmemSocket socket, byte[] linear, IScheduler scheduler)
    {
        scheduler.Later(() => socket.Receive(linear)); //! DEVMEM001
    }

    static void Expression_body_returns_the_result(DevmemSocket socket, byte[] linear)
    {
        Func<FragmentBatch> next = () => socket.Receive(linear);
        next().Release();
    }

    static void Result_of_a_delegate_is_owned(Func<FragmentBatch> next)
    {
        FragmentBatch batch = next();
        batch.Release();
    }

    static void Result_of_a_delegate_is_lost(Func<FragmentBatch> next)
    {
        FragmentBatch batch = next(); //! DEVMEM001
        _ = batch.Count;
    }

    static void Lambda_assigns_the_captured_variable(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        Action fetch = () => batch = socket.Receive(linear);
        fetch();
        batch?.Release();
    }

    static void Lambda_assigns_the_captured_variable_and_it_is_lost(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        Action fetch = () => batch = socket.Receive(linear); //! DEVMEM001
        fetch();
        _ = batch?.Count;
    }

    static void Lambda_parameter_released(DevmemSocket socket, byte[] linear)
    {
        Action<FragmentBatch> end = batch => batch.Release();
        end(socket.Receive(linear));
    }

    static void Lambda_parameter_only_read(DevmemSocket socket, byte[] linear)
    {
        Func<FragmentBatch, int> count = batch => batch.Count;
        _ = count(socket.Receive(linear)); //! DEVMEM001
    }

    static void Task_run_releases(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = Task.Run(() => batch.Release());
    }

    static void Used_after_the_lambda_released_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = () => batch.Release();
        end();
        _ = batch.Count; //! DEVMEM005
    }

    static void Anonymous_method(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = delegate { batch.Release(); };
        end();
    }
}
