//# rules = DEVMEM007 DEVMEM010
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;
internal static class WrongSocketFarther
{
    static void OtherSocketOn(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var batch = a.Receive(lin);
        var t = batch.Detach(0);
        c.Release([t]); //! DEVMEM010
    }
    static void OtherSocketOff(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var batch = a.Receive(lin);
        var t = batch.Detach(0);
        c.Release([t]);
    }
    static void OtherBindingOff(DevmemDevice d, Dmabuf m, Dmabuf m2, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using var b2 = d.BindRx(m2, [1], AutoreleaseMode.Off);
        using var a = b.Attach(s1);
        using var c = b2.Attach(s2);
        using var batch = a.Receive(lin);
        var t = batch.Detach(0);
        c.Release([t]); //! DEVMEM010
    }
    static void ArrayOn(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var batch = a.Receive(lin);
        var ts = new DevmemToken[batch.Count];
        for (int i = 0; i < ts.Length; i++) ts[i] = batch.Detach(i);
        c.Release(ts); //! DEVMEM010
    }
    static void MixedList(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var x = a.Receive(lin);
        using var y = c.Receive(lin);
        var l = new List<DevmemToken> { x.Detach(0), y.Detach(0) };
        a.Release(l.ToArray()); //! DEVMEM010
    }
    static void Helper(DevmemSocket s, DevmemToken t) => s.Release([t]);
    static void ViaHelper(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var batch = a.Receive(lin);
        Helper(c, batch.Detach(0)); //! DEVMEM010
    }
    static void ViaHelperRight(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var batch = a.Receive(lin);
        Helper(a, batch.Detach(0));
    }
    static void Swap(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        var a = b.Attach(s1);
        var c = b.Attach(s2);
        using var batch = a.Receive(lin);
        var t = batch.Detach(0);
        (a, c) = (c, a);
        a.Release([t]); //! DEVMEM010
        a.Dispose(); c.Dispose();
    }
    static void SameAlias(DevmemDevice d, Dmabuf m, Socket s1, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        var alias = a;
        using var batch = a.Receive(lin);
        alias.Release([batch.Detach(0)]);
    }
    static void Chosen(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin, bool f)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        var pick = f ? a : c;
        using var batch = pick.Receive(lin);
        pick.Release([batch.Detach(0)]);
    }
    static void ChosenWrong(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin, bool f)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        using var a = b.Attach(s1);
        using var c = b.Attach(s2);
        using var batch = f ? a.Receive(lin) : c.Receive(lin);
        a.Release([batch.Detach(0)]); //! DEVMEM010
    }
    static void Off7(DevmemDevice d, Dmabuf m, Socket s1, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        var a = b.Attach(s1);
        var batch = a.Receive(lin);
        a.Close(); //! DEVMEM007
        batch.Release();
    }
    static void On7(DevmemDevice d, Dmabuf m, Socket s1, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.On);
        var a = b.Attach(s1);
        var batch = a.Receive(lin);
        a.Close();
        batch.Release();
    }
    static void Off7Other(DevmemDevice d, Dmabuf m, Socket s1, Socket s2, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using var o = b.Attach(s2);
        var a = b.Attach(s1);
        DevmemToken t;
        using (var batch = a.Receive(lin)) t = batch.Detach(0);
        a.Close();
        o.Release([t]);
    }
    static void Off7Using(DevmemDevice d, Dmabuf m, Socket s1, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        FragmentBatch batch;
        using (var a = b.Attach(s1)) //! DEVMEM007
            batch = a.Receive(lin);
        batch.Dispose();
    }
    static void Off7Ret(DevmemDevice d, Dmabuf m, Socket s1, byte[] lin)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using var a = b.Attach(s1);
        using var batch = a.Receive(lin);
        using DeferredReleases def = new();
        def.Add(batch.Detach(0), null!);
    }
}
