//# rules = DEVMEM002
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
internal static class EndingsTogether
{
    static void HelperClose(RxBinding b, DevmemSocket s) { s.Close(); b.Unbind(); }

    static void HelperCloseWrong(RxBinding b, DevmemSocket s) { b.Unbind(); s.Close(); }

    static void Declared([Releases] RxBinding b, [Releases] DevmemSocket s) { s.Close(); b.Unbind(); }

    static void Helper_closes_first(DevmemDevice device, Dmabuf m, Socket s)
    {
        var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var so = b.Attach(s);
        HelperClose(b, so);
    }

    static void Helper_ends_the_binding_first(DevmemDevice device, Dmabuf m, Socket s)
    {
        var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var so = b.Attach(s);
        HelperCloseWrong(b, so); //! DEVMEM002
    }

    static void Contracts_say_no_order(DevmemDevice device, Dmabuf m, Socket s)
    {
        var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var so = b.Attach(s);
        Declared(b, so);
    }

    static void Binding_of_an_open_socket(DevmemDevice device, Dmabuf m, Socket s)
    {
        var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var so = b.Attach(s);
        so.Binding.Unbind(); //! DEVMEM002
        so.Close();
    }

    static void Binding_of_a_closed_socket(DevmemDevice device, Dmabuf m, Socket s, byte[] lin)
    {
        using var so = device.BindRx(m, [0], AutoreleaseMode.On).Attach(s);
        var b = so.Binding;
        so.Close();
        b.Unbind();
    }

    static Action Returned_in_a_lambda(DevmemDevice device, Dmabuf m, Socket s)
    {
        using var b = device.BindRx(m, [0], AutoreleaseMode.On); //! DEVMEM002
        var so = b.Attach(s);
        return () => so.Close();
    }

    static Action? _later;

    static void Stored_in_a_lambda(DevmemDevice device, Dmabuf m, Socket s)
    {
        using (var b = device.BindRx(m, [0], AutoreleaseMode.On)) //! DEVMEM002
        {
            var so = b.Attach(s);
            _later = () => so.Close();
        }
    }

    static async Task Closed_by_a_task_that_is_awaited(DevmemDevice device, Dmabuf m, Socket s, byte[] lin)
    {
        using var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var so = b.Attach(s);
        var t = Task.Run(() => { using (so) so.Receive(lin).Dispose(); });
        await t;
    }

    static readonly List<DevmemSocket> All = new();

    static void Stored_in_a_list(DevmemDevice device, Dmabuf m, Socket s)
    {
        using var b = device.BindRx(m, [0], AutoreleaseMode.On); //! DEVMEM002
        All.Add(b.Attach(s));
    }

    static DevmemSocket Returned(DevmemDevice device, Dmabuf m, Socket s)
    {
        using var b = device.BindRx(m, [0], AutoreleaseMode.On); //! DEVMEM002
        return b.Attach(s);
    }

    static void Handed_out(DevmemDevice device, Dmabuf m, Socket s, out DevmemSocket so)
    {
        using var b = device.BindRx(m, [0], AutoreleaseMode.On); //! DEVMEM002
        so = b.Attach(s);
    }

    static void CloseAll(RxBinding b, List<DevmemSocket> l) { foreach (var s in l) s.Close(); b.Unbind(); }

    static void CloseAllWrong(RxBinding b, List<DevmemSocket> l) { b.Unbind(); foreach (var s in l) s.Close(); }

    static void Helper_closes_a_list_first(DevmemDevice device, Dmabuf m, Socket[] ss)
    {
        var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var l = new List<DevmemSocket>();
        foreach (var s in ss) l.Add(b.Attach(s));
        CloseAll(b, l);
    }

    static void Helper_ends_the_binding_before_a_list(DevmemDevice device, Dmabuf m, Socket[] ss)
    {
        var b = device.BindRx(m, [0], AutoreleaseMode.On);
        var l = new List<DevmemSocket>();
        foreach (var s in ss) l.Add(b.Attach(s));
        CloseAllWrong(b, l); //! DEVMEM002
    }
}
